import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadRound, type Round } from '../../src/round/index.ts';
import type { Flow } from '../../src/trace/index.ts';
import type { Bench } from './bench.ts';
import { generate } from './generate.ts';
import { type Observed, observedIn, type Patience } from './observe.ts';
import { tryAgain, tryPlan } from './run.ts';

/** Lab 1045 as it was really seen, all fetches side by side: the host has c1's address, and its ARP request for another fetch heals c1's neighbour. */
function seenSideBySide(): Round {
  const round = loadRound(readFileSync(new URL('fixtures/lab-1045.json', import.meta.url), 'utf8'));
  if (!round.ok) throw new Error(JSON.stringify(round.error));
  return round.value;
}

const plan = generate(1045);
const wrong = ['c1 > 192.168.1.1', 'c1 > 192.168.1.61'];
const name = ({ from, to }: Flow): string => `${from} > ${to}`;

test('a saved round can be compared again without a lab', () => {
  const { comparisons } = tryAgain(plan, seenSideBySide());
  const disagreed = comparisons.filter(({ verdict }) => verdict === 'disagreed');
  expect(disagreed.map(({ flow }) => name(flow))).toEqual(wrong);
});

/** Answers the looks at lab 1045: side by side as recorded, and for one fetch alone with `alone`. */
function replay(alone: Observed) {
  const facts = seenSideBySide();
  const looks: { readonly flows: readonly string[]; readonly patience: Patience }[] = [];
  const bench: Pick<Bench, 'build' | 'look'> = {
    build: async () => [],
    async look(flows, patience) {
      looks.push({ flows: flows.map(name), patience });
      const observed = flows.map((flow) => (flows.length === 1 ? alone : (observedIn(facts, flow) ?? alone)));
      return { facts, observed };
    },
  };
  return { bench, looks };
}

test('lab 1045: fetches side by side heal each other, so one that does not agree is looked at again, alone and with patience', async () => {
  const { bench, looks } = replay({ outcome: 'no-route' });
  const { comparisons } = await tryPlan(bench, plan);
  expect(looks.slice(1)).toEqual(wrong.map((flow) => ({ flows: [flow], patience: 'usual' })));
  expect(comparisons.filter(({ verdict }) => verdict === 'disagreed')).toEqual([]);
});

test('what alone does not agree either is a disagreement', async () => {
  const { bench } = replay({ outcome: 'refused' });
  const { comparisons } = await tryPlan(bench, plan);
  expect(comparisons.filter(({ verdict }) => verdict === 'disagreed').map(({ flow }) => name(flow))).toEqual(wrong);
});
