import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRuleset } from './index.ts';
import { forecast } from './testing/flow.ts';
import { type Flow, type Trial, type TrialResult, tryOut } from './testing/network.ts';
import { iptablesTable, nftTable } from './testing/print.ts';
import { table } from './testing/rules.ts';

const flows = fc.array(
  fc.record({
    src: fc.constantFrom('10.1.0.2', '10.1.0.3'),
    dst: fc.constantFrom('10.2.0.2', '10.2.0.2', '10.2.0.3', '10.1.0.1'),
    dport: fc.constantFrom(80, 80, 81, 5678),
  }),
  { minLength: 5, maxLength: 5 },
);
const classicTables = fc.tuple(
  table('raw', fc.constant(-300)),
  table('nat', fc.constant(-100)),
  table('filter', fc.constant(0)),
);
/** At the same priority as legacy's nobody can tell who is asked first, so legacy has no neighbours there. */
const native = fc.tuple(
  table('raw', fc.constant(-310)),
  table('nat', fc.constantFrom(-110, -100, -90)),
  table('filter', fc.constantFrom(-10, 0, 10)),
);
const noTables: readonly [] = [];
/** Without its chains named, iptables-restore would keep the policies of the trial before. */
const emptyLegacy =
  '*raw\nCOMMIT\n*nat\nCOMMIT\n*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n';

const trials: fc.Arbitrary<Trial> = fc
  .record({
    classic: classicTables,
    backend: fc.constantFrom('nft', 'nft', 'legacy'),
    native: fc.option(native, { nil: noTables, freq: 2 }),
    nativeFirst: fc.boolean(),
    flows,
  })
  .map(({ classic, backend, native: own, nativeFirst, flows: list }) => {
    const restore = classic.map(iptablesTable).join('');
    const apart = backend === 'legacy' ? own.map((one) => ({ ...one, priority: one.priority - 5 })) : own;
    return {
      nft: apart.map(nftTable).join(''),
      iptablesNft: backend === 'nft' ? restore : '',
      iptablesLegacy: backend === 'legacy' ? restore : emptyLegacy,
      nativeFirst,
      flows: list.map((flow, index): Flow => ({ ...flow, sport: 20000 + index })),
    };
  });

/** `fails` promises no way of failing; everything else must come true to the letter. */
function cameTrue(expected: string, seen: string): boolean {
  return expected === 'fails' ? !/^(server|router)/.test(seen) : expected === seen;
}

function wrong(trial: Trial, result: TrialResult): readonly string[] {
  const ruleset = parseRuleset(result);
  if (!ruleset.ok) return [JSON.stringify(ruleset.error)];
  return trial.flows
    .map((flow, index) => ({ flow, expected: forecast(ruleset.value, flow), seen: result.answers[index] ?? 'nothing' }))
    .filter(({ expected, seen }) => !cameTrue(expected, seen))
    .map(({ flow, expected, seen }) => `${JSON.stringify(flow)}: forecast ${expected}, kernel ${seen}`);
}

test('the kernel does what evaluate() says, for random rule sets of all backends', async () => {
  const seed = Number(process.env['BRIDGEWORK_SEED'] ?? 20261123);
  const sample = fc
    .sample(trials, { seed, numRuns: Number(process.env['BRIDGEWORK_RUNS'] ?? 60) })
    .map((trial, index) => ({
      ...trial,
      flows: trial.flows.map((flow) => ({ ...flow, sport: flow.sport + index * 5 })),
    }));
  const results = await tryOut(sample, 400);
  expect(results.map((result) => result.errors).join('')).toBe('');
  const suspects = sample.filter((trial, index) => wrong(trial, results[index] as TrialResult).length > 0);
  // A busy machine may be late; a wrong forecast stays wrong however long we wait.
  const again = suspects.length > 0 ? await tryOut(suspects, 5000) : [];
  const failures = suspects.flatMap((trial, index) => {
    const result = again[index] as TrialResult;
    const lines = wrong(trial, result);
    return lines.length > 0 ? [`${lines.join('\n')}\n${result.iptablesNft}${result.iptablesLegacy}${trial.nft}`] : [];
  });
  expect(failures.join('\n---\n')).toBe('');
  const answered = results.flatMap((result) => result.answers).filter((answer) => /^(server|router)/.test(answer));
  expect(answered.length).toBeGreaterThan(results.length / 2);
});
