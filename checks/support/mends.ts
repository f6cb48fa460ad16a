import type { Route } from '../../src/facts/index.ts';
import type { Chain, Evaluation, RuleAt } from '../../src/netfilter/index.ts';

// Commands that take away what is in the way, with the values that were seen: the third hints of diagnoses.

/** A command in the network namespace of a container, typed on the host as in the lessons. */
export const inside = (name: string, command: string): string =>
  `nsenter -n -t $(docker inspect -f {{.State.Pid}} ${name}) ${command}`;

const iptables = ({ backend, table }: Chain): string =>
  `${backend === 'iptables-legacy' ? backend : 'iptables'}${table === 'filter' ? '' : ` -t ${table}`}`;

const nftChain = ({ family, table, name }: Chain): string => `${family} ${table} ${name}`;

/** Takes a rule out: one of iptables by its content, one of nft by its handle. */
export function removal({ chain, rule }: RuleAt): string {
  const content = /^-A (.*)$/.exec(rule.text)?.[1];
  if (chain.backend !== 'nft' && content !== undefined) return `${iptables(chain)} -D ${content}`;
  // Without nft's JSON there is no handle; this prints it.
  if (rule.handle === undefined) return `nft -a list chain ${nftChain(chain)}`;
  return `nft delete rule ${nftChain(chain)} handle ${rule.handle}`;
}

/** Makes a base chain accept what none of its rules decides. */
export const opened = (chain: Chain): string =>
  chain.backend === 'nft'
    ? `nft chain ${nftChain(chain)} '{ policy accept; }'`
    : `${iptables(chain)} -P ${chain.name} ACCEPT`;

type Decided = Exclude<Evaluation['decidedBy'], { readonly by: 'nothing' }>;

/** Takes away whatever stopped a packet. */
export const openedFor = (decided: Decided): string =>
  decided.by === 'rule' ? removal(decided) : opened(decided.chain);

/** Shows a chain with its counters. */
export const counters = (chain: Chain): string =>
  chain.backend === 'nft' ? `nft list chain ${nftChain(chain)}` : `${iptables(chain)} -nvL ${chain.name}`;

/** `blackhole 172.18.0.2`, as `ip route` prints a route and takes it back. */
export const routeInWords = ({ type, dst, gateway, dev, metric }: Route): string =>
  [
    type === 'unicast' ? '' : type,
    dst,
    gateway && `via ${gateway}`,
    dev && `dev ${dev}`,
    metric === undefined ? '' : `metric ${metric}`,
  ]
    .filter(Boolean)
    .join(' ');

export const routeRemoval = (route: Route): string => `ip route del ${routeInWords(route)}`;
