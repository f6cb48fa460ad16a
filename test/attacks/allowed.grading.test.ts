import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sourceCommands } from '../../lessons/testing/source-commands.ts';
import { start } from '../../src/cli/testing/program.ts';
import { gradeDocument } from '../../src/grade/reports/json.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';

let home: string;
beforeAll(async () => {
  home = await scratchHome();
});
afterAll(() => discardHome(home));
const bridgework = (...args: readonly string[]) => start(home, args).done;

it('a teacher’s word on what could not be judged counts whenever the file is graded, and only where it could not', async () => {
  const commands = sourceCommands().replace('-o ens33 -j MASQUERADE', '-o ens33 -m ttl --ttl-gt 1 -j MASQUERADE');
  const handed = join(home, 'ada.sh');
  await writeFile(handed, commands);
  const graded = async (...args: readonly string[]) => {
    const { code, out, err } = await bridgework('grade', ...args, '--format', 'json');
    const [target] = gradeDocument.parse(JSON.parse(out)).targets;
    if (!target) throw new Error(err);
    return { code, target };
  };
  const first = await graded('--rerun', handed);
  expect([first.code, first.target.outcome]).toEqual([2, 'ungraded']);
  const open = first.target.steps.flatMap(({ checks }) =>
    checks.flatMap(({ check, verdict }) => (verdict === 'error' ? [check] : [])),
  );
  const ids = [...new Set(open)];
  expect(ids).toContain('masquerade-rule');

  const folder = join(home, 'evidence');
  const [name = ''] = await readdir(folder);
  const file = join(folder, name);
  const before = await readFile(file, 'utf8');
  const reason = ['--reason', 'ttl was the task'];
  const passing = await bridgework('evidence', 'allow', file, '--check', 'c1-serves', ...reason);
  expect([passing.code, passing.err]).toEqual([2, expect.stringContaining('masquerade-rule')]);
  const allowed = await bridgework('evidence', 'allow', file, ...ids.flatMap((id) => ['--check', id]), ...reason);
  expect(allowed.code).toBe(0);
  expect(await readFile(file, 'utf8')).toBe(before);

  const again = await graded('--evidence', file);
  expect([again.code, again.target.outcome]).toEqual([0, 'passed']);
  expect(again.target.notes.join()).toContain('allowed by the teacher');
  expect(again.target.notes.join()).toContain('ttl was the task');

  // Whoever changes a word of it gains nothing.
  const beside = `${file}.allowed`;
  await writeFile(beside, (await readFile(beside, 'utf8')).replace('ttl was the task', 'ttl was the tusk'));
  const touched = await graded('--evidence', file);
  expect([touched.code, touched.target.cause?.code]).toEqual([2, 'tampered']);
});
