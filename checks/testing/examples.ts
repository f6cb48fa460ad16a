import type { Diagnosis } from '../../src/verify/check.ts';
import { addressScenarios } from '../address/testing/scenarios.ts';
import { bridgeScenarios } from '../bridge/testing/scenarios.ts';
import { cableScenarios } from '../cable/testing/scenarios.ts';
import { containerScenarios } from '../container/testing/scenarios.ts';
import { insideScenarios } from '../forward/testing/inside-scenarios.ts';
import { outsideScenarios } from '../forward/testing/outside-scenarios.ts';
import { hairpinScenarios } from '../hairpin/testing/scenarios.ts';
import { hostportScenarios } from '../hostport/testing/scenarios.ts';
import { natScenarios } from '../nat/testing/scenarios.ts';
import { requestScenarios } from '../request/testing/scenarios.ts';
import { routeScenarios } from '../route/testing/scenarios.ts';
import { sysctlScenarios } from '../sysctl/testing/scenarios.ts';
import { solved } from './draft.ts';
import { judgeOne } from './judge.ts';

/** States of a lab, and what the checks have to say of them. */
export const scenarios = [
  ...containerScenarios,
  ...bridgeScenarios,
  ...cableScenarios,
  ...addressScenarios,
  ...routeScenarios,
  ...sysctlScenarios,
  ...insideScenarios,
  ...outsideScenarios,
  ...natScenarios,
  ...hostportScenarios,
  ...hairpinScenarios,
  ...requestScenarios,
];

interface Example extends Diagnosis {
  /** The check that says it. */
  readonly check: string;
}

/** What the checks say of these states, by the id of the diagnosis: with the values that its words get. */
export function examples(): ReadonlyMap<string, readonly Example[]> {
  const found = new Map<string, Example[]>();
  for (const { check, change, answer } of scenarios) {
    const draft = solved();
    change(draft);
    const judgement = judgeOne(check, draft, answer);
    if (judgement.verdict !== 'fail' || !judgement.diagnosis) continue;
    const { diagnosis } = judgement;
    found.set(diagnosis.id, [...(found.get(diagnosis.id) ?? []), { ...diagnosis, check }]);
  }
  return found;
}
