import { containers, dns, type FactRequest } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { parseAddress } from '../ipv4.ts';
import type { Lab } from '../lab/lab.ts';
import { observeRound } from '../look/stable.ts';
import { err, ok, type Result } from '../result.ts';
import { readingsOf } from '../round/index.ts';
import { isContainer } from '../round/words.ts';
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

/** Which nodes there are, and what the name means to the one that asks. */
export async function ask(lab: Lab, from: string, { host }: Target): Promise<Result<Asked, Refusal>> {
  const isName = parseAddress(host) === undefined;
  const question = isName && /[.]/.test(host) ? dns(from, host) : undefined;
  const requests: FactRequest<unknown>[] = [containers(), ...(question ? [question] : [])];
  const round = await observeRound(lab, requests);
  if (!round.ok) return err(refusalOf(round.error));
  const readings = readingsOf(round.value);
  const nodes = nodesIn(readings);
  if (!nodes.includes(from)) return err(refusal(text('cli.trace.no-node', { node: from, nodes: nodes.join(', ') })));
  const answer = question && readings.read(question);
  return ok({ nodes, resolved: answer?.ok ? answer.value.addresses[0] : undefined });
}

/** An address, a node's name, or a name that was resolved. */
export function addressOf({ host }: Target, resolved: string | undefined, facts: LabFacts): Result<string, Refusal> {
  if (parseAddress(host) !== undefined) return ok(host);
  const own = facts.nodes[host]?.interfaces?.flatMap(({ loopback, addresses }) => (loopback ? [] : addresses))[0];
  const address = resolved ?? own?.local;
  if (address !== undefined) return ok(address);
  const id = host in facts.nodes && isContainer(host) ? 'cli.trace.no-address' : 'cli.trace.no-name';
  return err(refusal(text(id, { name: host })));
}
