import { open, readFile, writeFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import { scriptBeside } from '../../shell/script.ts';
import type { LabFailure } from '../lab.ts';
import { type Child, complete, start } from '../shared/process.ts';
import { toolEnv } from '../shared/programs.ts';
import type { IdPlan, IdRange } from './ids.ts';
import { countsProcesses, machineUserLimits, processLimit, userLimits } from './limits.ts';
import { isForRootOnly, whyNoIds, whyNoNamespaces } from './refusal.ts';

/**
 * A user namespace with its ids mapped, kept by a waiting process until `release`. It is made by hand (no `--map-auto`:
 * util-linux 2.37 has none).
 */
export interface UserNamespace {
  /** The first words of a command that runs as root of the namespace. */
  readonly enter: readonly string[];
  release(): Promise<void>;
}

/** Made by whoever runs us, so root is not held back by limits for unprivileged namespaces. */
export const createUserNamespace = (plan: IdPlan): Promise<Result<UserNamespace, LabFailure>> => create(plan, []);

/**
 * The user namespace of a lab: one within another, as only an outer one can hold the root of the inner one to anything. Who makes
 * the outer one pays in the kernel's books for all that is in it (ucounts), so root's labs are each made by an id of their own.
 * Where the machine does not allow as much, it is a plain one.
 */
export async function createLabNamespace(plan: IdPlan): Promise<Result<UserNamespace, LabFailure>> {
  if (await isForRootOnly()) return createUserNamespace(plan);
  const own = await create(plan, asOwner(plan));
  const outer = own.ok || asOwner(plan).length === 0 ? own : await createUserNamespace(plan);
  if (!outer.ok) return outer;
  const inner = await createWithin(outer.value, plan).catch(async (error: unknown) => {
    await outer.value.release();
    throw error;
  });
  if (inner === undefined) return outer;
  // The inner one keeps the outer one.
  await outer.value.release();
  return ok(inner);
}

/** Becomes the lab's owner, who is nobody else on the machine, with the right to make namespaces that root has. */
const asOwner = ({ owner, kind }: IdPlan): readonly string[] =>
  process.getuid?.() !== 0 || kind === 'single'
    ? []
    : [
        'setpriv',
        `--reuid=${owner.uid}`,
        `--regid=${owner.gid}`,
        '--clear-groups',
        '--inh-caps=+sys_admin',
        '--ambient-caps=+sys_admin',
        '--',
      ];

async function create(plan: IdPlan, as: readonly string[]): Promise<Result<UserNamespace, LabFailure>> {
  const [file = '', ...args] = [...as, 'unshare', '--user', '--', 'sh', '-c', 'echo ready; read -r _ || :'];
  const holder = await start({ file, args, env: toolEnv() });
  if (!(await isReady(holder))) return err(await whyNoNamespaces((await holder.done).stderr));
  const mapped = (await canEnter(holder.pid)) ? await mapIds(holder.pid, plan) : err(await whyNoNamespaces(''));
  if (mapped.ok) return ok(namespaceOf(holder, holder.pid, plan));
  await letGo(holder);
  return mapped;
}

/** Root of a container, without SYS_PTRACE, has no right in what another id has made. */
const canEnter = (pid: number): Promise<boolean> =>
  open(`/proc/${pid}/ns/user`).then(
    async (file) => {
      await file.close();
      return true;
    },
    () => false,
  );

/** Undefined: this machine allows none. */
async function createWithin(outer: UserNamespace, plan: IdPlan): Promise<UserNamespace | undefined> {
  const [machine, own] = await Promise.all([
    machineUserLimits(),
    readFile('/proc/self/limits', 'utf8').catch(() => ''),
  ]);
  const same = (ranges: readonly IdRange[]): string =>
    ranges.map(({ inside, count }) => `${inside} ${inside} ${count}`).join('\n');
  const settings = userLimits(machine, process.getuid?.() !== 0).map((setting) => setting.join('='));
  const most = countsProcesses() ? String(processLimit(own)) : '';
  const [file = '', ...args] = [...outer.enter, 'sh', '-c', withinScript, 'within', most];
  const holder = await start({ file, args: [...args, same(plan.uids), same(plan.gids), ...settings], env: toolEnv() });
  const [, pid] = /^ready (\d+)\n/.exec((await firstWords(holder)) ?? '') ?? [];
  if (pid !== undefined) return namespaceOf(holder, Number(pid), plan);
  await letGo(holder);
  return undefined;
}

/** In the outer one, where alone it may be done: makes the inner one, gives it all ids, and the outer one its limits. */
export const withinScript = scriptBeside(import.meta.url, './within.sh');

/** nsenter options to become root of a lab; with a single id there is nobody else to become, and setgroups(2) is denied. */
export const asRoot = (kind: IdPlan['kind']): readonly string[] =>
  kind === 'single' ? ['--preserve-credentials', '--'] : ['--setuid=0', '--setgid=0', '--'];

const namespaceOf = (holder: Child, pid: number, { kind }: IdPlan): UserNamespace => ({
  enter: ['nsenter', `--user=/proc/${pid}/ns/user`, ...asRoot(kind)],
  release: () => letGo(holder),
});

async function letGo(holder: Child): Promise<void> {
  holder.stdin.end();
  await holder.done;
}

const isReady = async (holder: Child): Promise<boolean> => (await firstWords(holder)) !== undefined;

/** What it says first, once it is there; undefined when it ends without a word. */
async function firstWords(holder: Child): Promise<string | undefined> {
  const first = new Promise<string>((resolve) => holder.stdout.once('data', (words) => resolve(String(words))));
  return Promise.race([first, holder.done.then(() => undefined)]);
}

async function mapIds(pid: number, plan: IdPlan): Promise<Result<void, LabFailure>> {
  if (plan.by === 'helpers') {
    const help = (program: string, ranges: readonly IdRange[]) =>
      complete({ file: program, args: [String(pid), ...ranges.flatMap(words)], env: toolEnv() }, { timeoutMs: 10_000 });
    for (const result of await Promise.all([help('newuidmap', plan.uids), help('newgidmap', plan.gids)])) {
      if (result.exitCode !== 0) return err(await whyNoIds(result.stderr));
    }
    return ok(undefined);
  }
  try {
    // A process may map its own group only after it has given up setgroups(2) (user_namespaces(7)).
    if (plan.kind === 'single') await writeFile(`/proc/${pid}/setgroups`, 'deny');
    await writeFile(`/proc/${pid}/uid_map`, `${plan.uids.map((range) => words(range).join(' ')).join('\n')}\n`);
    await writeFile(`/proc/${pid}/gid_map`, `${plan.gids.map((range) => words(range).join(' ')).join('\n')}\n`);
    return ok(undefined);
  } catch (error) {
    return err(await whyNoIds(error instanceof Error ? error.message : String(error)));
  }
}

const words = (range: IdRange): string[] => [range.inside, range.outside, range.count].map(String);
