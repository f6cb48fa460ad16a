import { expect, test } from 'vitest';
import { evaluate, type Packet } from '../index.ts';
import { parsed } from '../testing/fixture.ts';

const context = { localAddresses: ['192.168.1.61', '172.18.0.1'] };
const tcp = { proto: 'tcp', sport: 40000, dport: 80, ctState: 'new', ctStatus: [] } as const;
const c1ToC2: Packet = { ...tcp, src: '172.18.0.2', dst: '172.18.0.3', iif: 'br0', oif: 'br0' };
const toPort: Packet = { ...tcp, src: '192.168.1.50', dst: '192.168.1.61', dport: 5678, iif: 'ens33' };

const equal = (left: object, right: unknown, op = '=='): object => ({ match: { op, left, right } });
const port = (value: number): object => equal({ payload: { protocol: 'tcp', field: 'dport' } }, value);

/** One native base chain with one rule for each list of statements. */
function base(
  name: string,
  type: string,
  hook: string,
  prio: number,
  rules: readonly (readonly object[])[],
): readonly object[] {
  const where = { family: 'inet', table: 't' };
  return [
    { chain: { ...where, name, type, hook, prio, policy: 'accept' } },
    ...rules.map((expr) => ({ rule: { ...where, chain: name, expr } })),
  ];
}

const native = (...items: readonly object[]) => parsed({ nftJson: JSON.stringify({ nftables: items }) });
const dnat = (addr: string): object => ({ dnat: { family: 'ip', addr } });

test.each([
  [-90, '10.0.0.1'],
  [-110, '10.0.0.2'],
  // Measured: at equal priority the younger chain is asked first.
  [-100, '10.0.0.2'],
])('of two nat chains the first to translate wins: second at %d', (priority, address) => {
  const rules = native(
    ...base('one', 'nat', 'prerouting', -100, [[port(5678), dnat('10.0.0.1')]]),
    ...base('two', 'nat', 'prerouting', priority, [[dnat('10.0.0.2')]]),
  );
  expect(evaluate(rules, { hook: 'prerouting', packet: toPort, context }).nat?.address).toBe(address);
});

test.each([
  ['raw sees no connection', -300, 'drop'],
  ['mangle sees a new one', -150, 'accept'],
])('%s', (_, priority, verdict) => {
  const invalid = equal({ ct: { key: 'state' } }, 'invalid', 'in');
  const rules = native(...base('early', 'filter', 'prerouting', priority, [[invalid, { drop: null }]]));
  expect(evaluate(rules, { hook: 'prerouting', packet: toPort, context }).verdict).toBe(verdict);
});

test.each([
  ['in', ['established', 'related'], 'drop'],
  ['!', 'established', 'accept'],
  // The whole field is compared, and no packet has two states at once.
  ['!=', { '|': ['established', 'related'] }, 'drop'],
  ['!=', { set: ['established', 'related'] }, 'accept'],
])('ct state %s %j: %s', (op, right, verdict) => {
  const rules = native(
    ...base('f', 'filter', 'forward', 0, [[equal({ ct: { key: 'state' } }, right, op), { drop: null }]]),
  );
  const packet = { ...c1ToC2, ctState: 'established' } as const;
  expect(evaluate(rules, { hook: 'forward', packet, context }).verdict).toBe(verdict);
});

test('nobody has a status without a connection, not even "not dnat"', () => {
  const rules = native(
    ...base('f', 'filter', 'forward', 0, [[equal({ ct: { key: 'status' } }, 'dnat', '!'), { drop: null }]]),
  );
  const verdict = (ctState: Packet['ctState']) =>
    evaluate(rules, { hook: 'forward', packet: { ...c1ToC2, ctState }, context }).verdict;
  expect([verdict('new'), verdict('untracked')]).toEqual(['drop', 'accept']);
});
