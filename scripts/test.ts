// npm test: every stage of scripts/test/stages.ts, and one closing line of counts.
//   --only GROUP,…   stages of these groups (static, unit, lab, proof, recorded, e2e, package, vm, userlands) or with these ids
//   --yes            (for set-up)
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isRoot, makeOrdinaryUser } from '../test/tools/ordinary-user.ts';
import { run } from '../test/tools/spawn.ts';
import { machineState, whatChanged } from './test/machine-state.ts';
import { type Stage, stages } from './test/stages.ts';
import { add, closingLine, nothing, readReport, type Tally, tallyOfReport } from './test/tally.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { only: { type: 'string' }, yes: { type: 'boolean' } } });
const only = values.only?.split(',');
// A lab that could not be tried proves nothing, so where there is nobody to tell, that is a failure.
const strict = process.env['CI'] !== undefined;
const chosen = stages.filter(({ id, group, onDemand }) =>
  only === undefined ? !onDemand : only.includes(id) || only.includes(group),
);
const scratch = mkdtempSync(join(tmpdir(), 'bridgework-reports-'));
const env = { ...process.env, PATH: `${root}/node_modules/.bin:${process.env['PATH']}` };

async function runStage(
  stage: Stage,
  title: string,
  prefix: readonly string[],
  cwd: string,
  report: string,
): Promise<Tally> {
  console.log(`\n== ${title}`);
  const reporters = stage.tests ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  if (stage.rootOnly && !isRoot()) {
    console.log(`skipped  ${title}: only root can run it`);
    return everyOneMustRun(stage, title, { ...nothing, skipped: 1 });
  }
  const ended = await run([...prefix, ...stage.command, ...reporters], { cwd, env, show: stage.tests === true });
  const tally = stage.tests
    ? tallyOfReport(readReport(report), ended.exitCode)
    : { ...nothing, [ended.exitCode === 0 ? 'passed' : 'failed']: 1 };
  if (tally.failed > 0) console.log(ended.output);
  console.log(`${tally.failed === 0 ? 'ok' : 'FAILED'}  ${title}  (${ended.seconds.toFixed(1)} s)`);
  return everyOneMustRun(stage, title, tally);
}

function everyOneMustRun(stage: Stage, title: string, tally: Tally): Tally {
  if (!strict || stage.group === 'unit' || tally.skipped === 0) return tally;
  console.log(`FAILED  ${title}: ${tally.skipped} tests were skipped, and here every one must run`);
  return { ...tally, failed: tally.failed + tally.skipped, skipped: 0 };
}

async function asOrdinaryUser(again: readonly Stage[]): Promise<Tally> {
  console.log('\n== the same tests as an ordinary user: copying the project');
  const user = await makeOrdinaryUser(root);
  try {
    let tally = nothing;
    for (const stage of again) {
      const report = join(user.tree, `.report-${stage.id}.json`);
      tally = add(
        tally,
        await runStage(stage, `${stage.title}, as the ordinary user ${user.name}`, user.as, user.tree, report),
      );
    }
    const left = process.env['BRIDGEWORK_TEST_USER'] === undefined ? await user.leftovers() : [];
    if (left.length > 0) console.log(`FAILED  the tests left processes of ${user.name} behind:\n${left.join('\n')}`);
    return add(tally, { ...nothing, [left.length === 0 ? 'passed' : 'failed']: 1 });
  } finally {
    await user.remove();
  }
}

async function runAll(): Promise<Tally> {
  let total = nothing;
  const before = await machineState();
  const mine = chosen.filter(({ ordinaryUser }) => !(isRoot() && ordinaryUser === 'only'));
  for (const stage of mine) {
    total = add(total, await runStage(stage, stage.title, [], root, join(scratch, `${stage.id}.json`)));
  }
  const again = chosen.filter(({ ordinaryUser }) => ordinaryUser !== undefined);
  if (isRoot() && again.length > 0) total = add(total, await asOrdinaryUser(again));
  const changed = whatChanged(before, await machineState());
  if (changed.length > 0) console.log(`FAILED  the tests changed this machine:\n${changed.join('\n')}`);
  return add(total, { ...nothing, [changed.length === 0 ? 'passed' : 'failed']: 1 });
}

try {
  const total = await runAll();
  console.log(`\n${closingLine(total)}`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
