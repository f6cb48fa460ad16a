// npm run diff: random labs, for real and by trace; exit code 1 when they disagree.
//   --labs N          how many (default 100)
//   --seed S          seed of the first lab; lab n has seed S + n (default: the time)
//   --side-by-side K  real labs at the same time (default 4)
//   --evidence FOLDER a file with the facts of every lab that disagrees
//   --verbose         a line for every lab
//   --wild            labs with the rules that real programs write (test/differential/wild)
//   --program NAME    of those, the ones whose file begins so
//   --marks           labs with rules about marks, the way back and chance
//   --sizes           labs in which packets are too long for some link
//   --again           no labs: the saved rounds in the evidence folder, with the walk of today
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRound } from '../src/round/index.ts';
import { evidence, oneLine } from '../test/differential/evidence.ts';
import { generate, generateMarked, generateSized, type Plan } from '../test/differential/generate.ts';
import { runLabs, type Trial, tryAgain } from '../test/differential/run.ts';
import { add, nothing, report } from '../test/differential/tally.ts';
import { wildPlans } from '../test/differential/wild/plans.ts';

const { values } = parseArgs({
  options: {
    labs: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    'side-by-side': { type: 'string', default: '4' },
    evidence: { type: 'string' },
    wild: { type: 'boolean', default: false },
    program: { type: 'string', default: '' },
    marks: { type: 'boolean', default: false },
    sizes: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
  },
});
const wild = values.wild ? wildPlans().filter(({ name }) => name.startsWith(values.program)) : [];
const firstSeed = values.wild ? (wild[0]?.plan.seed ?? 0) : Number(values.seed);
const labs = values.wild ? wild.length : Number(values.labs);

function planOf(seed: number): Plan {
  const [chosen] = wild.filter(({ plan }) => plan.seed === seed);
  if (values.wild && !chosen) throw new RangeError(`no rules with the number ${seed}`);
  return chosen?.plan ?? (values.sizes ? generateSized : values.marks ? generateMarked : generate)(seed);
}
const folder = values.evidence;
if (folder !== undefined) mkdirSync(folder, { recursive: true });

const began = performance.now();
let tally = nothing;
let crashes = 0;

function onTrial(trial: Trial): void {
  tally = add(tally, trial);
  if (values.verbose) console.log(oneLine(trial));
  if (!trial.comparisons.some(({ verdict }) => verdict === 'disagreed')) return;
  const { text, round } = evidence(trial);
  console.log(text);
  if (folder === undefined || values.again) return;
  writeFileSync(join(folder, `${trial.plan.seed}.json`), round);
  writeFileSync(join(folder, `${trial.plan.seed}.md`), text);
}

if (values.again) {
  for (const name of readdirSync(folder ?? '.').filter((one) => /^\d+\.json$/.test(one))) {
    const round = loadRound(readFileSync(join(folder ?? '.', name), 'utf8'));
    if (!round.ok) throw new Error(`${name}: ${JSON.stringify(round.error)}`);
    onTrial(tryAgain(planOf(Number.parseInt(name, 10)), round.value));
  }
} else {
  console.log(`seed ${firstSeed}, ${labs} labs`);
  for (const { name, plan } of values.verbose ? wild : []) console.log(`lab ${plan.seed}: ${name}`);
  // The labs under way come to their end, and are then taken away.
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await runLabs({
    firstSeed,
    labs,
    plan: planOf,
    sideBySide: Number(values['side-by-side']),
    onTrial,
    signal: stop.signal,
    onCrash({ seed }, error) {
      crashes += 1;
      console.log(`lab ${seed}: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`);
    },
  });
}
console.log(report(tally, (performance.now() - began) / 1000));
if (crashes > 0) console.log(`labs that could not be looked at: ${crashes}`);
process.exitCode = tally.disagreed > 0 || crashes > 0 ? 1 : 0;
