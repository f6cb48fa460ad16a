import type { Observation } from '../round/fact.ts';
import { errnoIn } from './errno.ts';
import { type Fetch, type FetchOutcome, outcomeOf } from './fetch-outcome.ts';
import type { FetchReport } from './fetch-report.ts';

/** Exit codes of curl(1) that say more than the words. */
const byExit: { readonly [code: string]: FetchOutcome } = { '6': 'dns', '28': 'timeout', '52': 'reset' };

/** The same where the answer had begun, and did not come to its end. Whoever has read enough closes the pipe (23). */
const cutShort: { readonly [code: string]: FetchOutcome } = { '18': 'reset', '28': 'timeout', '56': 'reset' };

/** `* connect to ADDRESS port PORT failed: WHY`, `* Immediate connect fail for ADDRESS: WHY`; an address may hold colons. */
function attemptIn(line: string): string | undefined {
  if (!line.startsWith('* ')) return undefined;
  const words = line.slice(1).trimStart();
  const mark = words.startsWith('connect to ')
    ? ' failed: '
    : words.startsWith('Immediate connect fail for ')
      ? ': '
      : '';
  const at = mark === '' ? -1 : words.lastIndexOf(mark);
  return at < 0 ? undefined : words.slice(at + mark.length);
}

/** `curl -v`: the error of each attempt is in lines such as `* connect to 192.0.2.9 port 80 failed: No route to host`. */
export function readCurl({ stdout, stderr }: Observation, { status, localPort }: FetchReport): Omit<Fetch, 'token'> {
  const port = localPort === undefined ? {} : { localPort };
  const [, code = '', words = ''] = /^curl: \((\d+)\) (.*)$/m.exec(stderr) ?? [];
  if (status !== undefined) {
    const short = cutShort[code];
    if (short) return { outcome: short, status, body: stdout, ...port, message: words };
    return { outcome: 'answered', status, body: stdout, ...port, message: '' };
  }
  const attempt = stderr
    .split('\n')
    .map(attemptIn)
    .find((meaning) => meaning !== undefined);
  const errno = errnoIn(attempt ?? words);
  const outcome = words.startsWith('Resolving timed out') ? 'dns' : (byExit[code] ?? outcomeOf(errno));
  return { outcome, ...port, message: attempt ?? words };
}
