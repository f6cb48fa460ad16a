import { expect, test } from 'vitest';
import { diversions } from './diversions.ts';
import { observation } from './testing/captured.ts';

const nonce = 'n0';
const part = (name: string, body: string, status = 0): string =>
  `\n${nonce} begin ${name}\n${body}\n${nonce} end ${status}\n`;
const read = (...parts: readonly string[]) =>
  diversions('host').parse(observation({ stdout: parts.join('') }), { nonce });

/** `tc filter show dev ens33 egress` of iproute2 6.1, as the lab `here` sets it up. */
const filter = `filter protocol arp pref 49170 u32 chain 0 
filter protocol arp pref 49170 u32 chain 0 fh 800: ht divisor 1 
filter protocol arp pref 49170 u32 chain 0 fh 800::800 order 2048 key ht 800 bkt 0 terminal flowid not_in_hw 
  match c0a80132/ffffffff at 24
	action order 1: mirred (Egress Redirect to device lab-lan) stolen
	index 1 ref 1 bind 1

filter protocol ip pref 49172 u32 chain 0 fh 802::800 order 2048 key ht 802 bkt 0 terminal flowid not_in_hw 
  match 00110000/00ff0000 at 8
  match 00000035/0000ffff at 20
	action order 1: mirred (Egress Redirect to device lab-lan) stolen
	index 4 ref 1 bind 1
`;
const base = { device: 'ens33', hook: 'egress', to: 'lab-lan', as: 'egress' };

test('filters that hand on to another device', () => {
  expect(read(part('qdiscs', 'qdisc clsact ffff: dev ens33 parent ffff:fff1 '), part('egress ens33', filter))).toEqual({
    ok: true,
    value: {
      opaque: [],
      diversions: [
        { ...base, protocol: 'arp', target: '192.168.1.50', asksMore: false },
        { ...base, protocol: 'ip', ipProtocol: 17, asksMore: true },
      ],
    },
  });
});

test.each([
  ['dropping', filter.replaceAll('mirred (Egress Redirect to device lab-lan) stolen', 'gact action drop')],
  ['copying', filter.replaceAll('Redirect', 'Mirror').replaceAll('stolen', 'pipe')],
  [
    'another classifier',
    'filter protocol all pref 49152 matchall chain 0 \nfilter protocol all pref 49152 matchall chain 0 handle 0x1 \n  not_in_hw\n',
  ],
  ['two actions', filter.replaceAll('\tindex', '\taction order 2: gact action pass\n\tindex')],
])('%s is something that we cannot read', (_, text) => {
  expect(read(part('qdiscs', ''), part('ingress veth1', text))).toEqual({
    ok: true,
    value: { diversions: [], opaque: [{ device: 'veth1', hook: 'ingress' }] },
  });
});

test('no filters, and no tc at all', () => {
  expect(read(part('qdiscs', 'qdisc noqueue 0: dev lo root refcnt 2'))).toEqual({
    ok: true,
    value: { diversions: [], opaque: [] },
  });
  expect(read(part('qdiscs', '', 127)).ok).toBe(false);
});
