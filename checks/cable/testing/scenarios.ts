import { device } from '../../testing/draft.ts';
import { fact, named, noRoute, remove, type Scenario, scenario, timeout } from '../../testing/scenario.ts';

const inside = 'c1-reaches-c2';
const host = 'host-reaches-c1';

/** Cables: states of a lab, and what the checks have to say of them. */
export const cableScenarios: readonly Scenario[] = [
  scenario('veth1-exists', 'veth-missing', 'no pair', (d) => remove(d.host, 'veth1')),
  scenario('veth1-exists', 'veth-wrong-kind', 'a bridge called veth1', (d) => {
    Object.assign(named(d.host, 'veth1'), { kind: 'bridge', linkIndex: undefined });
  }),
  scenario('veth1-exists', 'wrong-end-moved', 'veth1 went into c1', (d) => {
    const end = named(d.host, 'veth1');
    const inner = named(d.c1, 'eth0');
    Object.assign(end, { name: 'eth0', master: undefined, port: undefined });
    inner.name = 'veth1';
  }),
  scenario('veth1-exists', 'pass', 'another name', (d) => (named(d.host, 'veth1').name = 'cable-a')),
  scenario('c1-eth0', 'pass', 'another name', (d) => (named(d.host, 'veth1').name = 'cable-a')),
  scenario('veth2-exists', 'pass', 'both have other names', (d) => {
    named(d.host, 'veth1').name = 'cable-a';
    named(d.host, 'veth2').name = 'cable-b';
  }),
  scenario('veth2-exists', 'veth-missing', 'one pair, not moved yet, is the cable of c1', (d) => {
    remove(d.host, 'veth2');
    remove(d.c1, 'eth0');
    Object.assign(named(d.host, 'veth1'), { linkNetnsid: undefined });
    d.host.push(device(4, 'eth0', { kind: 'veth', linkIndex: 5 }));
  }),
  scenario('veth1-up', 'veth-down', 'veth1 down', (d) => (named(d.host, 'veth1').up = false)),
  scenario('veth1-port', 'veth-not-a-port', 'not plugged in', (d) => delete named(d.host, 'veth1').master),
  scenario('veth1-port', 'veth-in-other-bridge', 'in docker0', (d) => (named(d.host, 'veth1').master = 'docker0')),
  scenario('veth1-port', 'wrong-end-plugged', 'eth0 plugged in', (d) => {
    remove(d.c1, 'eth0');
    Object.assign(named(d.host, 'veth1'), { linkNetnsid: undefined, master: undefined });
    d.host.push(device(4, 'eth0', { kind: 'veth', linkIndex: 5, master: 'br0' }));
  }),
  scenario('c1-eth0', 'eth0-on-host', 'not moved', (d) => {
    remove(d.c1, 'eth0');
    Object.assign(named(d.host, 'veth1'), { linkNetnsid: undefined });
    d.host.push(device(4, 'eth0', { kind: 'veth', linkIndex: 5 }));
  }),
  scenario('c1-eth0', 'eth0-in-other-container', 'moved into c2', (d) => {
    remove(d.host, 'veth2');
    d.c2 = [named(d.c2, 'lo'), named(d.c1, 'eth0')];
    d.c1 = [named(d.c1, 'lo')];
  }),
  scenario('c1-eth0', 'cables-crossed', 'each has the cable of the other', (d) => {
    [d.c1, d.c2] = [
      [named(d.c1, 'lo'), named(d.c2, 'eth0')],
      [named(d.c2, 'lo'), named(d.c1, 'eth0')],
    ];
  }),
  scenario('c1-eth0', 'eth0-wrong-name', 'veth called net0 inside', (d) => (named(d.c1, 'eth0').name = 'net0')),
  scenario('c1-eth0', 'eth0-not-a-cable', "the host's card was moved (F14)", (d) => {
    remove(d.c1, 'eth0');
    named(d.host, 'veth1').linkNetnsid = 9;
    d.c1.push(device(8, 'eth0'));
  }),
  scenario('veth1-exists', 'eth0-not-a-cable', "no pair, and the host's card is in c1 (F14)", (d) => {
    remove(d.host, 'veth1');
    delete named(d.c1, 'eth0').kind;
  }),
  scenario('c1-eth0', 'eth0-missing', 'the end is in another namespace', (d) => {
    remove(d.c1, 'eth0');
    named(d.host, 'veth1').linkNetnsid = 9;
  }),
  scenario('c1-eth0', 'pass', 'made straight inside: both inner ends have the same number', (d) => {
    for (const list of [d.c1, d.c2]) named(list, 'eth0').ifindex = 2;
    for (const name of ['veth1', 'veth2']) named(d.host, name).linkIndex = 2;
  }),
  scenario('c1-eth0-up', 'eth0-down', 'eth0 down', (d) => {
    Object.assign(named(d.c1, 'eth0'), { up: false, lowerUp: false });
  }),
  scenario('veth1-forwarding', 'port-shut', 'state 0', (d) => {
    fact(named(d.host, 'veth1').port);
    named(d.host, 'veth1').port = { state: 'disabled', hairpin: true, isolated: false };
  }),
  scenario('veth1-forwarding', 'port-waiting', 'spanning tree', (d) => {
    named(d.host, 'br0').bridge = { nfCallIptables: false, stp: true };
    named(d.host, 'veth1').port = { state: 'listening', hairpin: true, isolated: false };
  }),
  scenario(host, 'veth-down', 'pulled cable (drill 4)', (d) => (named(d.host, 'veth1').up = false), noRoute),
  scenario(
    host,
    'veth-not-a-port',
    'not in the switch (drill 5)',
    (d) => delete named(d.host, 'veth1').master,
    noRoute,
  ),
  scenario(
    inside,
    'ports-isolated',
    'good fences (drill 12)',
    (d) => {
      for (const name of ['veth1', 'veth2'])
        named(d.host, name).port = { state: 'forwarding', hairpin: false, isolated: true };
    },
    timeout,
  ),
];
