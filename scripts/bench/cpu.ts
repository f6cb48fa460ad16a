import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Process {
  readonly parent: number;
  /** User and system time of the process and of all children that it has waited for, in clock ticks. */
  readonly used: number;
}

/** Fields 4 and 14 to 17 of proc_pid_stat(5). */
function processOf(pid: string): Process | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const used = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { parent: Number(fields[1]), used };
  } catch {
    return undefined; // it ended meanwhile
  }
}

/** CPU milliseconds of all children of this process that have ended, and of what those waited for. */
export function cpuOfEnded(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / ticks;
}

/** CPU milliseconds of a process and of everything that it started, whether it still runs or was waited for. */
export function cpuOfTree(root: number): number {
  const all = new Map(
    readdirSync('/proc').flatMap((entry) => {
      const one = /^\d+$/.test(entry) ? processOf(entry) : undefined;
      return one ? [[Number(entry), one] as const] : [];
    }),
  );
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = all.get(at)?.parent) if (at === root) return true;
    return false;
  };
  let used = 0;
  for (const [pid, one] of all) if (isBelow(pid)) used += one.used;
  return (used * 1000) / ticks;
}
