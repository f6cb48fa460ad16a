import { containers, dns, type FactRequest } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { parseAddress } from '../ipv4.ts';
import type { Lab } from '../lab/lab.ts';
import { failureOf, limits, observe } from '../look/observe.ts';
import { err, ok, type Result } from '../result.ts';
import { planUnwatched, readingsOf } from '../round/index.ts';
import { type Flow, type LabFacts, nodesIn } from '../trace/index.ts';
import { type Refusal, refusal, refusalOf } from './refuse.ts';

/** What the learner asks for: `http://NAME[:PORT]`, `tcp://NAME:PORT` or `icmp://NAME`; without a scheme, http. */
export interface Target {
  readonly host: string;
  readonly proto: Flow['proto'];
  readonly port?: number;
}

export function readTarget(url: string): Target | undefined {
  const [, scheme = 'http', host = '', port] =
    /^(?:(http|tcp|icmp):\/\/)?([A-Za-z0-9._-]+)(?::(\d{1,5}))?\/?$/.exec(url) ?? [];
  const number = port === undefined ? 80 : Number(port);
  if (host === '' || number < 1 || number > 65_535) return undefined;
  if (scheme === 'icmp') return port === undefined ? { host, proto: 'icmp' } : undefined;
  return scheme === 'tcp' && port === undefined ? undefined : { host, proto: 'tcp', port: number };
}

export interface Asked {
  readonly nodes: readonly string[];
  /** Of a name that is no node: what its own resolver said. */
  readonly resolved: string | undefined;
}

/** Which nodes there are besides the course's own `machines`, and what the name means to the one that asks. */
export async function ask(
  lab: Lab,
  machines: readonly string[],
  from: string,
  { host }: Target,
): Promise<Result<Asked, Refusal>> {
  const isName = parseAddress(host) === undefined;
  const question = isName && /[.]/.test(host) ? dns(from, host) : undefined;
  const requests: FactRequest<unknown>[] = [containers(), ...(question ? [question] : [])];
  // No fingerprints: they read every rule, twice, and the round that follows sees what has changed since.
  const seen = await observe(lab, planUnwatched(requests), { timeoutMs: limits.round });
  if (!seen.ok) return err(refusalOf(failureOf(seen.error)));
  const readings = readingsOf(seen.value.round);
  const nodes = nodesIn(readings, machines);
  if (!nodes.includes(from)) return err(refusal(text('cli.trace.no-node', { node: from, nodes: nodes.join(', ') })));
  const answer = question && readings.read(question);
  return ok({ nodes, resolved: answer?.ok ? answer.value.addresses[0] : undefined });
}

/** An address, a node's name, or a name that was resolved. */
export function addressOf(
  { host }: Target,
  machines: readonly string[],
  resolved: string | undefined,
  facts: LabFacts,
): Result<string, Refusal> {
  if (parseAddress(host) !== undefined) return ok(host);
  const own = facts.nodes[host]?.interfaces?.flatMap(({ loopback, addresses }) => (loopback ? [] : addresses))[0];
  const address = resolved ?? own?.local;
  if (address !== undefined) return ok(address);
  const id = host in facts.nodes && !machines.includes(host) ? 'cli.trace.no-address' : 'cli.trace.no-name';
  return err(refusal(text(id, { name: host })));
}
