import { readFileSync } from 'node:fs';
import type { FetchOutcome } from '../../src/facts/index.ts';
import { err, ok } from '../../src/result.ts';
import type { FactRequest } from '../../src/round/index.ts';
import { nodeWord } from '../../src/round/words.ts';
import type { Flow } from '../../src/trace/index.ts';

/** A page of 200,000 bytes, on the servers of both containers. */
export const largePage = 'large';
export const makePages = ['c1', 'c2']
  .map((name) => `docker exec ${name} sh -c 'head -c 200000 /dev/zero >/usr/share/nginx/html/${largePage}' </dev/null`)
  .join('\n');

const program = readFileSync(new URL('./echo.pl', import.meta.url), 'utf8');
const outcomes: ReadonlySet<string> = new Set(['answered', 'timeout', 'refused', 'no-route', 'unreachable', 'other']);

/** One echo request, for real; busybox' ping cannot say that it may not be cut. */
export function echo({ from, to, size = 84, df = false }: Flow, seconds: number): FactRequest<FetchOutcome> {
  return {
    key: `echo:${from}:${to}:${size}:${df}`,
    script: `at ${nodeWord(from)} perl - ${to} ${size} ${df ? 1 : 0} ${seconds} <<'BW_ECHO'\n${program}\nBW_ECHO`,
    phase: 'slow',
    parse({ stdout, stderr }) {
      const said = stdout.trim();
      return outcomes.has(said)
        ? ok(said as FetchOutcome)
        : err({ text: { id: 'facts.unreadable', values: { program: `echo: ${said} ${stderr}` } } });
    },
  };
}
