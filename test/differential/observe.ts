import { accessLog, type Fetch, type FetchOutcome, type FetchRequest, fetch } from '../../src/facts/index.ts';
import type { Flow } from '../../src/trace/index.ts';
import { type Round, readingsOf } from '../../src/verify/index.ts';

/** What a fetch really did. `server` and `client` come from the access log of whoever answered. */
export interface Observed {
  readonly outcome: FetchOutcome;
  readonly server?: string;
  readonly client?: string;
}

/** How long a fetch may take. `brief`: everything that the kernel times is three times as fast. */
export type Patience = 'brief' | 'usual';

export const patiences = {
  brief: { retransmit: 300, bounds: '--connect-timeout 2 --max-time 3' },
  usual: { retransmit: 1000, bounds: '--connect-timeout 4 --max-time 6' },
} as const;

export function fetchOf({ from, to, port = 80 }: Flow, patience: Patience): FetchRequest {
  const request = fetch({ from, url: `http://${to}:${port}/` });
  const { bounds } = patiences.usual;
  if (!request.script.includes(bounds)) throw new Error('the fetch of src/facts is bounded in another way now');
  return { ...request, script: request.script.replace(bounds, patiences[patience].bounds) };
}

/** How a flow's fetch of this round ended; undefined when the round has none. */
export function observedIn(facts: Round, flow: Flow): Observed | undefined {
  const request = fetchOf(flow, 'usual');
  if (!facts.observations[request.key]) return undefined;
  const readings = readingsOf(facts);
  const log = readings.read(accessLog());
  if (!log.ok) throw new Error(JSON.stringify(log.error));
  const reading = readings.read(request);
  if (!reading.ok) throw new Error(JSON.stringify(reading.error));
  const { outcome, token }: Fetch = reading.value;
  const hit = log.value.find((one) => one.token === token);
  return { outcome, ...(hit ? { server: hit.server, client: hit.client } : {}) };
}
