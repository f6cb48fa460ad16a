import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Round, readingsOf } from '../../src/round/index.ts';
import { labFactsOf } from '../../src/trace/index.ts';
import { type Bench, openBench } from './bench.ts';
import { generate } from './generate.ts';
import { nodes } from './shell.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench('bench');
});
afterAll(() => bench?.end());

/** What cannot go away again without a new lab: legacy tables that say nothing. */
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'rules' in value &&
  Array.isArray(value.rules) &&
  value.rules.length === 0 &&
  (!('base' in value) || JSON.stringify(value.base).includes('"policy":"accept"'));

/** The facts without what may differ: counters, what was learned by itself, and the empty tables of a tool that was used. */
function lasting(round: Round): unknown {
  const facts = labFactsOf(readingsOf(round), nodes);
  const passing = new Set(['counters', 'neighbours', 'fdb']);
  const filtered = (key: string, value: unknown): unknown => {
    if (passing.has(key)) return undefined;
    return key === 'chains' && Array.isArray(value) ? value.filter((chain) => !isEmpty(chain)) : value;
  };
  return JSON.parse(JSON.stringify(facts, filtered));
}

/** Plans that touch every node, and everything that cleaning must put back. */
const seeds = [20_003, 20_039, 20_101, 20_250, 20_333, 20_404, 20_512, 20_700];

test('after cleaning, a lab is as it was when it was fresh', async () => {
  const fresh = lasting(await bench.facts());
  for (const seed of seeds) {
    await bench.build(generate(seed).lines);
    await bench.build([]);
    expect([seed, lasting(await bench.facts())]).toEqual([seed, fresh]);
  }
});

test('no node limits how many ICMP errors it sends: lab 4008, in which fetches side by side used them up', async () => {
  await bench.build([]);
  const at = nodes.map((node) => `on ${node} cat /proc/sys/net/ipv4/icmp_ratemask`).join('\n');
  expect(await bench.run(at)).toBe('0\n'.repeat(nodes.length));
});
