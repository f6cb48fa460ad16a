import type { Scene } from '../course/scene.ts';
import { accessLog, type Fetch, type FetchRequest, type Hit, isFetch } from '../facts/index.ts';
import type { FactRequest, Readings } from '../round/index.ts';
import type { Flow } from './picture.ts';

/** What this round's fetches proved or refuted, one flow for each pair of client and destination. */
export function flowsOf(readings: Readings, scene: Scene, requests: readonly FactRequest<unknown>[]): readonly Flow[] {
  const log = readings.read(accessLog());
  const flows = new Map<string, Flow>();
  for (const request of requests.filter(isFetch)) {
    const got = readings.read(request);
    const flow = got.ok && log.ok ? flowOf(request, got.value, log.value, scene) : undefined;
    if (!flow) continue;
    const key = `${flow.from} ${flow.address}`;
    // The same way asked twice, by curl and by the container's wget: what failed is what matters.
    if (flows.get(key)?.outcome !== 'answered' && flows.has(key)) continue;
    flows.set(key, flow);
  }
  return [...flows.values()];
}

function flowOf({ question }: FetchRequest, got: Fetch, log: readonly Hit[], scene: Scene): Flow | undefined {
  const { hostname, port } = new URL(question.url);
  const to = destinationOf(hostname, port || '80', question.from, scene);
  if (to === undefined) return undefined;
  const address = `${hostname}:${port || 80}`;
  const answered = got.outcome === 'answered';
  const server = log.find(({ token }) => token === got.token)?.server;
  const outcome = answered && server !== to ? 'wrong-server' : got.outcome;
  return { from: question.from, to, address, outcome: outcome === 'dns' || outcome === 'reset' ? 'other' : outcome };
}

/** The node that the course means by an address. */
function destinationOf(host: string, port: string, from: string, { addresses }: Scene): string | undefined {
  const named = (address: string): string | undefined =>
    Object.hasOwn(addresses, address) ? addresses[address] : undefined;
  return named(`${host}:${port}`) ?? (host === '127.0.0.1' ? from : named(host));
}
