import { createInterface } from 'node:readline';
import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LabEvent, LabFailure } from '../lab.ts';
import { type Child, start } from '../process.ts';
import { failures } from './failure.ts';
import { endProcess, type Identity, identify } from './identity.ts';
import type { IdPlan } from './ids.ts';
import type { LabPaths } from './paths.ts';
import { toolEnv } from './programs.ts';
import { namespaceLimit } from './refusal.ts';
import { createUserNamespace } from './userns.ts';

export interface BootPlan {
  readonly paths: LabPaths;
  readonly ids: IdPlan;
  /** PATH inside the lab. */
  readonly path: string;
  readonly image: string;
  /** Open file descriptor of the image archive, in case that the engine does not have the image yet. */
  readonly imageFd: number;
}

export interface Booted {
  readonly identity: Identity;
  readonly standIn: boolean;
  /** Lets the lab live on without its builder; until then it would end with it. */
  stay(): void;
}

const namespaces = ['--mount', '--pid', '--net', '--ipc', '--uts'];

/** Forks the first process of the new pid namespace into a session of its own, says its pid, and is gone. */
const launch = 'setsid sh init.sh & echo "init $!"';

/**
 * Boots a lab: from no process at all to a lab that answers. `began` is told the first process as soon as it exists.
 * Whatever goes wrong, or when `signal` aborts, nothing of the lab is left running.
 */
export async function boot(
  plan: BootPlan,
  began: (identity: Identity) => Promise<void>,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Result<Booted, LabFailure>> {
  const userns = await createUserNamespace(plan.ids);
  if (!userns.ok) return userns;
  const [file = '', ...args] = [...userns.value.enter, 'unshare', ...namespaces, '--', 'sh', '-c', launch];
  const env = {
    ...toolEnv(),
    BW_PATH: plan.path,
    BW_IDS: plan.ids.kind,
    BW_UID: String(process.getuid?.() ?? 0),
    BW_HOME: plan.paths.home,
    BW_ROOT: plan.paths.root,
    BW_IMAGE: plan.image,
  };
  const child = await start({ file, args, env, cwd: plan.paths.root, control: true, fds: [plan.imageFd] });
  const cancel = (): void => void child.control?.end();
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  let booted: Result<Booted, LabFailure> | undefined;
  try {
    booted = await follow(child, plan.paths.root, began, onEvent, signal);
    return booted;
  } finally {
    signal?.removeEventListener('abort', cancel);
    // End of file on the pipe ends a lab that is not ready, also when a caller of ours threw.
    if (!booted?.ok) child.control?.destroy();
    await userns.value.release();
  }
}

/** Reads the lab's events until it is ready or has failed. */
async function follow(
  child: Child,
  root: string,
  began: (identity: Identity) => Promise<void>,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Result<Booted, LabFailure>> {
  let identity: Identity | undefined;
  let failure: LabFailure | undefined;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2000);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { word, rest } = split(line);
    if (word === 'init') {
      identity = await identify(Number(rest));
      if (identity) await began(identity);
    } else if (word === 'phase') onEvent({ type: 'phase', text: phase(rest) });
    else if (word === 'fail') failure = await failed(rest, errors, root);
    else if (word === 'ready' && identity && !signal?.aborted) {
      return ok({ identity, standIn: rest === 'stand-in', stay: () => void child.control?.end('stay\n') });
    }
  }
  if (identity) await endProcess(identity, 10_000);
  await child.done;
  return err(signal?.aborted ? failures.cancelled() : (failure ?? (await namespaceLimit()) ?? failures.died(errors)));
}

async function failed(rest: string, errors: string, root: string): Promise<LabFailure> {
  const { word: code, rest: detail } = split(rest);
  if (/no space left on device/i.test(detail)) return failures.diskFull(root, 0);
  switch (code) {
    case 'kernel':
      return failures.kernel(detail, detail);
    case 'view':
      return (await namespaceLimit()) ?? failures.view(errors);
    case 'network':
      return failures.network(detail);
    case 'image':
      return failures.image(detail);
    default:
      return failures.engine(detail);
  }
}

function phase(name: string) {
  switch (name) {
    case 'network':
      return text('lab.phase.network');
    case 'image':
      return text('lab.phase.image');
    default:
      return text('lab.phase.engine');
  }
}

function split(line: string): { word: string; rest: string } {
  const at = line.indexOf(' ');
  return at < 0 ? { word: line, rest: '' } : { word: line.slice(0, at), rest: line.slice(at + 1).trim() };
}
