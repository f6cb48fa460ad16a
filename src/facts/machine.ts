import { err, ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { lineAfter } from '../round/lines.ts';
import { absence, failed } from '../round/reading.ts';
import { scriptBeside } from '../shell/script.ts';

/** Which machine this is, by its own words. Undefined: it has no such file. */
export interface Machine {
  readonly hostname: string;
  /** machine-id(5); copies of one disk share it. */
  readonly machineId?: string;
  /** random(4): another one after each start of the kernel. */
  readonly bootId?: string;
  /** Inode of the root's network namespace: tells labs apart that run on one kernel. */
  readonly netns?: string;
  /** Seconds since 1970 by the machine's own clock. */
  readonly clock: number;
}

export function machine(): FactRequest<Machine> {
  return {
    key: 'machine',
    script: scriptBeside(import.meta.url, './machine.sh'),
    phase: 'quick',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      const clock = Number(word(seen.stdout, 'clock', /^\d+$/));
      if (!Number.isFinite(clock)) return err(failed(seen, 'date'));
      const machineId = word(seen.stdout, 'machine', /^[0-9a-f]{32}$/);
      const bootId = word(seen.stdout, 'boot', /^[0-9a-f-]{36}$/);
      const netns = word(seen.stdout, 'netns', /^net:\[\d+\]$/);
      return ok({
        hostname: word(seen.stdout, 'hostname', /^[\w.-]{1,64}$/) ?? '-',
        ...(machineId === undefined ? {} : { machineId }),
        ...(bootId === undefined ? {} : { bootId }),
        ...(netns === undefined ? {} : { netns }),
        clock,
      });
    },
  };
}

function word(stdout: string, name: string, shape: RegExp): string | undefined {
  const value = lineAfter(stdout, `${name} `)?.trim();
  return value !== undefined && shape.test(value) ? value : undefined;
}
