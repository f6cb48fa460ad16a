import { describe, expect, test } from 'vitest';
import { translator } from '../i18n/translate.ts';
import { trace } from './explore.ts';
import { device, flow, rendered } from './testing/rendered.ts';
import { factsOf, insert, solved, type World } from './testing/solved.ts';
import { tunnelled } from './testing/tunnelled.ts';

const there = 'c1 172.18.0.77:81';
const words = translator('en');

/** The solved course with a tunnel from br0 to `outside`, where nobody listens at port 81: who is refused has arrived. */
function world(change: (ends: ReturnType<typeof tunnelled>, world: World) => void = () => undefined): World {
  const made = solved();
  change(tunnelled(made), made);
  return made;
}

test('a frame goes in, a packet of its own to the peer, a frame comes out; and so does the answer', () => {
  const { hops, reply, disposition } = trace(factsOf(world()), flow(there));
  expect(disposition).toBe('refused');
  const way = hops.map(({ node, device, stage, carrying }) => `${node} ${device} ${stage.kind}${carrying ? ' *' : ''}`);
  expect(way).toEqual([
    ...['c1 eth0 route', 'c1 eth0 neighbour', 'c1 eth0 cable'],
    ...['host br0 hook', 'host veth1 bridge', 'host br0 hook', 'host br0 hook'],
    ...['host vx0 tunnel *', 'host ens33 route *', 'host ens33 hook *', 'host ens33 neighbour *', 'host ens33 cable *'],
    ...['internet lan-host bridge *', 'internet lan-outside cable *', 'outside eth0 local *'],
    ...['outside vx0 tunnel', 'outside vx0 local', 'outside vx0 listener'],
  ]);
  const wrapped = hops.find(({ stage }) => stage.kind === 'tunnel');
  expect(wrapped?.packet).toEqual({ src: '', dst: '192.168.1.50', dport: 4789 });
  expect(reply?.filter(({ stage }) => stage.kind === 'tunnel').map(({ node }) => node)).toEqual(['outside', 'host']);
});

describe('where the packet around it ends', () => {
  test('is where the walk ends: the question already goes that way, and c1 gives up', () => {
    const made = world((_, { nodes }) =>
      insert(nodes.outside, 'filter', 'INPUT', '-p udp -m udp --dport 4789 -j DROP'),
    );
    const { disposition, expected, hops, reason } = trace(factsOf(made), flow(there));
    expect([disposition, expected.outcome]).toEqual(['dropped-by-rule', 'no-route']);
    expect(hops.at(-1)).toMatchObject({ node: 'outside', decision: 'stop', carrying: true, stage: { hook: 'input' } });
    expect(words(reason)).toMatch(/^outside: INPUT, chain filter INPUT: dropped by the rule .*4789/);
  });

  test('nobody tells c1 of a rejection', () => {
    const made = world((_, { nodes }) => insert(nodes.outside, 'filter', 'INPUT', '-p udp --dport 4789 -j REJECT'));
    const { mac } = device(made, 'outside', 'vx0');
    made.nodes.c1.neighbours.push({ address: '172.18.0.77', dev: 'eth0', mac, states: ['PERMANENT'] });
    expect(rendered(made, there)).toBe('timeout, refused');
  });
});

describe('the forwarding database of a tunnel', () => {
  test('an entry that was written counts before those for everybody else', () => {
    const astray = (learning: boolean) =>
      world((ends, made) => {
        const { mac } = device(made, 'outside', 'vx0');
        ends.host.fdb.push({ mac, dev: 'vx0', learned: false, peer: { address: '192.168.1.99' } });
        ends.host.vxlan.learning = learning;
      });
    // The question is for all and comes through. Who learns does not take an answer that contradicts the entry.
    expect(rendered(astray(true), there)).toBe('no-route, dropped-by-bridge');
    // Who does not takes it; what follows is for one, and nobody has that peer's address.
    expect(rendered(astray(false), there)).toBe('timeout, neighbour-unreachable');
  });

  test('each peer gets a copy, and the one counts that has who is meant', () => {
    const two = world(({ host }) =>
      host.fdb.unshift({
        ...{ mac: '00:00:00:00:00:00', dev: 'vx0', learned: false },
        peer: { address: '192.168.1.1' },
      }),
    );
    expect(rendered(two, there)).toBe('refused, refused');
  });

  test('who learns needs no entries at all to answer', () => {
    expect(
      rendered(
        world(({ outside }) => void outside.fdb.splice(0)),
        there,
      ),
    ).toBe('refused, refused');
    const forgetful = world(({ outside }) => {
      outside.fdb.splice(0);
      outside.vxlan.learning = false;
    });
    expect(rendered(forgetful, there)).toBe('no-route, dropped-by-bridge');
  });

  test('a group as a peer is not understood, nor what is no tunnel between peers', () => {
    const group = world(({ host }) => void Object.assign(host.peer, { address: '239.1.1.1' }));
    expect(rendered(group, there)).toBe('unknown, not-enough-information');
    const external = world(({ host }) => void Object.assign(host.vxlan, { unusual: ['external'] }));
    expect(rendered(external, there)).toBe('unknown, not-enough-information');
  });
});

test('a tunnel whose own packets would go into it ends as a loop, and no walk is endless', () => {
  const made = world(({ host }) => void Object.assign(host.peer, { address: '172.18.0.77' }));
  expect(rendered(made, there)).toBe('no-route, loop');
});

test('where the packet around it hardly fits, nothing is claimed', () => {
  const made = world((_, { nodes }) => {
    const card = nodes.host.interfaces.find(({ name }) => name === 'ens33');
    if (card) card.mtu = 500;
  });
  expect(rendered(made, there)).toBe('refused, refused');
  made.nodes.outside.listeners.push({ address: '0.0.0.0', port: 81, program: 'nginx', pid: 1 });
  expect(rendered(made, there)).toBe('unknown, not-enough-information');
});

describe('a mark', () => {
  const marking = '-i br0 -j MARK --set-xmark 0x1/0xffffffff';

  test('does not get to the other host with the frame', () => {
    const made = world((_, { nodes }) => {
      insert(nodes.host, 'mangle', 'PREROUTING', marking);
      insert(nodes.outside, 'filter', 'INPUT', '-i vx0 -m mark --mark 0x1 -j DROP');
    });
    expect(trace(factsOf(made), flow(there)).disposition).toBe('refused');
  });
});
