import type { Route } from '../../src/facts/index.ts';
import { type Chain, type Evaluation, type RuleAt, ruleWords } from '../../src/netfilter/index.ts';
import { quote } from '../../src/text/quote.ts';

// Commands that take away what is in the way, with the values that were seen: the third hints of diagnoses.

/** A command in the network namespace of a container, typed on the host as in the lessons. */
export const inside = (name: string, command: string): string =>
  `nsenter -n -t $(docker inspect -f {{.State.Pid}} ${name}) ${command}`;

const iptables = ({ backend, table }: Chain): string =>
  `${backend === 'iptables-legacy' ? backend : 'iptables'}${table === 'filter' ? '' : ` -t ${table}`}`;

const nftChain = ({ family, table, name }: Chain): string => `${family} ${quote(table)} ${quote(name)}`;

/** Takes a rule out: one of iptables by its content, one of nft by its handle. */
export function removal({ chain, rule }: RuleAt): string {
  if (chain.backend !== 'nft' && rule.text.startsWith('-A '))
    return `${iptables(chain)} -D ${pasted(rule.text.slice(3))}`;
  // Without nft's JSON there is no handle; this prints it.
  if (rule.handle === undefined) return `nft -a list chain ${nftChain(chain)}`;
  return `nft delete rule ${nftChain(chain)} handle ${rule.handle}`;
}

/** A rule's words for a shell: a comment may hold what a shell would run, also between double quotes. */
const pasted = (content: string): string =>
  ruleWords(content)
    .map((word) => (word === '!' ? word : quote(word)))
    .join(' ');

/** Makes a base chain accept what none of its rules decides. */
export const opened = (chain: Chain): string =>
  chain.backend === 'nft'
    ? `nft chain ${nftChain(chain)} '{ policy accept; }'`
    : `${iptables(chain)} -P ${quote(chain.name)} ACCEPT`;

type Decided = Exclude<Evaluation['decidedBy'], { readonly by: 'nothing' }>;

/** Takes away whatever stopped a packet. */
export const openedFor = (decided: Decided): string =>
  decided.by === 'rule' ? removal(decided) : opened(decided.chain);

/** Shows a chain with its counters. */
export const counters = (chain: Chain): string =>
  chain.backend === 'nft' ? `nft list chain ${nftChain(chain)}` : `${iptables(chain)} -nvL ${quote(chain.name)}`;

/** `blackhole 172.18.0.2`, as `ip route` prints a route and takes it back. */
export const routeInWords = ({ type, dst, gateway, dev, metric }: Route): string =>
  [
    type === 'unicast' ? '' : type,
    quote(dst),
    gateway && `via ${quote(gateway)}`,
    dev && `dev ${quote(dev)}`,
    metric === undefined ? '' : `metric ${metric}`,
  ]
    .filter(Boolean)
    .join(' ');

export const routeRemoval = (route: Route): string => `ip route del ${routeInWords(route)}`;
