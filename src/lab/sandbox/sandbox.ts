import type { Text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type {
  Entry,
  Lab,
  LabEvent,
  LabFailure,
  ScriptOptions,
  ScriptResult,
  StreamEnd,
  StreamOptions,
} from '../lab.ts';
import { follow, mortalShell } from '../shared/follow.ts';
import { runScript } from '../shared/look-script.ts';
import { isNodeName } from '../shared/node-name.ts';
import { refusedLab } from '../shared/refused-lab.ts';
import { type LabPlan, planProblem } from '../topology.ts';
import { down } from './down.ts';
import { entryOf } from './entry.ts';
import { failures } from './failure.ts';
import { isAlive } from './identity.ts';
import { isLabName, labPaths } from './paths.ts';
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
}

/** A whole lab in namespaces of its own: see DESIGN.md, "The sandbox". Creating the object starts nothing. */
export function createSandbox({ name, home, plan: planned, isAsked }: SandboxOptions): Lab {
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

  const run = async (script: string, options: ScriptOptions): Promise<Result<ScriptResult, LabFailure>> => {
    const { node = 'host', timeoutMs, signal, stdin } = options;
    // A script and its input cannot share one pipe: with input, the script travels as an argument.
    const argv = stdin === undefined ? ['sh'] : ['sh', '-c', script];
    const how = await entry(node, argv);
    if (!how.ok) return how;
    return runScript(name, how.value, { input: stdin ?? script, timeoutMs, ...(signal ? { signal } : {}) });
  };

  const stream = async (script: string, options: StreamOptions): Promise<Result<StreamEnd, LabFailure>> => {
    const how = await entry(options.node ?? 'host', mortalShell);
    return how.ok ? ok(await follow(how.value, script, options)) : how;
  };

  return {
    name,
    kind: 'sandbox',
    status: () => statusOf(name, paths),
    up: (onEvent: (event: LabEvent) => void, signal?: AbortSignal) =>
      up(name, paths, { plan, isAsked }, onEvent, signal),
    down: () => down(name, paths),
    run,
    stream,
    entry,
  };
}
