import { expect, test } from 'vitest';
import { nearMisses, type Packet } from './index.ts';
import { parsed } from './testing/fixture.ts';

const packet: Packet = {
  ...{ iif: 'ens33', oif: 'br0', src: '192.168.1.50', dst: '172.18.0.2', proto: 'tcp', dport: 80 },
  ctState: 'new',
};
const near = (...rules: readonly string[]): readonly string[] => {
  const lines = [
    '*filter',
    ':FORWARD DROP [0:0]',
    ...rules.map((rule) => `-A FORWARD ${rule} -j ACCEPT`),
    'COMMIT',
    '',
  ];
  return nearMisses(parsed({ iptablesNft: lines.join('\n') }), { hook: 'forward', packet }).map(
    ({ rule }) => rule.text,
  );
};

test.each([
  '-i ens34 -o br0',
  '-i ens33 -o br1',
  '-d 172.18.0.3/32',
  '-p tcp -m tcp --dport 8080',
  '-p udp -m udp --dport 80',
  '-m conntrack --ctstate ESTABLISHED',
  '-m mark --mark 0x1',
])('%s may have been meant for it', (words) => {
  expect(near(words)).toHaveLength(words.includes('mark') ? 0 : 1);
});

// From ufw's own rules, and their like.
test.each([
  '-p icmp -m icmp --icmp-type 8',
  '-i lo',
  '-m conntrack --ctstate INVALID',
  '-d 224.0.0.251/32',
  '-m addrtype --dst-type MULTICAST',
  '-m pkttype --pkt-type broadcast',
])('nobody who wrote %s meant it', (words) => {
  expect(near(words)).toEqual([]);
});

test('so many rules with so many addresses are not looked at to the end', () => {
  const elem = Array.from({ length: 20_000 }, (_, host) => `10.${host >> 8}.${host & 255}.1`);
  const place = { family: 'ip', table: 't' };
  const rule = {
    ...{ ...place, chain: 'c' },
    expr: [
      { match: { op: '==', left: { payload: { protocol: 'ip', field: 'daddr' } }, right: '@many' } },
      { accept: null },
    ],
  };
  const nftables = [
    { table: { family: 'ip', name: 't' } },
    { set: { ...place, name: 'many', elem } },
    { chain: { ...place, name: 'c', type: 'filter', hook: 'forward', prio: 0, policy: 'drop' } },
    ...Array.from({ length: 20_000 }, () => ({ rule })),
  ];
  const ruleset = parsed({ nftJson: JSON.stringify({ nftables }) });
  const found = nearMisses(ruleset, { hook: 'forward', packet });
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(20);
});
