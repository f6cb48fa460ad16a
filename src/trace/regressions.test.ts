import { expect, test } from 'vitest';
import { device, rendered } from './testing/rendered.ts';
import { addLegacy, addNative, insert, solved, type World } from './testing/solved.ts';

/**
 * Every disagreement between trace and reality that the differential test ever found, shrunk to a change of the solved
 * course. The number is the lab's seed: `npm run diff -- --labs 1 --seed NUMBER`.
 */
interface Regression {
  readonly lab: number;
  readonly name: string;
  change(world: World): void;
  /** What the kernel did, or where that is luck, "not enough information". */
  readonly fetches: { readonly [flow: string]: string };
}

const notFrom = (world: World): void =>
  void world.nodes.host.routingRules.push({
    priority: 32_765,
    from: '172.18.0.0/16',
    to: '172.18.0.3/32',
    not: true,
    refuses: 'prohibit',
    others: [],
  });

const regressions: readonly Regression[] = [
  {
    lab: 1027,
    name: 'an ICMP error belongs to the connection of its packet: NOTRACK does not take it out',
    change: (world) => insert(world.nodes.host, 'raw', 'OUTPUT', '-j NOTRACK'),
    fetches: {
      'c2 192.168.1.99': 'no-route, neighbour-unreachable',
      'host 192.168.1.50': 'answered by outside to 192.168.1.61',
    },
  },
  {
    lab: 1048,
    name: '`not` in a routing rule turns round the whole of it',
    change: notFrom,
    fetches: { 'c1 192.168.1.61:5': 'timeout, reply-lost', 'c1 172.18.0.3': 'answered by c2 to 172.18.0.2' },
  },
  {
    lab: 1149,
    name: '`not` in a routing rule, for what the host sends itself',
    change: notFrom,
    fetches: {
      'host 192.168.1.50': 'other, no-route',
    },
  },
  {
    lab: 1126,
    name: 'a container with the MAC address of the bridge: what the host sends there goes nowhere',
    change(world) {
      world.nodes.host.sysctls.bridgeNfCallIptables = 0;
      device(world, 'host', 'br0').mac = '02:00:00:00:00:01';
      device(world, 'c1', 'eth0').mac = '02:00:00:00:00:01';
    },
    fetches: {
      'outside 192.168.1.61:5678': 'timeout, dropped-by-bridge',
      'c2 192.168.1.61:5678': 'timeout, dropped-by-bridge',
      'host 172.18.0.3': 'answered by c2 to 172.18.0.1',
    },
  },
  {
    lab: 1148,
    name: 'two DNAT rules at one priority, of legacy and of nft: which comes first is not known',
    change: (world) =>
      addLegacy(
        world.nodes.host,
        '*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -j DNAT --to-destination 192.168.1.61:9000\nCOMMIT\n',
      ),
    fetches: { 'outside 192.168.1.61:5678': 'unknown, not-enough-information' },
  },
  {
    lab: 1151,
    name: 'the answer is rejected after conntrack saw it: the SYN of a second later is ESTABLISHED, and rejected too',
    change: (world) =>
      insert(
        world.nodes.host,
        'filter',
        'FORWARD',
        '-p tcp -m conntrack --ctstate RELATED,ESTABLISHED -j REJECT --reject-with tcp-reset',
      ),
    fetches: { 'c2 192.168.1.1': 'refused, refused', 'c1 172.18.0.3': 'refused, refused' },
  },
  {
    lab: 1169,
    name: 'a route to lo that is not local leads nowhere',
    change: (world) =>
      void world.nodes.host.routes.push({
        dst: '172.18.0.0/24',
        type: 'unicast',
        flags: [],
        dev: 'lo',
        scope: 'link',
        table: 'main',
      }),
    fetches: { 'host 172.18.0.2': 'timeout, no-route' },
  },
  {
    lab: 1179,
    name: 'an unreachable route in a table of its own: the ICMP error finds its way back',
    change(world) {
      world.nodes.host.sysctls.bridgeNfCallIptables = 0;
      world.nodes.host.routes.push({ dst: '192.168.1.0/24', type: 'unreachable', flags: [], table: '100' });
      world.nodes.host.routingRules.push({ priority: 32_765, from: '172.18.0.2/32', table: '100', others: [] });
    },
    fetches: { 'c1 192.168.1.50': 'no-route, no-route', 'c2 192.168.1.50': 'answered by outside to 192.168.1.61' },
  },
  {
    lab: 1267,
    name: 'the policy of legacy and REJECT of nft at one priority: which comes first is not known',
    change(world) {
      addLegacy(world.nodes.host, '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -i br0 -o br0 -j ACCEPT\nCOMMIT\n');
      insert(world.nodes.host, 'filter', 'FORWARD', '-j REJECT --reject-with icmp-admin-prohibited');
    },
    fetches: { 'c1 192.168.1.50:5678': 'unknown, not-enough-information', 'c1 172.18.0.3': 'no-route, refused' },
  },
  {
    lab: 3027,
    name: 'a first packet without conntrack: the one after it begins the connection, and meets the nat rules',
    change(world) {
      insert(world.nodes.host, 'raw', 'PREROUTING', '-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j NOTRACK');
    },
    fetches: {
      'c2 172.18.0.2': 'unknown, not-enough-information',
      'c1 172.18.0.3': 'answered by c2 to 172.18.0.2',
    },
  },
  {
    lab: 3027,
    name: 'NOTRACK for the first packet: its answer belongs to no connection',
    change(world) {
      insert(world.nodes.c2, 'filter', 'INPUT', '-m conntrack --ctstate INVALID -j DROP');
      insert(world.nodes.c2, 'raw', 'OUTPUT', '-p tcp -m tcp --dport 5678 -j NOTRACK');
    },
    fetches: { 'c2 172.18.0.1:5': 'refused, refused', 'c2 192.168.1.50:5678': 'timeout, reply-lost' },
  },
  {
    lab: 3039,
    name: 'a frame for a MAC address that nobody has goes out of every port, and REJECT sees it',
    change(world) {
      insert(world.nodes.host, 'filter', 'FORWARD', '-j REJECT --reject-with icmp-host-prohibited');
      const wrong = { address: '172.18.0.3', dev: 'eth0', mac: '02:00:00:00:00:99', states: ['PERMANENT'] };
      world.nodes.c1.neighbours.push(wrong);
    },
    fetches: { 'c1 172.18.0.3': 'no-route, refused' },
  },
  {
    lab: 3055,
    name: 'lo and the bridge have ingress chains of their own',
    change: (world) =>
      addNative(world.nodes.host, [
        chainOn('lo', { match: { op: '==', left: { payload: { protocol: 'ip', field: 'protocol' } }, right: 'icmp' } }),
      ]),
    fetches: {
      'host 172.18.0.22': 'timeout, neighbour-unreachable',
      'host 172.18.0.1:9000': 'answered by host to 172.18.0.1',
    },
  },
  {
    lab: 3055,
    name: 'the bridge has an ingress chain of its own, for packets and for ARP',
    change: (world) => addNative(world.nodes.host, [chainOn('br0')]),
    fetches: {
      'c1 172.18.0.1:9000': 'no-route, neighbour-unreachable',
      'c1 172.18.0.3': 'answered by c2 to 172.18.0.2',
    },
  },
  {
    lab: 4014,
    name: 'the packet after the first answer makes the connection ASSURED',
    change: (world) => insert(world.nodes.c1, 'filter', 'INPUT', '-m conntrack --ctstatus ASSURED -j DROP'),
    fetches: { 'c1 192.168.1.61:9000': 'timeout, reply-lost', 'c2 172.18.0.2': 'timeout, dropped-by-rule' },
  },
  {
    lab: 5002,
    name: 'an ICMP error about the first packet of an open connection: whether connect() still tells of it is luck',
    change: (world) =>
      insert(
        world.nodes.c2,
        'filter',
        'INPUT',
        '-m conntrack --ctstate RELATED,ESTABLISHED -j REJECT --reject-with icmp-host-unreachable',
      ),
    fetches: { 'host 172.18.0.3': 'unknown, not-enough-information' },
  },
  {
    lab: 20_152,
    name: 'connect() asks the routing rules once more, with the source that it has chosen',
    change(world) {
      world.nodes.host.routes.push({ dst: 'default', type: 'blackhole', flags: [], table: '100' });
      world.nodes.host.routingRules.push({ priority: 32_765, from: '192.168.1.61/32', table: '100', others: [] });
    },
    fetches: { 'host 203.0.113.80': 'other, no-route', 'c2 172.18.0.1:9000': 'answered by host to 172.18.0.3' },
  },
  {
    lab: 20_301,
    name: 'a RST about what came in by a bridge goes back by its port, without translation: nobody knows it',
    change(world) {
      insert(world.nodes.host, 'filter', 'FORWARD', '-o lo -p tcp -j REJECT --reject-with tcp-reset');
      const lo = { dst: '172.18.0.2', type: 'unicast', flags: [], dev: 'lo', scope: 'link', table: 'main' } as const;
      world.nodes.host.routes.push({ ...lo, flags: [] });
    },
    fetches: { 'c2 192.168.1.61:5678': 'timeout, refused' },
  },
  {
    lab: 20_418,
    name: 'a connection that the host does not track until the answer comes, which the nat rules then send elsewhere',
    change(world) {
      world.nodes.host.sysctls.bridgeNfCallIptables = 0;
      insert(world.nodes.host, 'raw', 'OUTPUT', '-s 172.18.0.1 -j NOTRACK');
      insert(world.nodes.host, 'nat', 'PREROUTING', '! -i veth1 -p tcp -j DNAT --to-destination 192.168.1.50:80');
    },
    fetches: { 'host 172.18.0.2': 'unknown, not-enough-information' },
  },
  {
    lab: 20_778,
    name: "c1 has the bridge's own MAC address: the answer to its ARP question never leaves the host",
    change(world) {
      world.nodes.host.sysctls.bridgeNfCallIptables = 0;
      device(world, 'host', 'br0').mac = '02:00:00:00:00:01';
      device(world, 'c1', 'eth0').mac = '02:00:00:00:00:01';
    },
    fetches: {
      'c1 192.168.1.50': 'no-route, neighbour-unreachable',
      'c1 172.18.0.3': 'no-route, neighbour-unreachable',
    },
  },
  {
    lab: 20_848,
    name: "c2 has the MAC address of c1's port: the answer to its ARP question goes to c1",
    change(world) {
      for (const name of ['br0', 'veth1']) device(world, 'host', name).mac = '06:11:22:33:44:55';
      device(world, 'c2', 'eth0').mac = '06:11:22:33:44:55';
    },
    fetches: { 'c2 192.168.1.61:9000': 'no-route, neighbour-unreachable' },
  },
  {
    lab: 20_885,
    name: 'a chain of the bridge family after br_netfilter sees the destination that iptables gave',
    change: (world) => addNative(world.nodes.host, [bridgeChain('prerouting', 10, toC1, { drop: null })]),
    fetches: { 'c1 192.168.1.61:5678': 'timeout, dropped-by-rule', 'c2 192.168.1.61:5678': 'timeout, dropped-by-rule' },
  },
  {
    lab: 20_885,
    name: 'one before br_netfilter sees the destination that was asked for',
    change: (world) => addNative(world.nodes.host, [bridgeChain('prerouting', -200, toC1, { drop: null })]),
    fetches: { 'c2 192.168.1.61:5678': 'answered by c1 to 172.18.0.1', 'c2 172.18.0.2': 'timeout, dropped-by-rule' },
  },
  {
    lab: 20_885,
    name: 'in forward, what iptables rejects is told before a later chain of the bridge family drops it, and not after an earlier one',
    change(world) {
      insert(world.nodes.host, 'filter', 'FORWARD', '-i br0 -o br0 -j REJECT --reject-with icmp-port-unreachable');
      addNative(world.nodes.host, [
        bridgeChain('forward', 10, toC1, { drop: null }),
        bridgeChain('forward', -200, to('172.18.0.3'), { drop: null }),
      ]);
    },
    fetches: { 'c2 172.18.0.2': 'refused, refused', 'c1 172.18.0.3': 'timeout, dropped-by-rule' },
  },
  {
    lab: 20_885,
    name: 'in postrouting iptables comes last: chains of the bridge family see the source from before',
    change: (world) =>
      addNative(world.nodes.host, [bridgeChain('postrouting', 10, from('172.18.0.1'), toC1, { drop: null })]),
    fetches: {
      'c2 192.168.1.61:5678': 'answered by c1 to 172.18.0.1',
      'host 172.18.0.2': 'timeout, dropped-by-rule',
    },
  },
  {
    lab: 20_911,
    name: 'a RST about what came in by a bridge does not ask where the route leads, but needs one',
    change(world) {
      insert(world.nodes.host, 'filter', 'FORWARD', '-p tcp -j REJECT --reject-with tcp-reset');
      const nowhere = { dst: '172.18.0.3', type: 'blackhole', flags: [], table: 'main' } as const;
      world.nodes.host.routes.push({ ...nowhere, flags: [] });
    },
    fetches: { 'c2 192.168.1.50': 'timeout, refused', 'c1 192.168.1.50': 'refused, refused' },
  },
];

/** What nft prints of a netdev chain that drops what comes in by a device. */
function chainOn(dev: string, ...when: readonly object[]): readonly object[] {
  const place = { family: 'netdev', table: 'labx' };
  const base = { type: 'filter', hook: 'ingress', prio: 0, policy: 'accept', dev };
  return [
    { table: { family: 'netdev', name: 'labx' } },
    { chain: { ...place, name: dev, ...base } },
    { rule: { ...place, chain: dev, expr: [...when, { drop: null }] } },
  ];
}

const equals = (field: string, address: string): object => ({
  match: { op: '==', left: { payload: { protocol: 'ip', field } }, right: address },
});
const from = (address: string): object => equals('saddr', address);
const to = (address: string): object => equals('daddr', address);
const toC1 = to('172.18.0.2');

/** What nft prints of a chain of the bridge family with one rule. */
function bridgeChain(hook: string, prio: number, ...expr: readonly object[]): readonly object[] {
  const place = { family: 'bridge', table: 'labx' };
  const name = `${hook}${prio}`;
  return [
    { table: { family: 'bridge', name: 'labx' } },
    { chain: { ...place, name, type: 'filter', hook, prio, policy: 'accept' } },
    { rule: { ...place, chain: name, expr } },
  ];
}

const cases = regressions.flatMap(({ lab, name, change, fetches }) =>
  Object.entries(fetches).map(([words, outcome]) => [lab, name, words, outcome, change] as const),
);

test.each(cases)('lab %i: %s: %s: %s', (_lab, _name, words, outcome, change) => {
  const world = solved();
  change(world);
  expect(rendered(world, words)).toBe(outcome);
});
