import { expect, test } from 'vitest';
import type { Chain, Ruleset } from '../model.ts';
import { withDevices } from './devices.ts';

// `nft list chains netdev` of nft 1.0.6.
const listing = `table netdev x {
	chain c {
		type filter hook ingress device "ens33" priority filter; policy accept;
	}
	chain d {
		type filter hook ingress devices = { veth1, veth2 } priority filter; policy accept;
	}
}
`;
const chain = (name: string): Chain => ({
  backend: 'nft',
  family: 'netdev',
  table: 'x',
  name,
  base: { hook: 'ingress', type: 'filter', priority: 0, policy: 'accept', devices: [] },
  rules: [],
});

test('chains of devices get them from the listing; others stay', () => {
  const ruleset: Ruleset = { chains: [chain('c'), chain('d'), { ...chain('c'), family: 'ip' }] };
  expect(withDevices(ruleset, listing).chains.map(({ base }) => base?.devices)).toEqual([
    ['ens33'],
    ['veth1', 'veth2'],
    [],
  ]);
});
