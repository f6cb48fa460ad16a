import { accessLog, type Fetch, type FetchOutcome, type FetchRequest, fetch } from '../../src/facts/index.ts';
import { type FactRequest, type Round, readingsOf } from '../../src/round/index.ts';
import { patient } from '../../src/round/words.ts';
import type { Flow } from '../../src/trace/index.ts';
import { echo, largePage } from './sized.ts';

/** What a fetch really did. `server` and `client` come from the access log of whoever answered. */
export interface Observed {
  readonly outcome: FetchOutcome;
  readonly server?: string;
  readonly client?: string;
}

/** How long a fetch may take. `brief`: everything that the kernel times is three times as fast. */
export type Patience = 'brief' | 'usual';

export const patiences = {
  brief: { retransmit: 300, connect: 2, whole: 3 },
  usual: { retransmit: 1000, connect: 4, whole: 6 },
} as const;

/** As in src/facts. */
const bounds = ({ connect, whole }: { readonly connect: number; readonly whole: number }): string =>
  `--connect-timeout ${patient(connect)} --max-time ${patient(whole)}`;

export function fetchOf({ from, to, port = 80, page }: Flow, patience: Patience): FetchRequest {
  const request = fetch({ from, url: `http://${to}:${port}/${page ? largePage : ''}` });
  const usual = bounds(patiences.usual);
  if (!request.script.includes(usual)) throw new Error('the fetch of src/facts is bounded in another way now');
  // A function: in a text, `$` would mean something to replace().
  return { ...request, script: request.script.replace(usual, () => bounds(patiences[patience])) };
}

/** What is sent for a flow: a fetch, or an echo request. */
export const requestOf = (flow: Flow, patience: Patience): FactRequest<unknown> =>
  flow.proto === 'icmp' ? echo(flow, patiences[patience].connect) : fetchOf(flow, patience);

/** How a flow's fetch of this round ended; undefined when the round has none. */
export function observedIn(facts: Round, flow: Flow): Observed | undefined {
  const readings = readingsOf(facts);
  if (flow.proto === 'icmp') {
    const request = echo(flow, patiences.usual.connect);
    if (!facts.observations[request.key]) return undefined;
    const outcome = readings.read(request);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    return { outcome: outcome.value };
  }
  const request = fetchOf(flow, 'usual');
  if (!facts.observations[request.key]) return undefined;
  const log = readings.read(accessLog());
  if (!log.ok) throw new Error(JSON.stringify(log.error));
  const reading = readings.read(request);
  if (!reading.ok) throw new Error(JSON.stringify(reading.error));
  const { outcome, token }: Fetch = reading.value;
  const hit = log.value.find((one) => one.token === token);
  return { outcome, ...(hit ? { server: hit.server, client: hit.client } : {}) };
}
