import { describe, expect, it, test } from 'vitest';
import { trace } from './explore.ts';
import { device, flow, rendered } from './testing/rendered.ts';
import { factsOf, insert, remove, solvedHere, type World } from './testing/solved.ts';

const hostPort = '192.168.1.61:5678';
const requests = [
  ['host 172.18.0.2', 'answered by c1 to 172.18.0.1'],
  ['c1 192.168.1.61:9000', 'answered by host to 172.18.0.2'],
  ['host 192.168.1.50', 'answered by outside to 192.168.1.61'],
  ['c1 192.168.1.50', 'answered by outside to 192.168.1.61'],
  ['c1 192.168.1.50:icmp', 'answered by outside to 192.168.1.61'],
  ['c2 203.0.113.80', 'answered by internet to 192.168.1.61'],
  [`outside ${hostPort}`, 'answered by c1 to 172.18.0.1'],
  [`c1 ${hostPort}`, 'answered by c1 to 172.18.0.1'],
  ['outside 192.168.1.61:5', 'refused, refused'],
  // Nobody routes for outside: its gateway is a name for nobody.
  ['outside 172.18.0.2', 'timeout, neighbour-unreachable'],
  ['c1 192.168.1.1', 'unknown, not-enough-information'],
  ['host 8.8.8.8', 'unknown, not-enough-information'],
] as const;

/** On a real machine the uplink is a card, not the end of a cable. */
function onCard(): World {
  const world = solvedHere();
  const { kind: _kind, linkIndex: _link, linkNetnsid: _netns, ...card } = device(world, 'host', 'ens33');
  const interfaces = world.nodes.host.interfaces.map((one) => (one.name === 'ens33' ? card : one));
  return { nodes: { ...world.nodes, host: { ...world.nodes.host, interfaces } } };
}

// Each line was also seen on the played machine that the fixture comes from.
describe.each([
  ['a machine whose card is the end of a cable', solvedHere],
  ['a machine with a real card', onCard],
])('in the lab here, on %s', (_, world) => {
  test.each(requests)('%s: %s', (words, outcome) => expect(rendered(world(), words)).toBe(outcome));

  it('says plainly that nobody looks beyond the machine', () => {
    expect(trace(factsOf(world()), flow('c1 192.168.1.1')).reason).toEqual({
      id: 'trace.unknown.beyond',
      values: { node: 'host', device: 'ens33' },
    });
  });

  it('without an entry for the gateway, nobody knows whether it would answer', () => {
    const unknown = world();
    unknown.nodes.host.neighbours.length = 0;
    expect(trace(factsOf(unknown), flow('c1 203.0.113.80')).reason).toMatchObject({ id: 'trace.unknown.beyond' });
    expect(rendered(unknown, 'c1 192.168.1.50')).toBe('answered by outside to 192.168.1.61');
  });

  test.each(['DELAY', 'PROBE'])('an entry of the gateway in state %s is used', (state) => {
    const probed = world();
    for (const entry of probed.nodes.host.neighbours) if (entry.address === '192.168.1.1') entry.states = [state];
    expect(rendered(probed, 'c1 203.0.113.80')).toBe('answered by internet to 192.168.1.61');
  });

  it('names the rule that ends a request from outside, and the one that ends its answer', () => {
    const dropping = world();
    insert(dropping.nodes.host, 'filter', 'FORWARD', '-i ens33 -o br0 -j DROP');
    expect(trace(factsOf(dropping), flow(`outside ${hostPort}`))).toMatchObject({
      disposition: 'dropped-by-rule',
      hops: expect.arrayContaining([
        expect.objectContaining({ node: 'host', device: 'lab-lan', stage: { kind: 'redirect' } }),
        expect.objectContaining({ decision: 'stop', evidence: expect.stringContaining('-i ens33 -o br0 -j DROP') }),
      ]),
    });
    expect(trace(factsOf(dropping), flow('c1 192.168.1.50'))).toMatchObject({ disposition: 'reply-lost' });
  });

  it('a missing MASQUERADE: outside has no way back to the container', () => {
    const bare = world();
    remove(bare.nodes.host, '-s 172.18.0.0/16 -o ens33 -j MASQUERADE');
    expect(rendered(bare, 'c1 192.168.1.50')).toBe('timeout, reply-lost');
  });
});

describe('what tc does that we cannot follow', () => {
  it('a filter that does something else: not known', () => {
    const world = solvedHere();
    world.nodes.host.diversions.opaque = [{ device: 'veth1', hook: 'egress' }];
    expect(rendered(world, 'host 172.18.0.2')).toBe('unknown, not-enough-information');
    expect(rendered(world, 'host 172.18.0.3')).toBe('answered by c2 to 172.18.0.1');
  });

  it('without the filters, outside is not there any more', () => {
    const world = onCard();
    world.nodes.host.diversions.diversions = [];
    expect(trace(factsOf(world), flow('host 192.168.1.50')).reason).toMatchObject({ id: 'trace.unknown.beyond' });
  });

  it('devices that hand on to each other are a loop, not a hang', () => {
    const world = onCard();
    const round = { device: 'ens33', hook: 'ingress', protocol: 'all', to: 'lab-lan', as: 'ingress' } as const;
    world.nodes.host.diversions.diversions.push({ ...round, asksMore: false });
    expect(rendered(world, `outside ${hostPort}`)).toBe('timeout, loop');
  });

  it('ingress rules that only nearly are those of the lab: not known', () => {
    const world = solvedHere();
    for (const chain of world.nodes.internet.rules.chains)
      for (const rule of chain.rules) rule.text = rule.text.replace('ether daddr ', 'ether saddr ');
    expect(rendered(world, `outside ${hostPort}`)).toBe('unknown, not-enough-information');
  });
});
