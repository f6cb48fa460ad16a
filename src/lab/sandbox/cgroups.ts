import { createHash } from 'node:crypto';
import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { limits } from './limits.ts';

/** What of a lab its control groups (cgroups(7)) hold. */
export type Held = 'memory' | 'processes' | 'cpu';

/** One hierarchy of this machine's: where it is mounted, and what it can hold. */
export interface Hierarchy {
  readonly at: string;
  readonly version: 1 | 2;
  readonly holds: readonly Held[];
}

const controllers: ReadonlyMap<string, Held> = new Map([
  ['memory', 'memory'],
  ['pids', 'processes'],
  ['cpu', 'cpu'],
]);

/** Takes /proc/self/mountinfo (proc(5)); of version 2 it is not known yet what it can hold. */
export function hierarchiesOf(mountinfo: string): readonly Hierarchy[] {
  return mountinfo.split('\n').flatMap((line): readonly Hierarchy[] => {
    const [own = '', others = ''] = line.split(' - ');
    const [, , , root, at] = own.split(' ');
    const [type, , options = ''] = others.split(' ');
    // Only a whole hierarchy, and where it can be written.
    if (root !== '/' || at === undefined || options.split(',')[0] !== 'rw') return [];
    if (type === 'cgroup2') return [{ at, version: 2, holds: [] }];
    const holds = options.split(',').flatMap((option) => controllers.get(option) ?? []);
    return type === 'cgroup' && holds.length > 0 ? [{ at, version: 1, holds }] : [];
  });
}

/**
 * The hierarchies of this machine in which root makes a lab's groups, as Docker makes those of its containers: at their top. An
 * ordinary user has none; what a session's manager may delegate is its own business.
 */
export async function hierarchies(): Promise<readonly Hierarchy[]> {
  if (process.getuid?.() !== 0) return [];
  const found = hierarchiesOf(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''));
  const known = found.map(async (one): Promise<Hierarchy> => {
    if (one.version === 1) return one;
    const offered = await readFile(join(one.at, 'cgroup.controllers'), 'utf8').catch(() => '');
    return { ...one, holds: offered.split(/\s/).flatMap((name) => controllers.get(name) ?? []) };
  });
  return (await Promise.all(known)).filter(({ holds }) => holds.length > 0);
}

/** What is written into a lab's group: file and value. */
export function settingsOf({ version, holds }: Hierarchy): readonly (readonly [file: string, value: number])[] {
  const all: readonly (readonly [Held, string, number])[] =
    version === 1
      ? [
          ['memory', 'memory.limit_in_bytes', limits.memory],
          ['processes', 'pids.max', limits.processes],
        ]
      : [
          ['memory', 'memory.max', limits.memory],
          ['memory', 'memory.swap.max', 0],
          ['processes', 'pids.max', limits.processes],
        ];
  return all.flatMap(([what, file, value]) => (holds.includes(what) ? [[file, value] as const] : []));
}

/** The name of the group above all labs' groups. */
const parent = 'bridgework';
const nameOf = (root: string): string =>
  `${basename(root)}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`;

/** The folders of a lab's groups, whether they are there or not; known by where the lab's files are, not by what a file says. */
export const groupsOf = async (root: string): Promise<readonly string[]> =>
  (await hierarchies()).map(({ at }) => join(at, parent, nameOf(root)));

/** Whether a process is in a group of this lab; takes its /proc/PID/cgroup. */
export async function inGroups(root: string, cgroup: string): Promise<boolean> {
  const [there] = await hierarchies();
  return there !== undefined && cgroup.split('\n').some((line) => line.endsWith(`:/${parent}/${nameOf(root)}`));
}

/** Makes a lab's groups and gives them their limits. Returns what they hold; where the machine allows none, the rest goes on. */
export async function makeGroups(root: string): Promise<readonly Held[]> {
  const made = (await hierarchies()).map(async (one): Promise<readonly Held[]> => {
    const above = join(one.at, parent);
    const group = join(above, nameOf(root));
    try {
      await mkdir(group, { recursive: true });
      const holds = one.version === 2 ? await delegated(one, above) : one.holds;
      for (const [file, value] of settingsOf({ ...one, holds })) {
        await writeFile(join(group, file), `${value}\n`).catch(unlessSwap(file));
      }
      return holds;
    } catch {
      return [];
    }
  });
  return (await Promise.all(made)).flat();
}

/** A kernel that does not count swap has no file for it. */
const unlessSwap =
  (file: string) =>
  (error: unknown): void => {
    if (file !== 'memory.swap.max') throw error;
  };

/** In version 2 a group has only the controllers that all above it hand down; which these do now. */
async function delegated({ at, holds }: Hierarchy, above: string): Promise<readonly Held[]> {
  const handed: Held[] = [];
  for (const [name, what] of controllers) {
    if (!holds.includes(what)) continue;
    try {
      for (const folder of [at, above]) await writeFile(join(folder, 'cgroup.subtree_control'), `+${name}`);
      handed.push(what);
    } catch {
      // Refused for this one, e.g. `cpu` beside real-time processes.
    }
  }
  return handed;
}

/** Groups in which nobody is left; those that never were are none. One that is still in use stays, and holds nobody else. */
export async function removeGroups(root: string): Promise<void> {
  for (const group of await groupsOf(root)) {
    // A process that has ended leaves its group a moment later.
    for (let tries = 0; tries < 50; tries++) {
      const error = await rmdir(group).then(
        () => undefined,
        (reason: NodeJS.ErrnoException) => reason.code,
      );
      if (error !== 'EBUSY') break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await rmdir(dirname(group)).catch(() => undefined);
  }
}

/**
 * The first words of a command that is one of the lab's processes: it joins the lab's groups before it is anything else, as who
 * comes in from outside (`lab shell`, a look) would count as the machine's.
 */
export const joining = (groups: readonly string[]): readonly string[] =>
  groups.length === 0 ? [] : ['/bin/sh', '-c', joinScript, 'join', String(groups.length), ...groups];

export const joinScript = `left=$1; shift
while [ "$left" -gt 0 ]; do
  [ ! -w "$1/cgroup.procs" ] || echo $$ >"$1/cgroup.procs" || :
  shift; left=$((left - 1))
done 2>/dev/null
exec "$@"`;
