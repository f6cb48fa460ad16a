import { execFileSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sourceCommands } from '../../lessons/testing/source-commands.ts';
import { packageRoot } from '../../src/cli/course-files.ts';
import { start } from '../../src/cli/testing/program.ts';
import { gradeDocument } from '../../src/grade/reports/json.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';

/** Commands instead of labs: nothing that was prepared on a student's machine has a say. */
let home: string;
beforeAll(async () => {
  home = await scratchHome();
});
afterAll(() => discardHome(home));

async function rerun(files: { readonly [name: string]: string }) {
  const names = Object.keys(files);
  for (const [name, content] of Object.entries(files)) await writeFile(join(home, name), content);
  const args = names.flatMap((name) => ['--rerun', join(home, name)]);
  const { code, out, err } = await start(home, ['grade', ...args, '--format', 'json']).done;
  const { targets } = gradeDocument.parse(JSON.parse(out));
  return { code, err, targets: Object.fromEntries(targets.map((target) => [target.id, target])) };
}

it('grades what the commands make of a fresh lab, and says so', async () => {
  const all = sourceCommands();
  const root = packageRoot();
  const { code, targets } = await rerun({
    'ada.history': `${all}\ndocker exec -it c1 wget -O - 172.18.0.3\nexit\n`,
    // The course is played only where nothing of ours is in sight, whatever is taken away before.
    'eva.sh': `#!/bin/bash\numount -l ${root} 2>/dev/null; umount -l $(dirname ${root}) 2>/dev/null
[ ! -e ${root}/package.json ] || exit 1\n[ -z "$(command -v bridgework)" ] || exit 1
timeout 2 bash -c '</dev/tcp/1.1.1.1/53' 2>/dev/null && exit 1\n${all}\n`,
    // Does everything, and then never ends.
    'kim.sh': `#!/bin/bash\n${all}\nsleep 600\n`,
    'bob.sh': 'rm -rf / --no-preserve-root\nyes | tee /root/full >/dev/null\n',
  });
  const ends = Object.fromEntries(Object.entries(targets).map(([id, one]) => [id, one.outcome]));
  expect(ends).toMatchObject({ ada: 'passed', eva: 'passed', kim: 'passed' });
  expect(ends['bob']).not.toBe('passed');
  expect(code).toBe(ends['bob'] === 'ungraded' ? 2 : 1);
  expect(targets['ada']?.notes.join()).toContain('these commands in a fresh one: ada.history');
  expect(targets['kim']?.notes.join()).toContain('cut off');
  // Nothing of it is left.
  expect((await readdir(join(home, 'labs')).catch(() => [])).filter((name) => name.startsWith('rerun'))).toEqual([]);
  expect((await readdir(join(home, 'evidence'))).length).toBeGreaterThanOrEqual(3);
});

it('a file that is none is the student’s own matter', async () => {
  const pipe = join(home, 'pipe.sh');
  execFileSync('mkfifo', [pipe]);
  const args = ['grade', '--rerun', pipe, '--rerun', '/dev/zero', '--format', 'json'];
  const { code, out } = await start(home, args).done;
  const { targets } = gradeDocument.parse(JSON.parse(out));
  expect(code).toBe(2);
  expect(targets.map(({ id, cause }) => [id, cause?.code])).toEqual([
    ['pipe', 'unreadable'],
    ['zero', 'unreadable'],
  ]);
});
