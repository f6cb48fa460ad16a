import { afterAll, beforeAll, expect, test } from 'vitest';
import { allChecks } from '../../../checks/index.ts';
import { createSandbox } from '../../../lessons/testing/lab.ts';
import { sourceCommands } from '../../../lessons/testing/source-commands.ts';
import { scene } from '../../../lessons/testing/taught.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import type { Early } from '../../../src/look/early.ts';
import type { LookOptions } from '../../../src/look/look.ts';
import { createLooker } from '../../../src/look/looker.ts';
import type { CheckResult } from '../../../src/verify/check.ts';

let home: string;
let lab: Lab;

async function sh(script: string): Promise<void> {
  const ran = await lab.run(`set -e\n${script}`, { timeoutMs: 60_000 });
  if (!ran.ok || ran.value.exitCode !== 0) throw new Error(ran.ok ? ran.value.stderr : ran.error.code);
}

beforeAll(async () => {
  home = await scratchHome();
  lab = createSandbox({ name: 'early', home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await sh(sourceCommands());
});
afterAll(() => discardHome(home));

/** A look at the whole course, what it told before it was over, and what it said in the end. */
async function looked(options: LookOptions = {}) {
  const told: Early[] = [];
  const seen = await createLooker(lab, scene).look(allChecks, { ...options, early: (early) => told.push(early) });
  if (!seen.ok) throw new Error(seen.error.code);
  const facts = told.flatMap((early) => (early.type === 'facts' ? [early] : []));
  const foreseen = told.flatMap((early) => (early.type === 'foreseen' ? early.foreseen : []));
  return { looked: seen.value, facts, foreseen, first: told[0] };
}

const causeOf = ({ verdict }: Pick<CheckResult, 'verdict'>): string =>
  verdict.verdict === 'fail' ? `fail ${verdict.diagnosis?.id}` : verdict.verdict;
const causes = (results: readonly Pick<CheckResult, 'check' | 'verdict'>[]): { readonly [check: string]: string } =>
  Object.fromEntries(results.map((result) => [result.check.id, causeOf(result)]));

test('of a lab that holds, the picture and every check without a request come first; nothing is said to die', async () => {
  const { looked: whole, facts, foreseen, first } = await looked();
  expect(first).toMatchObject({ type: 'facts', picture: expect.anything() });
  const final = causes(whole.results);
  expect(Object.keys(causes(facts[0]?.results ?? [])).length).toBeGreaterThan(30);
  for (const { results } of facts) expect(final).toMatchObject(causes(results));
  expect(foreseen).toEqual([]);
  expect(Object.values(final).every((cause) => cause === 'pass')).toBe(true);
});

test.each([
  ['a rule that drops', 'iptables -I FORWARD 1 -j DROP', 'iptables -D FORWARD -j DROP', 'forward-shadowed'],
  ['no forwarding', 'sysctl -qw net.ipv4.ip_forward=0', 'sysctl -qw net.ipv4.ip_forward=1', 'ip-forward-off'],
])('%s: what will die is said before, of the same cause as in the end', async (_, wound, cure, cause) => {
  await sh(wound);
  const { looked: whole, facts, foreseen } = await looked().finally(() => sh(cure));
  const final = causes(whole.results);
  const died = whole.results.filter(({ walk }) => walk).map(({ check }) => check.id);
  expect(died.length).toBeGreaterThan(3);
  expect(foreseen.map(({ check }) => check.id)).toEqual(expect.arrayContaining(died));
  for (const one of foreseen) expect([final[one.check.id], 'blocked']).toContain(`fail ${one.verdict.diagnosis?.id}`);
  expect(Object.values(causes(foreseen))).toContain(`fail ${cause}`);
  // Requests that were answered are told of while others are still waited for, and none of it is taken back.
  expect(facts.length).toBeGreaterThan(1);
  for (const { results } of facts) {
    for (const result of results) {
      const told = causeOf(result);
      // Until its walk is known a failed request has no cause.
      if (told === 'fail undefined') expect(final[result.check.id]).toMatch(/^fail /);
      else expect(final[result.check.id]).toBe(told);
    }
  }
  expect(whole.refuted).toBeUndefined();
});

test('nobody is told what they may not know yet', async () => {
  await sh('iptables -I FORWARD 1 -j DROP');
  const { foreseen } = await looked({ foresees: ({ step }) => step === 'forward-bridge' }).finally(() =>
    sh('iptables -D FORWARD -j DROP'),
  );
  expect(new Set(foreseen.map(({ check }) => check.step))).toEqual(new Set(['forward-bridge']));
});
