import type { Diagnosis } from '../../src/verify/check.ts';
import { solved } from './draft.ts';
import { judgeOne } from './judge.ts';
import { ports } from './scenarios/ports.ts';
import { switched } from './scenarios/switched.ts';
import { uplink } from './scenarios/uplink.ts';
import { wiring } from './scenarios/wiring.ts';

/** States of a lab, and what the checks have to say of them. */
export const scenarios = [...wiring, ...switched, ...uplink, ...ports];

interface Example extends Diagnosis {
  /** The check that says it. */
  readonly check: string;
}

/** What the checks say of these states, by the id of the diagnosis: with the values that its words get. */
export function examples(): ReadonlyMap<string, readonly Example[]> {
  const said = new Map<string, Example[]>();
  for (const { check, change, answer } of scenarios) {
    const draft = solved();
    change(draft);
    const judgement = judgeOne(check, draft, answer);
    if (judgement.verdict !== 'fail' || !judgement.diagnosis) continue;
    const { diagnosis } = judgement;
    said.set(diagnosis.id, [...(said.get(diagnosis.id) ?? []), { ...diagnosis, check }]);
  }
  return said;
}
