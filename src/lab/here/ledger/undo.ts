import { quote as q } from '../../../text/quote.ts';
import { type Item, keyOf, type Snapshot, without } from './item.ts';

type Rule = Extract<Item, { kind: 'rule' }>;
type NftRule = Extract<Item, { kind: 'nft-rule' }>;

/** One line for iptables-restore(8): the words of a rule are what iptables-save printed, and need no shell's quoting. */
const restore = (tool: string, table: string, line: string): string =>
  `printf '%s\\n' ${q(`*${table}`)} ${q(line)} COMMIT | ${tool}-restore -w 10 -n`;

/** One line for nft(8), which nobody else reads. */
const nft = (line: string): string => `printf '%s\\n' ${q(line)} | nft -f -`;

/** Words that a program printed, as its arguments again. */
const again = (words: string): string => words.split(/\s+/).filter(Boolean).map(q).join(' ');

const order: readonly Item['kind'][] = [
  ...(['running', 'container', 'network', 'netns', 'rule', 'nft-rule', 'nft-element', 'nft-set', 'nft-chain'] as const),
  ...(['chain', 'nft-table', 'filter', 'qdisc', 'lookup', 'neighbour'] as const),
  ...(['route', 'master', 'address', 'switch', 'link', 'up', 'policy', 'sysctl'] as const),
];

/** Lines that take these items away. */
export function remove(surplus: readonly Item[], now: Snapshot, handles: readonly number[]): readonly string[] {
  const numbers = handlesOf(now, handles);
  const sorted = [...surplus].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return sorted.flatMap((item) => {
    switch (item.kind) {
      case 'container':
        return [`docker rm -f ${q(item.id)}`];
      case 'network':
        return [
          // Also those that do not run: they could not be started any more.
          `docker ps -aq --filter network=${item.id} | xargs -rn 1 docker network disconnect -f ${q(item.id)}`,
          `docker network rm ${q(item.id)}`,
        ];
      case 'netns':
        return [`ip netns del ${q(item.name)}`];
      case 'link':
        return item.type === '' ? [] : [`ip link del ${q(item.name)}`];
      case 'up':
        return [`ip link set dev ${q(item.name)} down`];
      case 'master':
        return [`ip link set dev ${q(item.name)} nomaster`];
      case 'address':
        return [`ip address del ${q(item.cidr)} dev ${q(item.dev)}`];
      case 'route':
        return [`ip ${item.family} route del ${again(item.words)}`];
      case 'lookup':
        return [`ip ${item.family} rule del ${again(lookup(item.words))}`];
      case 'filter':
        return [`tc filter del dev ${q(item.dev)} ${item.hook} ${again(item.ref)}`];
      case 'qdisc':
        return [`tc qdisc del dev ${q(item.dev)} ${again(item.parent)}`];
      case 'neighbour':
        return [`ip neigh del ${again(item.words)}`];
      case 'rule':
        return [restore(item.tool, item.table, `-D ${item.chain} ${item.words}`.trimEnd())];
      case 'chain':
        return [restore(item.tool, item.table, `-F ${item.chain}`), restore(item.tool, item.table, `-X ${item.chain}`)];
      case 'policy': {
        // A table of iptables-nft that came with the course's first rule; it goes when nobody has a rule in it.
        const table = `${item.tool.startsWith('ip6tables') ? 'ip6' : 'ip'} ${item.table}`;
        return [
          `case $(${item.tool} -V) in *nf_tables*) ${item.tool}-save -t ${item.table} | grep -q '^-A' || nft delete table ${table} ;; esac`,
        ];
      }
      case 'nft-table':
      case 'nft-chain':
      case 'nft-set':
      case 'nft-element':
      case 'nft-rule':
        return isInside(item, surplus) ? [] : removeNft(item, numbers);
      default:
        return [];
    }
  });
}

type NftItem = Extract<Item, { table: string; kind: `nft-${string}` }>;

/** It goes with the table or set that goes, too. */
const isInside = (item: NftItem, surplus: readonly Item[]): boolean =>
  surplus.some(
    (one) =>
      one !== item &&
      ((one.kind === 'nft-table' && one.table === item.table) ||
        (one.kind === 'nft-set' && item.kind === 'nft-element' && one.table === item.table && one.set === item.set)),
  );

function removeNft(item: NftItem, numbers: ReadonlyMap<string, number[]>): readonly string[] {
  switch (item.kind) {
    case 'nft-table':
      return [`nft delete table ${again(item.table)}`];
    case 'nft-chain':
      return [`nft delete chain ${again(item.table)} ${q(item.chain)}`];
    case 'nft-set':
      return [`nft delete ${item.of} ${again(item.table)} ${q(item.set)}`];
    case 'nft-element':
      return [nft(`delete element ${item.table} ${item.set} { ${item.value.replace(/ : .*/, '')} }`)];
    case 'nft-rule': {
      const handle = numbers.get(keyOf(item))?.shift();
      return handle === undefined ? [] : [`nft delete rule ${again(item.table)} ${q(item.chain)} handle ${handle}`];
    }
  }
}

/** Lines that bring these items of the baseline back, rules to where they were among the others. */
export function put(
  missing: readonly Item[],
  baseline: Snapshot,
  now: Snapshot,
  surplus: readonly Item[],
): readonly string[] {
  const sorted = [...missing].sort((a, b) => order.indexOf(b.kind) - order.indexOf(a.kind));
  const lines = sorted.flatMap((item): readonly string[] => {
    switch (item.kind) {
      case 'up':
        return [`ip link set dev ${q(item.name)} up`];
      case 'master':
        return [`ip link set dev ${q(item.name)} master ${q(item.master)}`];
      case 'address':
        return [`ip address add ${q(item.cidr)} ${item.cidr.includes(':') ? 'nodad' : 'brd +'} dev ${q(item.dev)}`];
      case 'switch':
        return [`ip link set dev ${q(item.dev)} ${item.of && `type ${item.of} `}${item.name} ${q(item.value)}`];
      case 'running':
        return [start(item.id)];
      case 'qdisc':
        return [
          `tc qdisc replace dev ${q(item.dev)} ${again(`${item.parent} ${item.words.replace(/(\d)p\b/g, '$1')}`)}`,
        ];
      case 'nft-table':
        return [nft(`add table ${item.table}`)];
      case 'nft-chain':
        return [nft(`add chain ${item.table} ${item.chain}${item.head && ` { ${item.head} }`}`)];
      case 'nft-set':
        return [nft(`add ${item.of} ${item.table} ${item.set} { ${item.head}; }`)];
      case 'nft-element':
        return [nft(`add element ${item.table} ${item.set} { ${item.value} }`)];
      case 'route':
        return [`ip ${item.family} route add ${again(item.words)}`];
      case 'lookup':
        return [`ip ${item.family} rule add ${again(lookup(item.words))}`];
      case 'neighbour':
        return [`ip neigh replace ${again(item.words)} nud permanent`];
      case 'policy':
        return [restore(item.tool, item.table, `:${item.chain} ${item.policy} [0:0]`)];
      case 'chain':
        return [restore(item.tool, item.table, `:${item.chain} - [0:0]`)];
      default:
        return [];
    }
  });
  return [...sysctls(missing), ...lines, ...rulesBack(missing, baseline, without(now, surplus))];
}

/** Events of this very second are asked for, too. Only a container that somebody ended: one that has come to its own end is not started a second time. */
const start = (id: string): string =>
  `[ -z "$(timeout 5 docker events --since 0 --until "$(($(date +%s) + 1))" --filter container=${id} --filter event=kill)" ] || docker start ${q(id)}`;

/** `ip_forward` first: it overwrites the switch of every device (ip-sysctl.rst). */
function sysctls(missing: readonly Item[]): readonly string[] {
  const all = missing.flatMap((item) => (item.kind === 'sysctl' ? [item] : []));
  const rank = (file: string): number =>
    file.endsWith('/ip_forward') ? 0 : /conf\/(all|default)\//.test(file) ? 1 : 2;
  return [...all]
    .sort((a, b) => rank(a.file) - rank(b.file))
    .map(({ file, value }) => `[ ! -e ${q(file)} ] || printf '%s\\n' ${q(value)} >${q(file)}`);
}

/** `32765:	from all lookup 7`: the number is the priority. */
const lookup = (words: string): string => words.replace(/^(\d+):\s*/, 'priority $1 ');

function handlesOf(now: Snapshot, handles: readonly number[]): Map<string, number[]> {
  const numbers = new Map<string, number[]>();
  let at = 0;
  for (const item of now) {
    if (item.kind !== 'nft-rule') continue;
    const handle = handles[at++];
    if (handle !== undefined) numbers.set(keyOf(item), [...(numbers.get(keyOf(item)) ?? []), handle]);
  }
  return numbers;
}

/** Each rule after the nearest one that stood before it and is still there; else first. */
function rulesBack(missing: readonly Item[], baseline: Snapshot, left: Snapshot): readonly string[] {
  const lost = missing.flatMap((item) => (item.kind === 'rule' || item.kind === 'nft-rule' ? [item] : []));
  const places = new Map(lost.map((item) => [placeOf(item), item] as const));
  return [...places.entries()].flatMap(([place]) => {
    const inPlace = (items: Snapshot): (Rule | NftRule)[] =>
      items.flatMap((item) =>
        (item.kind === 'rule' || item.kind === 'nft-rule') && placeOf(item) === place ? [item] : [],
      );
    const before = inPlace(baseline).map(keyOf);
    const current = inPlace(left).map(keyOf);
    return inPlace(lost).map((item) => {
      const at = before.indexOf(keyOf(item));
      // So that the next equal one is found at its own place.
      const ahead = before.slice(0, at).filter((key) => current.includes(key));
      const index = ahead.length === 0 ? 0 : current.lastIndexOf(ahead.at(-1) ?? '') + 1;
      current.splice(index, 0, keyOf(item));
      if (item.kind === 'rule')
        return restore(item.tool, item.table, `-I ${item.chain} ${index + 1} ${item.words}`.trimEnd());
      // nft counts from 0, and `index N` of insert is the rule before which it goes.
      const where =
        index < current.length - 1
          ? `insert rule ${item.table} ${item.chain} index ${index}`
          : `add rule ${item.table} ${item.chain}`;
      return nft(`${where} ${item.words}`);
    });
  });
}

const placeOf = (item: Rule | NftRule): string =>
  item.kind === 'rule' ? `${item.tool} ${item.table} ${item.chain}` : `${item.table} ${item.chain}`;
