import * as z from 'zod';
import { partsOf } from '../machine/parts.ts';
import type { Family, Item, Snapshot } from './item.ts';
import { readNft } from './nft.ts';
import { isContainersCable, isDockersLink } from './owner.ts';
import { switchesOf, switchFields } from './switches.ts';
import { readFilters, readQdiscs } from './tc.ts';

const links = z.array(switchFields.extend({ master: z.string().optional() }));
const addresses = z.array(
  z.object({
    ifname: z.string().optional(),
    addr_info: z
      .array(
        z.object({
          ...{ family: z.string(), local: z.string(), prefixlen: z.number(), scope: z.string() },
          ...{ dynamic: z.boolean().optional(), temporary: z.boolean().optional() },
        }),
      )
      .optional(),
  }),
);

const labels = z.record(z.string(), z.string()).nullish();
/** `GET /containers/json` and `GET /networks` of Docker's API. */
const containerList = z.array(
  z.object({ Id: z.string(), Names: z.array(z.string()), State: z.string(), Labels: labels }),
);
const networkList = z.array(z.object({ Id: z.string(), Name: z.string(), Labels: labels }));

/** Made by Docker itself, anew each time it starts. */
const dockersNetworks: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'docker_gwbridge', 'ingress']);

/** Tools that keep containers and networks of their own, beside `docker`. */
const keepers = /^(com\.docker\.(compose|stack|swarm)|io\.kubernetes)\./;
const foreign = (of: z.infer<typeof labels>): { readonly foreign?: true } =>
  Object.keys(of ?? {}).some((label) => keepers.test(label)) ? { foreign: true } : {};

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
  // A lab that an earlier version brought up does not ask for them.
  const networks = parts.has('networks')
    ? parts.get('networks/status') === '0'
      ? parse(networkList, parts.get('networks'))
      : undefined
    : [];
  if (!link || !addr || !containers || !networks) return undefined;
  const lines: Lines = (name) => (parts.get(name) ?? '').split('\n').flatMap((line) => line.trimEnd() || []);
  const nft = readNft(lines('nft'));
  const items: Item[] = [
    ...containers.flatMap(containerItems),
    ...networks.flatMap(networkItems),
    ...lines('netns').map((name): Item => ({ kind: 'netns', name })),
    ...link.flatMap((one) => switchesOf(one, isDockersLink(one.ifname))),
    ...link.flatMap(linkItems),
    ...addr.flatMap(addressItems),
    ...families.flatMap((family) => routeItems(family, lines)),
    ...readQdiscs(lines('qdisc')),
    ...[...parts].flatMap(([name, body]) => (name.startsWith('filter ') ? readFilters(name, body) : [])),
    ...lines('neigh').map((line): Item => ({ kind: 'neighbour', words: line.replace(' PERMANENT', '').trim() })),
    ...lines('sysctl').flatMap(sysctlItems),
    ...['', '-legacy', '-nft']
      .flatMap((kind) => [`iptables${kind}`, `ip6tables${kind}`])
      .flatMap((tool) => readSave(tool, lines(tool))),
    ...nft.items,
  ];
  return { items, handles: nft.handles };
}

/** Lines of a part that are not empty. */
type Lines = (name: string) => readonly string[];
type One<List extends z.ZodType> = z.infer<List> extends readonly (infer T)[] ? T : never;

function containerItems({ Id: id, Names, State, Labels }: One<typeof containerList>): readonly Item[] {
  const name = Names[0]?.replace(/^\//, '') ?? '';
  const container: Item = { kind: 'container', id, name, ...foreign(Labels) };
  return State === 'running' ? [container, { kind: 'running', id, name }] : [container];
}

const networkItems = ({ Id: id, Name: name, Labels }: One<typeof networkList>): readonly Item[] =>
  dockersNetworks.has(name) ? [] : [{ kind: 'network', id, name, ...foreign(Labels) }];

const linkItems = ({ ifname: name, flags, master, linkinfo }: One<typeof links>): readonly Item[] => [
  { kind: 'link', name, type: linkinfo?.info_kind ?? '' },
  ...(flags.includes('UP') ? [{ kind: 'up', name } as const] : []),
  ...(master === undefined ? [] : [{ kind: 'master', name, master } as const]),
];

const addressItems = ({ ifname, addr_info }: One<typeof addresses>): readonly Item[] =>
  (addr_info ?? [])
    // Link-local ones the kernel makes itself, and temporary ones as it likes.
    .filter(({ family, scope, temporary }) => family === 'inet' || (scope !== 'link' && !temporary))
    .map(
      ({ local, prefixlen, dynamic }): Item => ({
        ...{ kind: 'address', dev: ifname ?? '', cidr: `${local}/${prefixlen}` },
        ...(dynamic ? { leased: true as const } : {}),
      }),
    );

/** The table `local` and connected routes follow the addresses; `linkdown` and the like are no part of a route. */
const routeItems = (family: Family, lines: Lines): readonly Item[] => [
  ...lines(`route${family}`)
    .filter((line) => !/ table local | proto kernel|^multicast |^broadcast |^local |^anycast /.test(`${line} `))
    .map((line): Item => ({ kind: 'route', family, words: plain(line) })),
  ...lines(`lookup${family}`).map((line): Item => ({ kind: 'lookup', family, words: line.replace(':\t', ': ') })),
];

function sysctlItems(line: string): readonly Item[] {
  const at = line.indexOf(':');
  return at < 0 || line.slice(0, at).split('/').some(isContainersCable)
    ? []
    : [{ kind: 'sysctl', file: line.slice(0, at), value: line.slice(at + 1) }];
}

function parse<T>(schema: z.ZodType<T>, text = ''): T | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

const families: readonly Family[] = ['-4', '-6'];

/** `expires` is a clock. */
const plain = (line: string): string =>
  line
    .replace(/ (linkdown|dead)(?= |$)/g, '')
    .replace(/ expires \d+sec/, '')
    .trim();

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
    const [begin = '', of] = /^-A (\S+) ?/.exec(line) ?? [];
    const words = line.slice(begin.length);
    return of === undefined ? [] : [{ kind: 'rule', tool, table, chain: of, words: words ?? '' }];
  });
}
