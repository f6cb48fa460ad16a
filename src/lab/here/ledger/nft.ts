import type { Item } from './item.ts';

/** Tables that iptables-nft keeps: their rules are read by iptables-save, and nft would print them differently. */
const ofIptables = /^ip6? (filter|nat|mangle|raw|security)$/;

/** A chain, set or map in the listing, without its braces. */
interface Box {
  readonly table: string;
  readonly of: string;
  readonly name: string;
  readonly lines: string[];
}

interface NftItems {
  readonly items: readonly Item[];
  /** Of each `nft-rule` in `items`, in the same order. */
  readonly handles: readonly number[];
}

/** `nft -a -s list ruleset`: tables, chains, rules, sets and maps with what somebody put into them. */
export function readNft(lines: readonly string[]): NftItems {
  const { tables, boxes } = boxesOf(lines);
  const chains = boxes.filter(({ of }) => of === 'chain').map(readChain);
  return {
    items: [
      ...tables.map((table): Item => ({ kind: 'nft-table', table })),
      ...boxes.flatMap((box) => (box.of === 'chain' ? [] : readSet(box))),
      ...chains.map(({ chain }) => chain),
      ...chains.flatMap(({ rules }) => rules.map(({ item }) => item)),
    ],
    handles: chains.flatMap(({ rules }) => rules.map(({ handle }) => handle)),
  };
}

function boxesOf(lines: readonly string[]): { readonly tables: readonly string[]; readonly boxes: readonly Box[] } {
  const tables: string[] = [];
  const boxes: Box[] = [];
  let table = '';
  for (const line of lines) {
    const opened = /^table (\S+ \S+) \{/.exec(line)?.[1];
    table = opened ?? table;
    if (ofIptables.test(table)) continue;
    if (opened !== undefined) tables.push(opened);
    const [, of, name] = /^\t(chain|set|map) (\S+) \{/.exec(line) ?? [];
    if (of !== undefined && name !== undefined) boxes.push({ table, of, name, lines: [] });
    else if (line.startsWith('\t\t')) boxes.at(-1)?.lines.push(line.slice(2));
  }
  return { tables, boxes };
}

function readChain({ table, name: chain, lines }: Box): {
  readonly chain: Item;
  readonly rules: readonly { readonly item: Item; readonly handle: number }[];
} {
  const read = lines.map((line) => /^(.*?)(?: # handle (\d+))?$/.exec(line) ?? []);
  const head = read.findLast(([, , handle]) => handle === undefined)?.[1] ?? '';
  const rules = read.flatMap(([, words = '', handle]) =>
    handle === undefined
      ? []
      : [{ item: { kind: 'nft-rule', table, chain, words } satisfies Item, handle: Number(handle) }],
  );
  return { chain: { kind: 'nft-chain', table, chain, head }, rules };
}

/** What a set holds for a time only, or fills itself with, changes without anybody's doing. */
function readSet({ table, of, name: set, lines }: Box): readonly Item[] {
  const at = lines.findIndex((line) => line.startsWith('elements = '));
  const head = (at < 0 ? lines : lines.slice(0, at)).join('; ');
  const box: Item = { kind: 'nft-set', table, of, set, head };
  if (at < 0 || head.split(';').some((part) => part.trim().startsWith('flags ') && /dynamic|timeout/.test(part)))
    return [box];
  const inside =
    /^elements = \{ (.*) \}$/.exec(
      lines
        .slice(at)
        .map((line) => line.trim())
        .join(' '),
    )?.[1] ?? '';
  return [box, ...elementsOf(inside).map((value): Item => ({ kind: 'nft-element', table, set, value }))];
}

/** Parted by commas, but for those in quotes. */
const elementsOf = (inside: string): readonly string[] =>
  (inside.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((one) => one.trim()).filter(Boolean);
