import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { doctorDocument } from '../json/doctor-document.ts';
import type { LabOption } from '../options.ts';
import { type Cli, exit } from '../services.ts';

/** A status is a glyph and a word. */
const glyphs = { ok: '✔', warning: '▲', blocking: '✘', unknown: '!' } as const;

/** What this machine offers to a lab: exit 0, or 2 when something blocks it or could not be looked at. */
export async function doctor({ io, services }: Cli, options: LabOption & { readonly json?: boolean }): Promise<number> {
  const say = translator(io.lang);
  const lab = await services.lab(options.lab);
  const findings = await services.doctor(lab);
  if (options.json) {
    const spoken = findings.map((finding) => ({ ...finding, text: say(finding.text) }));
    io.out(`${JSON.stringify(doctorDocument.parse({ version: 1, lab: lab.name, findings: spoken }), null, 2)}\n`);
  } else {
    for (const { state, text: words, mend } of findings) {
      io.out(`${glyphs[state]} ${say(text(`cli.doctor.${state}`))}  ${say(words)}\n`);
      if (mend !== undefined) io.out(`    ${mend}\n`);
    }
  }
  return findings.some(({ state }) => state === 'blocking' || state === 'unknown') ? exit.unable : exit.good;
}
