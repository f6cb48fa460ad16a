import type { Text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Entry, Lab, LabEvent, LabFailure } from '../lab.ts';
import { takeTurn } from '../shared/gate.ts';
import { isNodeName } from '../shared/node-name.ts';
import { refusedLab } from '../shared/refused-lab.ts';
import { scriptsOver } from '../shared/scripts-over.ts';
import { type LabPlan, planProblem } from '../topology.ts';
import { down } from './down.ts';
import { entryOf } from './entry.ts';
import { failures } from './failure.ts';
import { isAlive } from './identity.ts';
import { isLabName, labPaths } from './paths.ts';
import { rememberingSame, replacedIn } from './replaced.ts';
import { entryPlanOf, type LabState, readState, unfit } from './state.ts';
import { statusOf } from './status.ts';
import { up } from './up.ts';

export interface SandboxOptions {
  readonly name: string;
  /** The state folder; it need not exist yet. */
  readonly home: string;
  /** What its network is like when it comes up, or why there can be none. */
  readonly plan: Result<LabPlan, Text>;
  /** It has to be so: a running lab that was made with other values refuses to be used. Else any running one will do. */
  readonly isAsked: boolean;
  /** A folder of this machine that the lab does not see, besides the state folder. */
  readonly hides?: string;
}

/** A whole lab in namespaces of its own: see docs/decisions/0001. Creating the object starts nothing. */
export function createSandbox({ name, home, plan: planned, isAsked, hides }: SandboxOptions): Lab {
  if (!isLabName(name)) return refusedLab(name, 'sandbox', failures.badName(name));
  if (!planned.ok) return refusedLab(name, 'sandbox', failures.plan(planned.error));
  const plan = planned.value;
  const problem = planProblem(plan);
  if (problem) return refusedLab(name, 'sandbox', failures.plan(problem));
  const paths = labPaths(home, name);

  const current = async (): Promise<Result<LabState, LabFailure>> => {
    const state = await readState(paths.state).catch(() => undefined);
    if (state?.phase !== 'up' || !(await isAlive(state))) return err(failures.notUp(name));
    const other = unfit(name, state, isAsked ? plan.values : undefined);
    return other ? err(other) : ok(state);
  };

  const entry = async (node: string, argv?: readonly string[]): Promise<Result<Entry, LabFailure>> => {
    if (!isNodeName(node)) return err(failures.noSuchNode(node));
    const state = await current();
    if (!state.ok) return state;
    return ok(await entryOf(entryPlanOf(state.value), node, argv));
  };

  const same = rememberingSame();
  return {
    name,
    kind: 'sandbox',
    status: () => statusOf(name, paths),
    up: (onEvent: (event: LabEvent) => void, signal?: AbortSignal) =>
      up(name, paths, { plan, isAsked, ...(hides === undefined ? {} : { hides }) }, onEvent, signal),
    down: () => down(name, paths),
    ...scriptsOver(name, entry),
    async replaced() {
      const state = await current();
      return state.ok ? replacedIn(state.value.pid, same) : [];
    },
    turn: (options) => takeTurn(home, options),
    entry,
  };
}
