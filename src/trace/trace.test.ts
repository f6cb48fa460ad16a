import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trace } from './explore.ts';
import { device, flow, port, rendered } from './testing/rendered.ts';
import { factsOf, insert, remove, solved, type World } from './testing/solved.ts';

const hostPort = '192.168.1.61:5678';

// Each line was also seen on the real lab that the fixture comes from.
describe('the course solved to its end', () => {
  test.each([
    ['host 172.18.0.1:9000', 'answered by host to 172.18.0.1'],
    ['host 172.18.0.2', 'answered by c1 to 172.18.0.1'],
    ['c1 172.18.0.3', 'answered by c2 to 172.18.0.2'],
    ['c2 172.18.0.2', 'answered by c1 to 172.18.0.1'],
    ['c1 192.168.1.61:9000', 'answered by host to 172.18.0.2'],
    ['c1 192.168.1.50', 'answered by outside to 192.168.1.61'],
    ['c1 203.0.113.80', 'answered by internet to 192.168.1.61'],
    [`outside ${hostPort}`, 'answered by c1 to 172.18.0.1'],
    [`host ${hostPort}`, 'answered by c1 to 172.18.0.1'],
    [`c1 ${hostPort}`, 'answered by c1 to 172.18.0.1'],
    [`c2 ${hostPort}`, 'answered by c1 to 172.18.0.1'],
    ['host 127.0.0.1:5678', 'timeout, martian'],
    ['outside 192.168.1.61:5', 'refused, refused'],
    ['c2 172.18.0.9', 'no-route, neighbour-unreachable'],
    ['outside 172.18.0.2', 'timeout, no-route'],
    ['c1 192.168.1.50:icmp', 'answered by outside to 192.168.1.61'],
  ])('%s: %s', (words, outcome) => expect(rendered(solved(), words)).toBe(outcome));
});

type Change = (world: World) => void;
const drills: readonly (readonly [string, Change, string, string])[] = [
  [
    'iptables does not see the bridge: c1 calls itself without hairpin',
    (world) => {
      world.nodes.host.sysctls.bridgeNfCallIptables = 0;
      port(world, 'veth1').hairpin = false;
    },
    `c1 ${hostPort}`,
    'answered by c1 to 172.18.0.1',
  ],
  [
    'the host does not forward',
    (world) => void Object.assign(world.nodes.host.sysctls.conf['br0'] ?? {}, { forwarding: false }),
    'c1 192.168.1.50',
    'timeout, no-route',
  ],
  [
    'hairpin is off',
    (world) => void Object.assign(port(world, 'veth1'), { hairpin: false }),
    `c1 ${hostPort}`,
    'timeout, dropped-by-bridge',
  ],
  [
    'both ports are isolated',
    (world) => {
      port(world, 'veth1').isolated = true;
      port(world, 'veth2').isolated = true;
    },
    'c1 172.18.0.3',
    'no-route, neighbour-unreachable',
  ],
  [
    'no MASQUERADE for c1 itself',
    (world) => remove(world.nodes.host, '-o br0 -p tcp'),
    `c1 ${hostPort}`,
    'timeout, martian',
  ],
  [
    'no way back into the bridge',
    (world) => remove(world.nodes.host, '-i ens33 -o br0'),
    'c1 192.168.1.50',
    'timeout, reply-lost',
  ],
  [
    'the host is deaf to the bridge',
    (world) => insert(world.nodes.host, 'filter', 'INPUT', '-i br0 -j DROP'),
    'host 172.18.0.2',
    'timeout, reply-lost',
  ],
  [
    'c1 has a firewall of its own',
    (world) => insert(world.nodes.c1, 'filter', 'INPUT', '-p tcp -m tcp --dport 80 -j DROP'),
    'c2 172.18.0.2',
    'timeout, dropped-by-rule',
  ],
  [
    'which answers to c1 pass',
    (world) => insert(world.nodes.c1, 'filter', 'INPUT', '-p tcp -m tcp --dport 80 -j DROP'),
    'c1 172.18.0.3',
    'answered by c2 to 172.18.0.2',
  ],
  [
    'REJECT says no route',
    (world) => insert(world.nodes.host, 'filter', 'FORWARD', '-o ens33 -j REJECT --reject-with icmp-admin-prohibited'),
    'c1 192.168.1.50',
    'no-route, refused',
  ],
  [
    'a RST for a bridged packet',
    (world) => insert(world.nodes.host, 'filter', 'FORWARD', '-p tcp -j REJECT --reject-with tcp-reset'),
    'c1 172.18.0.3',
    'refused, refused',
  ],
  [
    'REJECT before the packet leaves, but DNAT has no way for it',
    (world) => insert(world.nodes.host, 'filter', 'OUTPUT', '-p tcp -j REJECT'),
    'host 127.0.0.1:5678',
    'timeout, martian',
  ],
  [
    'no connection tracking, no translation',
    (world) => insert(world.nodes.host, 'raw', 'PREROUTING', '-i br0 -j NOTRACK'),
    `c1 ${hostPort}`,
    'refused, refused',
  ],
  [
    'later packets are dropped',
    (world) => insert(world.nodes.host, 'filter', 'FORWARD', '-p tcp -m conntrack --ctstate ESTABLISHED -j DROP'),
    'c1 172.18.0.3',
    'timeout, reply-lost',
  ],
  [
    'a cable is pulled',
    (world) => {
      device(world, 'host', 'veth1').up = false;
      device(world, 'c1', 'eth0').lowerUp = false;
    },
    'c1 172.18.0.3',
    'no-route, neighbour-unreachable',
  ],
  [
    'lo is down: no ICMP error either',
    (world) => {
      device(world, 'c1', 'eth0').lowerUp = false;
      device(world, 'c1', 'lo').up = false;
    },
    'c1 172.18.0.3',
    'timeout, neighbour-unreachable',
  ],
  [
    'a wrong permanent neighbour',
    (world) =>
      void world.nodes.c1.neighbours.push({
        address: '172.18.0.3',
        dev: 'eth0',
        mac: '02:de:ad:be:ef:01',
        states: ['PERMANENT'],
      }),
    'c1 172.18.0.3',
    'timeout, dropped-by-bridge',
  ],
  [
    'a blackhole',
    (world) => void world.nodes.host.routes.push({ dst: '192.168.1.50', type: 'blackhole', flags: [], table: 'main' }),
    'c1 192.168.1.50',
    'timeout, no-route',
  ],
  [
    'a prohibiting route',
    (world) => void world.nodes.host.routes.push({ dst: '192.168.1.50', type: 'prohibit', flags: [], table: 'main' }),
    'c1 192.168.1.50',
    'no-route, no-route',
  ],
  [
    'no default route',
    (world) =>
      void world.nodes.c1.routes.splice(
        world.nodes.c1.routes.findIndex(({ dst }) => dst === 'default'),
        1,
      ),
    'c1 192.168.1.50',
    'unreachable, no-route',
  ],
  [
    'two machines with one address: who answers is luck',
    (world) => {
      device(world, 'c2', 'eth0').addresses = [{ local: '172.18.0.2', prefixLength: 16, scope: 'global' }];
      for (const route of world.nodes.c2.routes) if (route.dst === '172.18.0.3') route.dst = '172.18.0.2';
    },
    'host 172.18.0.2',
    'unknown, not-enough-information',
  ],
  [
    'a rule that we do not understand',
    (world) => insert(world.nodes.host, 'filter', 'FORWARD', '-m u32 --u32 0x6&0xFF=0x6 -j DROP'),
    'c1 172.18.0.3',
    'unknown, not-enough-information',
  ],
];

test.each(drills)('%s', (_name, change, words, outcome) => {
  const world = solved();
  change(world);
  expect(rendered(world, words)).toBe(outcome);
});

test('a dropped packet names the rule that nearly let it pass', () => {
  const world = solved();
  remove(world.nodes.host, '-i br0 -o ens33');
  insert(world.nodes.host, 'filter', 'FORWARD', '-i br0 -o ens33 -p udp -j ACCEPT');
  const { hops } = trace(factsOf(world), flow('c1 192.168.1.50'));
  expect(hops.at(-1)?.nearMisses?.[0]).toMatchObject({ is: 'tcp' });
});

const nodes = ['host', 'outside', 'internet', 'c1', 'c2'] as const;
const parts = ['interfaces', 'routes', 'routingRules', 'neighbours', 'sysctls', 'rules', 'listeners', 'fdb'] as const;
const anyFlow = fc.record({
  from: fc.constantFrom(...nodes),
  to: fc.constantFrom(
    '172.18.0.1',
    '172.18.0.2',
    '172.18.0.3',
    '192.168.1.61',
    '192.168.1.50',
    '203.0.113.80',
    '127.0.0.1',
  ),
  proto: fc.constant('tcp' as const),
  port: fc.constantFrom(80, 5678, 9000),
});
const missing = fc.uniqueArray(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...parts)), {
  maxLength: 3,
  selector: String,
});
const drill = fc.constantFrom(...drills).map(([, change]) => change);

test('what is not known never becomes a different claim; every walk ends', () => {
  fc.assert(
    fc.property(anyFlow, drill, missing, (asked, change, gone) => {
      const world = solved();
      change(world);
      const whole = trace(factsOf(world), asked).expected;
      for (const [node, part] of gone) delete (world.nodes[node] as Partial<World['nodes']['host']>)[part];
      const partial = trace(factsOf(world), asked).expected;
      if (partial.outcome !== 'unknown') expect(partial).toEqual(whole);
    }),
    { numRuns: 150 },
  );
});
