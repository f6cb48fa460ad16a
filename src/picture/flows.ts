import type { Params } from '../course/params.ts';
import { accessLog, type Fetch, type FetchRequest, type Hit, isFetch } from '../facts/index.ts';
import type { FactRequest, Readings } from '../round/index.ts';
import type { Flow } from './picture.ts';

/** What this round's fetches proved or refuted, one flow for each pair of client and destination. */
export function flowsOf(
  readings: Readings,
  params: Params,
  requests: readonly FactRequest<unknown>[],
): readonly Flow[] {
  const log = readings.read(accessLog());
  const flows = new Map<string, Flow>();
  for (const request of requests.filter(isFetch)) {
    const got = readings.read(request);
    const flow = got.ok && log.ok ? flowOf(request, got.value, log.value, params) : undefined;
    if (!flow) continue;
    const key = `${flow.from} ${flow.address}`;
    // The same way asked twice, by curl and by the container's wget: what failed is what matters.
    if (flows.get(key)?.outcome !== 'answered' && flows.has(key)) continue;
    flows.set(key, flow);
  }
  return [...flows.values()];
}

function flowOf({ question }: FetchRequest, got: Fetch, log: readonly Hit[], params: Params): Flow | undefined {
  const { hostname, port } = new URL(question.url);
  const to = destinationOf(hostname, port, question.from, params);
  if (to === undefined) return undefined;
  const address = `${hostname}:${port || 80}`;
  const answered = got.outcome === 'answered';
  const server = log.find(({ token }) => token === got.token)?.server;
  const outcome = answered && server !== to ? 'wrong-server' : got.outcome;
  return { from: question.from, to, address, outcome: outcome === 'dns' || outcome === 'reset' ? 'other' : outcome };
}

/** The node that the course means by an address. */
function destinationOf(host: string, port: string, from: string, params: Params): string | undefined {
  if (host === params.hostAddress && Number(port) === params.port) return params.c1.name;
  if (host === '127.0.0.1') return from;
  const byAddress: { readonly [address: string]: string } = {
    [params.c1.address]: params.c1.name,
    [params.c2.address]: params.c2.name,
    [params.gateway]: 'host',
    [params.hostAddress]: 'host',
    [params.outsideAddress]: 'outside',
    [params.site]: 'internet',
  };
  return byAddress[host];
}
