// npm run class: a class of 20 in real labs, from finished to not begun, each with a mistake of their own; graded by one command.
//   --out FILE    the report as text, besides standard output     --html FILE    and as HTML
import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox } from '../lessons/testing/lab.ts';
import type { Lab } from '../src/lab/lab.ts';
import { removeTree } from '../test/tools/remove-tree.ts';
import { must, run } from '../test/tools/spawn.ts';
import { script } from './bench/lab.ts';
import { members } from './class/members.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, html: { type: 'string' } } });
const root = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'bridgework-class-'));
const env = { ...process.env, BRIDGEWORK_HOME: home, LC_ALL: 'C.UTF-8' };
const [roster, plan] = [join(home, 'students.csv'), join(home, 'plan.yaml')];

await writeFile(
  roster,
  ['id,name,lab', ...members.map(({ id, name, lab = id }) => `${id},${name},${lab}`), ''].join('\n'),
);
await writeFile(plan, 'version: 1\ntitle: Container networks, week 3\ntotal: 100\npass: 60%\n');

const labs: Lab[] = [];
try {
  await must(['node', 'scripts/build.ts'], { cwd: root });
  for (const { id, did, commands } of members) {
    if (commands === undefined) continue;
    console.error(`${id}: ${did}`);
    const lab = createSandbox({ name: id, home });
    labs.push(lab);
    const up = await lab.up(() => {});
    if (!up.ok) throw new Error(`no lab: ${up.error.code}`);
    // Not `set -e`: who types a wrong line goes on with the next one.
    await script(lab, `(\n${commands}\n) >/dev/null 2>&1 </dev/null\ntrue`);
  }
  const grade = [join(root, 'bin/bridgework'), 'grade', '--plan', plan, '--roster', roster, '--jobs', '2'];
  const report = join(home, 'report.txt');
  const html = values.html === undefined ? [] : ['--format', `html=${values.html}`];
  const { exitCode, output } = await run([...grade, '--format', `text=${report}`, ...html], { env });
  if (exitCode !== 2) throw new Error(`exit ${exitCode}: ${output}`);
  const text = await must(['cat', report]);
  console.log(text);
  if (values.out !== undefined) await writeFile(values.out, text);
} finally {
  for (const lab of labs) await lab.down();
  await removeTree(home);
}
