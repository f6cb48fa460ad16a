import { readFile } from 'node:fs/promises';
import { release, totalmem } from 'node:os';

const mebibyte = 1024 * 1024;

/**
 * What one lab may take of the machine, so that it costs another one nothing, whatever is typed in it. The course needs a
 * tenth of it. Who holds a lab to it: userns.ts, cgroups.ts, volume.ts.
 */
export const limits = {
  /** Processes and their threads. Thirty labs stay below the least `kernel.pid_max` that there is (32768). */
  processes: 1_000,
  /** Bytes, with the files that a lab keeps in memory: two file systems of 512 MiB. */
  memory: Math.min(2048 * mebibyte, Math.floor(totalmem() * 0.75)),
  /** Bytes of Docker's data root. */
  disk: 4096 * mebibyte,
} as const;

/** Namespaces of each kind; a container has five. */
const mostNamespaces = 500;

/**
 * What the lab's user namespace may have, as /proc/sys/user/NAME (namespaces(7)); never more than the machine gives. Inotify is
 * counted for the one who made the namespace, too: where that is an ordinary user, all of whose labs and programs share one
 * account, a lab gets an eighth of it.
 */
export function userLimits(
  machine: ReadonlyMap<string, number>,
  isShared: boolean,
): readonly (readonly [name: string, value: number])[] {
  return [...machine].map(([name, value]) => {
    if (name.endsWith('_namespaces')) return [name, Math.min(value, mostNamespaces)] as const;
    return [name, isShared ? Math.min(value, Math.max(16, Math.floor(value / 8))) : value] as const;
  });
}

const counted = [
  'max_inotify_instances',
  'max_inotify_watches',
  ...['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts'].map((kind) => `max_${kind}_namespaces`),
];

/** What this machine gives; a kernel that does not count something does not name it. */
export async function machineUserLimits(): Promise<ReadonlyMap<string, number>> {
  const read = async (name: string): Promise<readonly (readonly [string, number])[]> => {
    const value = Number(await readFile(`/proc/sys/user/${name}`, 'utf8').catch(() => ''));
    return Number.isSafeInteger(value) && value > 0 ? [[name, value]] : [];
  };
  return new Map((await Promise.all(counted.map(read))).flat());
}

/**
 * Whether this kernel counts processes for a user namespace as a whole (since 5.14, kernel/ucount.c). Before, the limit would be
 * one for each user of the machine, with all else that they run.
 */
export function countsProcesses(kernel: string = release()): boolean {
  const [, major = 0, minor = 0] = (/^(\d+)\.(\d+)/.exec(kernel) ?? []).map(Number);
  return major > 5 || (major === 5 && minor >= 14);
}

/** Of /proc/self/limits (proc_pid_limits(5)): no process may raise what it has. */
export function processLimit(own: string): number {
  const line = own.split('\n').find((one) => one.startsWith('Max processes ')) ?? '';
  const hard = Number(line.split(/\s+/)[3]);
  return Number.isSafeInteger(hard) ? Math.min(limits.processes, hard) : limits.processes;
}
