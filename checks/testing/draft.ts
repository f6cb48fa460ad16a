import type { Params } from '../../lessons/params/params.ts';
import { defaultParams } from '../../lessons/params/params.ts';
import type {
  Connection,
  Container,
  Interface,
  Listener,
  Neighbour,
  Route,
  RouteAnswer,
  Sysctls,
} from '../../src/facts/index.ts';
import { type Chain, parseRuleset, type Ruleset } from '../../src/netfilter/index.ts';

export const params: Params = defaultParams;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
export type Device = Mutable<Interface>;

/** Rules as a learner adds them: lines for iptables-save, by table. */
export interface Tables {
  filter: string[];
  nat: string[];
  raw: string[];
  /** Chains of other tools, already parsed. */
  foreign: Chain[];
}

/** A lab in one moment, to be changed by a test before it is looked at. */
export interface Draft {
  containers: Mutable<Container>[];
  host: Device[];
  c1: Device[];
  c2: Device[];
  rules: { host: Tables; c1: Tables; c2: Tables };
  /** What the kernel answers when it is asked for a way. */
  routes: { [key: string]: RouteAnswer };
  /** The main tables. */
  tables: { host: Route[]; c1: Route[]; c2: Route[] };
  sysctls: Mutable<Sysctls>;
  listeners: { host: Listener[]; c1: Listener[]; c2: Listener[] };
  neighbours: { c1: Neighbour[]; c2: Neighbour[] };
  connections: Connection[];
}

export function device(ifindex: number, name: string, more: Partial<Device> = {}): Device {
  const mac = `02:00:00:00:00:${String(ifindex).padStart(2, '0')}`;
  const state = { up: true, lowerUp: true, operstate: 'UP', mtu: 1500, loopback: name === 'lo' };
  return { ifindex, name, mac, ...state, addresses: [], ...more };
}

export const address = (local: string, prefixLength: number): Interface['addresses'][number] => ({
  local,
  prefixLength,
  scope: 'global',
});

const lo = (): Device => device(1, 'lo', { addresses: [{ local: '127.0.0.1', prefixLength: 8, scope: 'host' }] });
const port = (hairpin: boolean) => ({ state: 'forwarding', hairpin, isolated: false });

function container(name: string, pid: number): Mutable<Container> {
  const id = name.padEnd(64, '0');
  const fixed = { running: true, networkMode: 'none', image: params.image, exitCode: 0 };
  return { name, id, pid, netns: `40265${pid}`, startedAt: '2026-01-01T00:00:00Z', ...fixed };
}

const direct = (dev: string): RouteAnswer => ({ found: true, dev, type: 'unicast' });
const via = (gateway: string, dev: string): RouteAnswer => ({ found: true, dev, gateway, type: 'unicast' });

/** A line of `ip route`. */
export const way = (dst: string, dev: string, gateway?: string): Route => ({
  dst,
  type: 'unicast',
  dev,
  flags: [],
  ...(gateway === undefined ? {} : { gateway }),
});

export const sourceRules = {
  bridge: '-A FORWARD -i br0 -o br0 -j ACCEPT',
  out: '-A FORWARD -i br0 -o ens33 -j ACCEPT',
  in: '-A FORWARD -i ens33 -o br0 -j ACCEPT',
  masquerade: '-A POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE',
  dnat: '-A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
  output: '-A OUTPUT ! -o br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
  dnatBridge:
    '-A PREROUTING -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
  hairpin: '-A POSTROUTING -d 172.18.0.2/32 -o br0 -p tcp -m tcp --dport 80 -j MASQUERADE --to-ports 1024-65535',
} as const;

const none = (): Tables => ({ filter: [], nat: [], raw: [], foreign: [] });

/** The course solved to its end, exactly as the source document does it. */
export function solved(): Draft {
  const r = sourceRules;
  const cable = (index: number, name: string, linkIndex: number, hairpin: boolean): Device =>
    device(index, name, { kind: 'veth', linkIndex, linkNetnsid: index, master: 'br0', port: port(hairpin) });
  const inner = (index: number, linkIndex: number, local: string): Device =>
    device(index, 'eth0', { kind: 'veth', linkIndex, linkNetnsid: 0, addresses: [address(local, 16)] });
  const conf = { forwarding: true, rpFilter: 0, routeLocalnet: false };
  return {
    containers: [container('c1', 101), container('c2', 102)],
    host: [
      lo(),
      device(2, 'ens33', { addresses: [address('192.168.1.61', 24)] }),
      device(3, 'br0', {
        kind: 'bridge',
        bridge: { nfCallIptables: false, stp: false },
        addresses: [address('172.18.0.1', 16)],
      }),
      cable(5, 'veth1', 4, true),
      cable(7, 'veth2', 6, false),
    ],
    c1: [lo(), inner(4, 5, '172.18.0.2')],
    c2: [lo(), inner(6, 7, '172.18.0.3')],
    rules: {
      host: {
        filter: [r.in, r.out, r.bridge],
        nat: [r.hairpin, r.masquerade, r.dnatBridge, r.dnat, r.output],
        raw: [],
        foreign: [],
      },
      c1: none(),
      c2: none(),
    },
    routes: {
      'host.gateway': { found: true, dev: 'lo', type: 'local', source: '172.18.0.1' },
      'host.c1': direct('br0'),
      'host.c2': direct('br0'),
      'host.outside': direct('ens33'),
      'c1.other': direct('eth0'),
      'c2.other': direct('eth0'),
      'c1.outside': via('172.18.0.1', 'eth0'),
      'c2.outside': via('172.18.0.1', 'eth0'),
      'c1.any': via('172.18.0.1', 'eth0'),
      'c2.any': via('172.18.0.1', 'eth0'),
      'in.c1': direct('ens33'),
      'in.c2': direct('ens33'),
    },
    tables: {
      host: [way('192.168.1.0/24', 'ens33'), way('172.18.0.0/16', 'br0')],
      c1: [way('default', 'eth0', '172.18.0.1'), way('172.18.0.0/16', 'eth0')],
      c2: [way('default', 'eth0', '172.18.0.1'), way('172.18.0.0/16', 'eth0')],
    },
    sysctls: { ipForward: true, bridgeNfCallIptables: 1, conf: { br0: conf, ens33: conf, all: conf } },
    listeners: {
      host: [{ address: '0.0.0.0', port: 9000 }],
      c1: [{ address: '0.0.0.0', port: 80 }],
      c2: [{ address: '0.0.0.0', port: 80 }],
    },
    neighbours: { c1: [], c2: [] },
    connections: [],
  };
}

const builtIn = {
  raw: ['PREROUTING', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
} as const;

/** What `iptables-save` would print, read by the real parser; `forward` is the policy of FORWARD. */
export function ruleset(tables: Tables, forward: 'DROP' | 'ACCEPT'): Ruleset {
  const lines: string[] = [];
  for (const table of ['raw', 'nat', 'filter'] as const) {
    lines.push(`*${table}`);
    for (const chain of builtIn[table]) lines.push(`:${chain} ${chain === 'FORWARD' ? forward : 'ACCEPT'} [0:0]`);
    const own = tables[table].filter((line) => line.startsWith(':'));
    lines.push(...own, ...tables[table].filter((line) => !line.startsWith(':')), 'COMMIT');
  }
  const parsed = parseRuleset({ iptablesNft: `${lines.join('\n')}\n`, iptablesLegacy: '', nftJson: '' });
  if (!parsed.ok) throw new Error(`line ${parsed.error.line}: ${parsed.error.text}`);
  return { chains: [...parsed.value.chains, ...tables.foreign] };
}
