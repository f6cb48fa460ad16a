import { expect, test } from 'vitest';
import { decidedForNow, evaluate, lastingRules, type Packet } from './index.ts';
import { parsed } from './testing/fixture.ts';

const packet: Packet = { iif: 'br0', oif: 'br0', src: '172.18.0.2', dst: '172.18.0.3', proto: 'tcp', ctState: 'new' };

/** As nft -j 1.0.6 lists sets with `timeout` and their elements. */
const forAnHour = (address: string) => ({ elem: { val: address, expires: 3599 } });
const rule = (op: string, verdict: string, side = 'saddr') => ({
  rule: {
    ...{ family: 'ip', table: 'filter', chain: 'FORWARD', handle: 1 },
    expr: [
      { match: { op, left: { payload: { protocol: 'ip', field: side } }, right: '@guests' } },
      { [verdict]: null },
    ],
  },
});
const plain = { rule: { family: 'ip', table: 'filter', chain: 'FORWARD', handle: 2, expr: [{ accept: null }] } };

function verdicts(elements: readonly unknown[], policy: 'accept' | 'drop', ...rules: readonly unknown[]) {
  const base = { type: 'filter', hook: 'forward', prio: 0, policy };
  const nftables = [
    { table: { family: 'ip', name: 'filter', handle: 1 } },
    { set: { family: 'ip', name: 'guests', table: 'filter', type: 'ipv4_addr', handle: 1, elem: elements } },
    { chain: { family: 'ip', table: 'filter', name: 'FORWARD', handle: 1, ...base } },
    ...rules,
  ];
  const today = parsed({ nftJson: JSON.stringify({ nftables }) });
  const found = evaluate(lastingRules(today), { hook: 'forward', packet });
  return [
    evaluate(today, { hook: 'forward', packet }).verdict,
    found.verdict,
    decidedForNow(found) === undefined ? 'lasting' : 'for now',
  ];
}

test('who is let pass for an hour is let pass today, which says nothing of tomorrow', () => {
  expect(verdicts([forAnHour('172.18.0.2')], 'drop', rule('==', 'accept'))).toEqual(['accept', 'unknown', 'for now']);
});

test('who is there for good is let pass, whoever else is there for an hour', () => {
  const elements = [forAnHour('172.18.0.9'), '172.18.0.2'];
  expect(verdicts(elements, 'drop', rule('==', 'accept'))).toEqual(['accept', 'accept', 'lasting']);
  expect(verdicts(['172.18.0.2'], 'drop', rule('==', 'accept'))).toEqual(['accept', 'accept', 'lasting']);
});

test('a plain rule below lets pass tomorrow, too', () => {
  const elements = [forAnHour('172.18.0.2')];
  expect(verdicts(elements, 'drop', rule('==', 'accept'), plain)).toEqual(['accept', 'accept', 'lasting']);
});

test('bans are taken as they are today', () => {
  expect(verdicts([forAnHour('172.18.0.9')], 'accept', rule('==', 'drop'))).toEqual(['accept', 'accept', 'lasting']);
  expect(verdicts([forAnHour('172.18.0.2')], 'accept', rule('==', 'drop'))[1]).toBe('drop');
  expect(verdicts([forAnHour('172.18.0.9')], 'drop', rule('!=', 'accept'))).toEqual(['accept', 'accept', 'lasting']);
});

const map = (value: unknown, expires: boolean) => {
  const elem = [[expires ? forAnHour('172.18.0.2') : '172.18.0.2', value]];
  return { map: { family: 'ip', name: 'who', table: 'filter', type: 'ipv4_addr', map: 'verdict', handle: 1, elem } };
};
const vmap = {
  rule: {
    ...{ family: 'ip', table: 'filter', chain: 'FORWARD', handle: 3 },
    expr: [{ vmap: { key: { payload: { protocol: 'ip', field: 'saddr' } }, data: '@who' } }],
  },
};

test('so are the elements of a map: nft add element ip filter who { 172.18.0.2 timeout 1h : accept }', () => {
  const of = (verdict: unknown, expires: boolean, policy: 'accept' | 'drop', ...below: readonly unknown[]) =>
    verdicts([], policy, map(verdict, expires), vmap, ...below);
  expect(of({ accept: null }, true, 'drop')).toEqual(['accept', 'unknown', 'for now']);
  expect(of({ accept: null }, false, 'drop')).toEqual(['accept', 'accept', 'lasting']);
  expect(of({ accept: null }, true, 'drop', plain)).toEqual(['accept', 'accept', 'lasting']);
  expect(of({ drop: null }, true, 'accept')).toEqual(['drop', 'drop', 'lasting']);
});
