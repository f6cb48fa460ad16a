import type { Observation } from '../round/fact.ts';
import { errnoIn } from './errno.ts';
import { type Fetch, type FetchOutcome, outcomeOf } from './fetch-outcome.ts';
import type { FetchReport } from './fetch-report.ts';

/** Exit codes of curl(1) that say more than the words. */
const byExit: { readonly [code: string]: FetchOutcome } = { '6': 'dns', '28': 'timeout', '52': 'reset' };

/** `curl -v`: the error of each attempt is in lines such as `* connect to 172.18.0.9 port 80 failed: No route to host`. */
export function readCurl({ stdout, stderr }: Observation, { status, localPort }: FetchReport): Omit<Fetch, 'token'> {
  const port = localPort === undefined ? {} : { localPort };
  if (status !== undefined) return { outcome: 'answered', status, body: stdout, ...port, message: '' };
  const [, code = '', words = ''] = /^curl: \((\d+)\) (.*)$/m.exec(stderr) ?? [];
  const attempt = /^\* +(?:connect to .* failed|Immediate connect fail for [^:]*): (.*)$/m.exec(stderr)?.[1];
  const errno = errnoIn(attempt ?? words);
  const outcome = words.startsWith('Resolving timed out') ? 'dns' : (byExit[code] ?? outcomeOf(errno));
  return { outcome, ...port, message: attempt ?? words };
}
