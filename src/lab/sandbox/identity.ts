import { readFile } from 'node:fs/promises';

/**
 * A process that can be told from a later one with the same pid.
 * `start` is field 22 of /proc/PID/stat in clock ticks since boot (proc_pid_stat(5)); `boot` is the kernel's boot id.
 */
export interface Identity {
  readonly pid: number;
  readonly start: string;
  readonly boot: string;
}

/** The identity of a running process; undefined when there is none, or when it is a zombie. */
export async function identify(pid: number): Promise<Identity | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The command name (field 2) may hold blanks and parentheses: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    if (start === undefined || state === 'Z' || state === 'X') return undefined;
    return { pid, start, boot: boot.trim() };
  } catch {
    return undefined;
  }
}

export async function isAlive(identity: Identity): Promise<boolean> {
  const now = await identify(identity.pid);
  return now !== undefined && now.start === identity.start && now.boot === identity.boot;
}

/** Ends exactly this process with SIGKILL and waits until it is gone. Returns false when it outlived the wait. */
export async function endProcess(identity: Identity, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  if (!(await isAlive(identity))) return true;
  try {
    process.kill(identity.pid, 'SIGKILL');
  } catch {
    // ESRCH: it has just ended. EPERM: not ours, the wait below tells.
  }
  while (await isAlive(identity)) {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  return true;
}
