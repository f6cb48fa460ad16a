import type { Params } from '../course/params.ts';
import { type Text, text } from '../i18n/text.ts';
import type { LabKind } from '../lab/kind.ts';
import type { Finding, ScriptResult } from '../lab/lab.ts';
import { planGlance, type Readings, type Round, type RoundPlan, readingsOf, readRound } from '../round/index.ts';
import { quote } from '../text/quote.ts';
import type { Pitfall, Sighting } from './pitfall.ts';

export interface Examination {
  /** What is looked for, in the order in which it is told. */
  readonly pitfalls: readonly Pitfall[];
  readonly lab: LabKind;
  readonly params: Params;
  /** The lab is up: what the learner built in it is no finding. */
  readonly isUp: boolean;
}

const pitfallsFor = ({ lab, pitfalls }: Pick<Examination, 'lab' | 'pitfalls'>): readonly Pitfall[] =>
  pitfalls.filter(({ labs }) => labs.includes(lab));

/**
 * ONE script that looks at a machine for all pitfalls of a kind of lab; for `sh`, on this machine or over ssh. It reads
 * only; its own scratch folder in memory is gone when it ends.
 */
export function planExamination(examination: Omit<Examination, 'isUp'>): RoundPlan {
  const requests = pitfallsFor(examination).flatMap((one) => Object.values(one.needs(examination.params)));
  // The prelude must not ask an engine: that may start one. The facts that want it ask with care.
  return planGlance(requests, []);
}

/** What the script's output means, in the order of the pitfalls. Where it did not come whole, nothing was seen. */
export function judgeExamination(plan: RoundPlan, stdout: string, examination: Examination): readonly Finding[] {
  const round = readRound(plan, stdout);
  if (!round.ok) return [{ id: 'examination', state: 'unknown', text: round.error.text }];
  return judgeRound(round.value, examination);
}

/** A round of a machine, perhaps an old one out of a file. */
export function judgeRound(round: Round, examination: Examination): readonly Finding[] {
  const readings = readingsOf(round);
  return pitfallsFor(examination).map((one) => find(one, readings, examination));
}

/** `run`: a script by `sh` on the machine in question, not in a lab. */
export async function examine(
  run: (script: string) => Promise<Pick<ScriptResult, 'stdout'>>,
  examination: Examination,
): Promise<readonly Finding[]> {
  const plan = planExamination(examination);
  return judgeExamination(plan, (await run(plan.script)).stdout, examination);
}

function find(one: Pitfall, readings: Readings, { params, isUp }: Examination): Finding {
  const { id, of } = one;
  const head = { id, ...(of.length > 0 ? { pitfalls: of } : {}) };
  const title: Text = { id: `doctor.${id}.title` };
  const needs = Object.entries(one.needs(params)).map(([name, request]) => [name, readings.read(request)] as const);
  const failed = needs.find(([, reading]) => !reading.ok)?.[1];
  if (failed && !failed.ok)
    return { ...head, state: 'unknown', text: text('doctor.unknown', { title, reason: failed.error.text }) };
  if (isUp && one.fresh) return { ...head, state: 'ok', text: title };
  const seen = Object.fromEntries(needs.map(([name, reading]) => [name, reading.ok ? reading.value : undefined]));
  const sight = one.judge(seen, params);
  if (!sight) return { ...head, state: 'ok', text: title };
  if ('doubt' in sight)
    return { ...head, state: 'unknown', text: text('doctor.unknown', { title, reason: sight.doubt }) };
  const values = printable(sight.values);
  const seenWords: Text = { id: `doctor.${id}.seen`, values };
  if (sight.byLab && !isUp) return { ...head, state: 'ok', text: text('doctor.by-lab', { seen: seenWords }) };
  return {
    ...head,
    state: one.state,
    text: seenWords,
    effect: { id: `doctor.${id}.effect`, values },
    fix: filled(sight.fix ?? one.fix, values),
  };
}

/** Names and rules of a machine are anybody's: on a terminal they must not be more than characters. */
function printable(values: Sighting['values'] = {}): { readonly [name: string]: string | number } {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/\p{Cc}/gu, '?') : value,
    ]),
  );
}

const filled = (template: string, values: { readonly [name: string]: string | number }): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : quote(`${value}`);
  });
