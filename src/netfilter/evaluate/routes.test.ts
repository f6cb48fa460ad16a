import { describe, expect, test } from 'vitest';
import { evaluate, type Packet, type Routing } from '../index.ts';
import { parsed } from '../testing/fixture.ts';

/** br0 leads to 172.18.0.0/16, ens33 to everybody else; 172.18.0.1 is the machine's own on br0. */
const routing: Routing = {
  lookup({ dst, mark }) {
    if (dst === '10.0.0.1') return 'none';
    if (dst === '10.0.0.2') return undefined;
    if (dst === '172.18.0.1') return { type: 'local', device: 'br0' };
    return { type: 'unicast', device: dst.startsWith('172.18.') && mark === 0 ? 'br0' : 'ens33' };
  },
  addressType: (address, device) =>
    address === '172.18.0.1' && (device === undefined || device === 'br0') ? 'local' : 'unicast',
};
const packet: Packet = {
  ...{ iif: 'br0', src: '172.18.0.2', dst: '203.0.113.80', proto: 'tcp', ctState: 'new', mark: 0 },
};
const from = (src: string, iif: string, more: Partial<Packet> = {}): Packet => ({ ...packet, src, iif, ...more });

describe('-m rpfilter', () => {
  const holds = (flags: string, one: Packet): string => {
    const rules = `*raw\n:PREROUTING DROP [0:0]\n-A PREROUTING -m rpfilter ${flags} -j ACCEPT\nCOMMIT\n`;
    return evaluate(parsed({ iptablesNft: rules }), { hook: 'prerouting', packet: one, context: { routing } }).verdict;
  };
  test.each<[string, string, Packet, string]>([
    ['by the device of the answer', '', from('172.18.0.2', 'br0'), 'accept'],
    ['by another device', '', from('172.18.0.2', 'ens33'), 'drop'],
    ['by another device, and any will do', '--loose', from('172.18.0.2', 'ens33'), 'accept'],
    ['with "not"', '--invert', from('172.18.0.2', 'ens33'), 'accept'],
    ['from where no route leads', '--loose', from('10.0.0.1', 'ens33'), 'drop'],
    ['from an address of its own', '', from('172.18.0.1', 'br0'), 'drop'],
    ['from an address of its own, which may be', '--accept-local', from('172.18.0.1', 'br0'), 'accept'],
    ['with a mark that leads elsewhere, which is not asked', '', from('172.18.0.2', 'br0', { mark: 1 }), 'accept'],
    ['with a mark that leads elsewhere', '--validmark', from('172.18.0.2', 'br0', { mark: 1 }), 'drop'],
    ['over lo', '', from('10.0.0.1', 'lo'), 'accept'],
    ['where the routes do not tell', '', from('10.0.0.2', 'br0'), 'unknown'],
  ])('%s', (_name, flags, one, verdict) => expect(holds(flags, one)).toBe(verdict));
});

describe('fib', () => {
  const place = { family: 'inet', table: 't' };
  const holds = (fib: object, right: unknown, one: Packet, op = '=='): string => {
    const nftables = [
      { table: { family: 'inet', name: 't' } },
      { chain: { ...place, name: 'c', type: 'filter', hook: 'prerouting', prio: -10, policy: 'drop' } },
      { rule: { ...place, chain: 'c', expr: [{ match: { op, left: { fib }, right } }, { accept: null }] } },
    ];
    const ruleset = parsed({ nftJson: JSON.stringify({ nftables }) });
    return evaluate(ruleset, { hook: 'prerouting', packet: one, context: { routing } }).verdict;
  };
  const way = (...flags: readonly string[]) => ({ result: 'oif', flags });
  test.each<[string, object, unknown, Packet, string]>([
    ['saddr . iif oif missing: it is there', way('saddr', 'iif'), false, from('172.18.0.2', 'br0'), 'drop'],
    ['saddr . iif oif missing: elsewhere', way('saddr', 'iif'), false, from('172.18.0.2', 'ens33'), 'accept'],
    ['saddr . iif oif exists', way('saddr', 'iif'), true, from('172.18.0.2', 'br0'), 'accept'],
    ['saddr oif missing: by whatever device', way('saddr'), false, from('172.18.0.2', 'ens33'), 'drop'],
    ['saddr oif 0 is another word for it', way('saddr'), '0', from('10.0.0.1', 'ens33'), 'accept'],
    ['its own address has no way out', way('saddr'), false, from('172.18.0.1', 'br0'), 'accept'],
    ['oifname', { result: 'oifname', flags: ['daddr'] }, 'ens33', packet, 'accept'],
    ['saddr . mark . iif', way('saddr', 'mark', 'iif'), true, from('172.18.0.2', 'br0', { mark: 1 }), 'drop'],
    ['type', { result: 'type', flags: ['saddr'] }, 'local', from('172.18.0.1', 'ens33'), 'accept'],
    [
      'type, of the device only',
      { result: 'type', flags: ['saddr', 'iif'] },
      'local',
      from('172.18.0.1', 'ens33'),
      'drop',
    ],
    ['what the routes do not tell', way('saddr', 'iif'), true, from('10.0.0.2', 'br0'), 'unknown'],
  ])('%s', (_name, fib, right, one, verdict) => expect(holds(fib, right, one)).toBe(verdict));
});
