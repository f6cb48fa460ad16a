import { expect, test } from 'vitest';
import { interfaces } from './interfaces.ts';
import { captured, observation, reading } from './testing/captured.ts';

const named = (node: string, name: string) => reading('wired', interfaces(node)).find((one) => one.name === name);

test('a bridge port: its bridge, its flags, and the number of its other end', () => {
  expect(named('host', 'veth1')).toMatchObject({
    kind: 'veth',
    up: true,
    lowerUp: true,
    operstate: 'UP',
    master: 'br0',
    port: { state: 'forwarding', hairpin: true, isolated: false },
    linkIndex: named('c1', 'eth0')?.ifindex,
    linkNetnsid: expect.any(Number),
    addresses: [],
  });
});

test('a bridge: its own switches, IPv4 addresses only', () => {
  expect(named('host', 'br0')).toMatchObject({
    kind: 'bridge',
    loopback: false,
    bridge: { nfCallIptables: false, stp: false },
    addresses: [{ local: '172.18.0.1', prefixLength: 16, scope: 'global' }],
  });
});

test('lo has no kind, and is never more than UNKNOWN', () => {
  const lo = named('c1', 'lo');
  expect(lo).toMatchObject({ loopback: true, up: true, operstate: 'UNKNOWN' });
  expect(lo).not.toHaveProperty('kind');
});

/** `ip link add veth1 type veth peer name eth0; ip link set veth1 up; ip -j -d addr`, shortened. */
const bothHere = `[
  {"ifindex":4,"link":"eth0","ifname":"veth1","flags":["NO-CARRIER","BROADCAST","MULTICAST","UP","M-DOWN"],"mtu":1500,
   "operstate":"LOWERLAYERDOWN","address":"46:b5:cb:87:f3:f0","linkinfo":{"info_kind":"veth"},"addr_info":[]},
  {"ifindex":3,"link":"veth1","ifname":"eth0","flags":["BROADCAST","MULTICAST"],"mtu":1500,
   "operstate":"DOWN","address":"ce:e0:b0:c7:f2:fc","linkinfo":{"info_kind":"veth"},"addr_info":[]}]`;

test('two ends in one namespace know each other too, and a cable that is not up at both ends has no carrier', () => {
  const read = interfaces('host').parse(observation({ stdout: bothHere }), { nonce: 'feed' });
  expect(read.ok && read.value).toMatchObject([
    { name: 'veth1', linkIndex: 3, up: true, lowerUp: false },
    { name: 'eth0', linkIndex: 4, up: false, lowerUp: false },
  ]);
  expect(read.ok && read.value.some((one) => 'linkNetnsid' in one)).toBe(false);
});

/** `ip address add 172.18.0.2/16 dev eth0 valid_lft 60 preferred_lft 60`, and one for good; of iproute2 6.1. */
test('an address with a lifetime says how long it stays; 4294967295 is for ever', () => {
  const one = (local: string, valid: number): string =>
    `{"family":"inet","local":"${local}","prefixlen":16,"scope":"global","valid_life_time":${valid}}`;
  const stdout = `[{"ifindex":3,"ifname":"eth0","flags":[],"mtu":1500,"addr_info":[${one('10.0.0.1', 58)},${one('10.1.0.1', 4294967295)}]}]`;
  const read = interfaces('host').parse(observation({ stdout }), { nonce: 'feed' });
  expect(read.ok && read.value[0]?.addresses).toEqual([
    { local: '10.0.0.1', prefixLength: 16, scope: 'global', validSeconds: 58 },
    { local: '10.1.0.1', prefixLength: 16, scope: 'global' },
  ]);
});

test('a container that does not run has no interfaces to look at', () => {
  const seen = captured('troubled', interfaces('c2'));
  expect(!seen.ok && seen.error.text).toEqual({ id: 'facts.node-stopped', values: { node: 'c2' } });
});
