import { type FileHandle, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import { scriptBeside } from '../../shell/script.ts';
import type { LabEvent, LabFailure } from '../lab.ts';
import { type Child, start } from '../shared/process.ts';
import { toolEnv } from '../shared/programs.ts';
import type { LabPlan } from '../topology.ts';
import { sightOf } from './container.ts';
import { failures } from './failure.ts';
import { endProcess, type Identity, identify } from './identity.ts';
import type { IdPlan } from './ids.ts';
import { knownNames } from './init/network.ts';
import type { LabPaths } from './paths.ts';
import { namespaceLimit, whyNoView } from './refusal.ts';
import { createUserNamespace, type UserNamespace } from './userns.ts';

export interface BootPlan {
  readonly paths: LabPaths;
  readonly ids: IdPlan;
  /** PATH inside the lab. */
  readonly path: string;
  /** Docker's own client; the lab's first in PATH. */
  readonly docker: string;
  readonly plan: LabPlan;
  /** A folder of this machine that the lab does not see; empty: none. */
  readonly hides: string;
  /** The image archive, open for reading: the lab cannot see where it lies. */
  readonly archive: FileHandle;
}

export interface BootSteps<T extends object> {
  /** The first process exists. */
  began(identity: Identity): Promise<void>;
  /** The lab answers. It is let live only when this has succeeded. */
  ready(identity: Identity, standIn: boolean): Promise<T>;
}

const namespaces = ['--mount', '--pid', '--net', '--ipc', '--uts'];

/** Forks the first process of the new pid namespace into a session of its own, says its pid, and is gone. */
const launch = 'setsid sh init.sh & echo "init $!"';

/**
 * Boots a lab: from no process at all to a lab that answers. Whatever goes wrong, when a step throws, or when `signal`
 * aborts, nothing of the lab is left running.
 */
export async function boot<T extends object>(
  plan: BootPlan,
  steps: BootSteps<T>,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Result<T, LabFailure>> {
  const userns = await createUserNamespace(plan.ids);
  if (!userns.ok) return userns;
  let child: Child | undefined;
  const cancel = (): void => void child?.control?.end();
  try {
    child = await launchInit(plan, userns.value);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    return await follow(child, plan.paths.root, steps, onEvent, signal);
  } finally {
    signal?.removeEventListener('abort', cancel);
    // End of file on the pipe ends a lab that was not told to stay, also when a step threw.
    child?.control?.end();
    await userns.value.release();
  }
}

async function launchInit(plan: BootPlan, userns: UserNamespace): Promise<Child> {
  const [file = '', ...args] = [
    ...(await withSight()),
    ...userns.enter,
    'unshare',
    ...namespaces,
    '--',
    'sh',
    '-c',
    launch,
  ];
  const names = knownNames(plan.plan.topology);
  const env = {
    ...toolEnv(),
    BW_PATH: plan.path,
    BW_DOCKER: plan.docker,
    BW_IDS: plan.ids.kind,
    BW_UID: String(process.getuid?.() ?? 0),
    BW_HOME: plan.paths.home,
    BW_HIDES: plan.hides,
    BW_ROOT: plan.paths.root,
    BW_IMAGE: plan.plan.image,
    BW_HOSTS: names.hosts,
    BW_RESOLVERS: names.resolvers,
    BW_ARCHIVE: await nameOf(plan.archive),
  };
  return start({ file, args, env, cwd: plan.paths.root, control: true, fds: [plan.archive.fd] });
}

/**
 * The first words of a command that has a whole /proc and /sys in sight, which the lab needs to mount its own (container.ts).
 * Who is root in a container whose own are covered may be allowed to make them; they are seen by nobody else.
 */
async function withSight(): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const { proc, sys } = sightOf(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''));
  return proc && sys ? [] : ['unshare', '--mount', '--', 'sh', '-c', makeSight, 'sight'];
}

export const makeSight = scriptBeside(import.meta.url, './sight.sh');

/** Tells an archive from others, also from an older one at the same place. */
async function nameOf(archive: FileHandle): Promise<string> {
  const { size, mtimeMs } = await archive.stat();
  return `${size}-${Math.round(mtimeMs)}`;
}

/** Reads the lab's events until it is ready or has failed. */
async function follow<T extends object>(
  child: Child,
  root: string,
  steps: BootSteps<T>,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Result<T, LabFailure>> {
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
      if (identity) await steps.began(identity);
    } else if (word === 'phase') onEvent({ type: 'phase', text: phase(rest) });
    else if (word === 'fail') failure = await failed(rest, errors, root);
    else if (word === 'ready') {
      const value = identity && (await steps.ready(identity, rest === 'stand-in'));
      if (value !== undefined && !signal?.aborted) {
        child.control?.end('stay\n');
        return ok(value);
      }
      child.control?.end();
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
      return whyNoView(errors);
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
