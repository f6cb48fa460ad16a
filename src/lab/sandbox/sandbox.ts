import { err, ok, type Result } from '../../result.ts';
import { follow, mortalShell } from '../follow.ts';
import type {
  Entry,
  Lab,
  LabEvent,
  LabFailure,
  LabStatus,
  ScriptOptions,
  ScriptResult,
  StreamEnd,
  StreamOptions,
} from '../lab.ts';
import { complete } from '../process.ts';
import { down } from './down.ts';
import { entryOf, isNodeName } from './entry.ts';
import { failures } from './failure.ts';
import { isAlive } from './identity.ts';
import { isLabName, labPaths } from './paths.ts';
import { type LabState, readState } from './state.ts';
import { statusOf } from './status.ts';
import { up } from './up.ts';

export interface SandboxOptions {
  readonly name: string;
  /** The state folder; it need not exist yet. */
  readonly home: string;
}

/** A whole lab in namespaces of its own: see DESIGN.md, "The sandbox". Creating the object starts nothing. */
export function createSandbox({ name, home }: SandboxOptions): Lab {
  if (!isLabName(name)) return refusedLab(name);
  const paths = labPaths(home, name);

  const current = async (): Promise<Result<LabState, LabFailure>> => {
    const state = await readState(paths.state).catch(() => undefined);
    return state?.phase === 'up' && (await isAlive(state)) ? ok(state) : err(failures.notUp(name));
  };

  const entry = async (node: string, argv?: readonly string[]): Promise<Result<Entry, LabFailure>> => {
    if (!isNodeName(node)) return err(failures.noSuchNode(node));
    const state = await current();
    if (!state.ok) return state;
    return ok(await entryOf({ identity: state.value, ids: state.value.ids, path: state.value.path }, node, argv));
  };

  const run = async (script: string, options: ScriptOptions): Promise<Result<ScriptResult, LabFailure>> => {
    const { node = 'host', timeoutMs, signal, stdin } = options;
    // A script and its input cannot share one pipe: with input, the script travels as an argument.
    const argv = stdin === undefined ? ['sh'] : ['sh', '-c', script];
    const how = await entry(node, argv);
    if (!how.ok) return how;
    return ok(await complete(how.value, { input: stdin ?? script, timeoutMs, ...(signal ? { signal } : {}) }));
  };

  const stream = async (script: string, options: StreamOptions): Promise<Result<StreamEnd, LabFailure>> => {
    const how = await entry(options.node ?? 'host', mortalShell);
    return how.ok ? ok(await follow(how.value, script, options)) : how;
  };

  return {
    name,
    kind: 'sandbox',
    status: () => statusOf(name, paths),
    up: (onEvent: (event: LabEvent) => void, signal?: AbortSignal) => up(name, paths, onEvent, signal),
    down: () => down(name, paths),
    run,
    stream,
    entry,
  };
}

/** A lab whose name can be no folder: it is down, and says why it stays so. */
function refusedLab(name: string): Lab {
  const refused = async () => err(failures.badName(name));
  const status = async (): Promise<LabStatus> => ({ name, kind: 'sandbox', state: 'down' });
  return { name, kind: 'sandbox', status, up: refused, down: refused, run: refused, stream: refused, entry: refused };
}
