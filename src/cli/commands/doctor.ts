import { text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { traitsOf } from '../../lab/kind.ts';
import type { Finding, Lab } from '../../lab/lab.ts';
import { glyphs } from '../../text/glyphs.ts';
import { doctorDocument } from '../json/doctor-document.ts';
import { readLabParams } from '../lab-params.ts';
import { readParams } from '../load-params.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

export interface DoctorOptions extends LabOption, CourseOption {
  readonly json?: boolean;
  /** Another kind of lab than the one that `--lab` names. */
  readonly for?: Lab['kind'];
}

/** A status is a glyph and a word. */
const signs = { ok: glyphs.pass, warning: '▲', blocking: glyphs.fail, unknown: '!' } as const;
/** What matters most stands last, where the eye is when the command has ended. */
const order = ['ok', 'unknown', 'warning', 'blocking'] as const;

/** What this machine offers to a lab: exit 0, or 2 when something blocks it or could not be looked at. */
export async function doctor(cli: Cli, options: DoctorOptions): Promise<number> {
  const { io, services } = cli;
  const translate = translator(io.lang);
  const lab = await services.lab(options.lab);
  const kind = options.for ?? lab.kind;
  const own = await readLabParams(cli, { ...options, lab: traitsOf(kind).name ?? options.lab });
  // Where the machine cannot say what fits it, that is for the findings to tell.
  const params = own.ok ? own : await readParams(cli, options);
  if (!params.ok) return refuse(io, params.error);
  const findings = await services.doctor(lab, { kind, params: params.value });
  if (options.json) {
    const printed = findings.map(({ effect, fix, ...finding }) => ({
      ...finding,
      text: translate(finding.text),
      ...(effect === undefined ? {} : { effect: translate(effect) }),
      ...(fix === undefined ? {} : { mend: fix }),
    }));
    const document = doctorDocument.parse({ version: 1, lab: lab.name, kind, findings: printed });
    io.out(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    const byState = (state: Finding['state']): readonly Finding[] => findings.filter((one) => one.state === state);
    for (const state of order) for (const finding of byState(state)) io.out(linesOf(finding, translate));
    const counts = Object.fromEntries(order.map((state) => [state, byState(state).length]));
    io.out(`\n${translate(text('cli.doctor.summary', counts))}\n`);
  }
  return findings.some(({ state }) => state === 'blocking' || state === 'unknown') ? exit.unable : exit.good;
}

function linesOf({ state, text: words, effect, fix, pitfalls }: Finding, translate: Translate): string {
  const numbers = state === 'ok' || pitfalls === undefined ? '' : ` [${pitfalls.join(' ')}]`;
  const lines = [
    `${signs[state]} ${translate(text(`cli.doctor.${state}`))}  ${translate(words)}${numbers}`,
    ...(effect === undefined ? [] : [`    ${translate(effect)}`]),
    ...(fix === undefined ? [] : [`    $ ${fix}`]),
  ];
  return `${lines.join('\n')}\n`;
}
