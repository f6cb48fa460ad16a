import * as z from 'zod';
import { partsOf } from '../parts.ts';
import type { Item, Snapshot } from './item.ts';

const links = z.array(
  z.object({
    ifname: z.string(),
    flags: z.array(z.string()),
    master: z.string().optional(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
  }),
);
const addresses = z.array(
  z.object({
    ifname: z.string().optional(),
    addr_info: z.array(z.object({ local: z.string(), prefixlen: z.number() })).optional(),
  }),
);

/** `GET /containers/json` of Docker's API. */
const containerList = z.array(z.object({ Id: z.string(), Names: z.array(z.string()) }));

/** A snapshot, and the numbers by which nft takes rules away. Undefined when the output is not whole. */
export interface Seen {
  readonly items: Snapshot;
  /** Of each `nft-rule` in `items`, in the same order. */
  readonly handles: readonly number[];
}

/** Reads what `lookScript` printed; undefined when something of it is missing: then nobody may conclude anything. */
export function readSnapshot(output: string): Seen | undefined {
  const parts = partsOf(output);
  const [link, addr] = [parse(links, parts.get('link')), parse(addresses, parts.get('addr'))];
  // The last part ends with its status only when the script came to its end.
  const containers = parts.get('containers/status') === '0' ? parse(containerList, parts.get('containers')) : undefined;
  if (!link || !addr || !containers) return undefined;
  const lines = (name: string): readonly string[] =>
    (parts.get(name) ?? '').split('\n').flatMap((line) => line.trimEnd() || []);
  const nft = readNft(lines('nft'));
  const items: Item[] = [
    ...containers.map(
      ({ Id: id, Names }): Item => ({ kind: 'container', id, name: Names[0]?.replace(/^\//, '') ?? '' }),
    ),
    ...lines('netns').map((name): Item => ({ kind: 'netns', name })),
    ...link.flatMap(({ ifname: name, flags, master, linkinfo }): Item[] => [
      { kind: 'link', name, type: linkinfo?.info_kind ?? '' },
      ...(flags.includes('UP') ? [{ kind: 'up', name } as const] : []),
      ...(master === undefined ? [] : [{ kind: 'master', name, master } as const]),
    ]),
    ...addr.flatMap(({ ifname, addr_info }) =>
      (addr_info ?? []).map(
        ({ local, prefixlen }): Item => ({ kind: 'address', dev: ifname ?? '', cidr: `${local}/${prefixlen}` }),
      ),
    ),
    // The table `local` and connected routes follow the addresses; `linkdown` and the like are no part of a route.
    ...lines('route')
      .filter((line) => !/ table local | proto kernel|^multicast |^broadcast |^local /.test(`${line} `))
      .map((line): Item => ({ kind: 'route', words: plain(line) })),
    ...lines('lookup').map((line): Item => ({ kind: 'lookup', words: line.replace(':\t', ': ') })),
    ...lines('neigh').map((line): Item => ({ kind: 'neighbour', words: line.replace(' PERMANENT', '').trim() })),
    ...lines('sysctl').flatMap((line): Item[] => {
      const at = line.indexOf(':');
      return at < 0 ? [] : [{ kind: 'sysctl', file: line.slice(0, at), value: line.slice(at + 1) }];
    }),
    ...['', '-legacy', '-nft']
      .flatMap((kind) => [`iptables${kind}`, `ip6tables${kind}`])
      .flatMap((tool) => readSave(tool, lines(tool))),
    ...nft.items,
  ];
  return { items, handles: nft.handles };
}

function parse<T>(schema: z.ZodType<T>, text = ''): T | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

const plain = (line: string): string =>
  line.replace(/ (linkdown|dead|onlink)(?= |$)/g, (word) => (word === ' onlink' ? word : '')).trim();

/** iptables-save(8), without counters and comments. */
function readSave(tool: string, lines: readonly string[]): readonly Item[] {
  let table = '';
  return lines.flatMap((line): Item[] => {
    if (line.startsWith('*')) table = line.slice(1);
    const [, chain, policy] = /^:(\S+) (\S+)/.exec(line) ?? [];
    if (chain !== undefined && policy !== undefined) {
      return policy === '-'
        ? [{ kind: 'chain', tool, table, chain }]
        : [{ kind: 'policy', tool, table, chain, policy }];
    }
    const [, of, words] = /^-A (\S+) ?(.*)$/.exec(line) ?? [];
    return of === undefined ? [] : [{ kind: 'rule', tool, table, chain: of, words: words ?? '' }];
  });
}

/** Tables that iptables-nft keeps: their rules are read by iptables-save, and nft would print them differently. */
const kept = /^ip6? (filter|nat|mangle|raw|security)$/;

/** `nft -a -s list ruleset`: tables, chains and rules; what sets hold is not looked at. */
function readNft(lines: readonly string[]): { readonly items: readonly Item[]; readonly handles: readonly number[] } {
  const items: Item[] = [];
  const rules: { readonly item: Item; readonly handle: number }[] = [];
  let table = '';
  let chain: { name: string; head: string } | undefined;
  for (const line of lines) {
    const opened = /^table (\S+ \S+) \{/.exec(line)?.[1];
    table = opened ?? table;
    if (kept.test(table)) continue;
    if (opened !== undefined) items.push({ kind: 'nft-table', table });
    const begun = /^\tchain (\S+) \{/.exec(line)?.[1];
    if (begun !== undefined) chain = { name: begun, head: '' };
    if (chain && line.startsWith('\t}')) {
      items.push({ kind: 'nft-chain', table, chain: chain.name, head: chain.head });
      chain = undefined;
    }
    if (!chain || !line.startsWith('\t\t')) continue;
    const [, words = '', handle] = /^\t\t(.*?)(?: # handle (\d+))?$/.exec(line) ?? [];
    if (handle === undefined) chain.head = words;
    else rules.push({ item: { kind: 'nft-rule', table, chain: chain.name, words }, handle: Number(handle) });
  }
  return { items: [...items, ...rules.map(({ item }) => item)], handles: rules.map(({ handle }) => handle) };
}
