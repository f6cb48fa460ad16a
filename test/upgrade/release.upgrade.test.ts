import { symlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import { firstScreen } from '../package/screen.ts';
import { ask } from '../tools/installed.ts';
import { must } from '../tools/spawn.ts';

const root = join(import.meta.dirname, '../..');
/** The release before this one, built from this repository's history. */
const before = 'a9258ab';

it('goes on with a lab, progress, evidence and keys of the release before, while that lab runs', async () => {
  const home = await scratchHome();
  onTestFinished(() => discardHome(home));
  const old = join(home, 'old-program');
  await must(['git', 'clone', '--quiet', '--no-checkout', root, old]);
  await must(['git', '-C', old, 'checkout', '--quiet', before]);
  symlinkSync(join(root, 'node_modules'), join(old, 'node_modules'));
  await must(['node', 'scripts/build.ts'], { cwd: old });
  const env: NodeJS.ProcessEnv = { ...process.env, BRIDGEWORK_HOME: home, LANG: 'C.UTF-8' };
  delete env['CI'];
  const [then, now] = [join(old, 'bin/bridgework'), join(root, 'bin/bridgework')];

  expect(await ask(then, ['lab', 'up'], env)).toMatchObject({ exitCode: 0 });
  expect(await ask(then, ['solve', '--to', 'c1-address'], env)).toMatchObject({ exitCode: 0 });
  expect((await ask(then, ['grade', '--keep', join(home, 'evidence')], env)).exitCode).toBe(1);
  const status = (await ask(then, ['lab', 'status'], env)).output;

  expect((await ask(now, ['lab', 'status'], env)).output).toBe(status);
  expect(await ask(now, ['check', 'c1-address'], env)).toMatchObject({ exitCode: 0 });
  expect(await firstScreen(now, env, 'A way out of the network')).toContain('10/27');
  expect(await ask(now, ['solve'], env)).toMatchObject({ exitCode: 0 });
  const checked = await ask(now, ['check'], env);
  expect(checked).toMatchObject({ exitCode: 0, output: expect.stringContaining('65 passed, 0 failed') });
  for (const name of await readdir(join(home, 'evidence')))
    expect(await ask(now, ['evidence', 'verify', join(home, 'evidence', name)], env)).toMatchObject({ exitCode: 0 });
  // And back: the older program still knows the lab, and what it says of itself.
  expect((await ask(then, ['lab', 'status'], env)).output).toBe(status);
  expect(await ask(now, ['lab', 'down'], env)).toMatchObject({ exitCode: 0 });
  expect(await ask(now, ['lab', 'up'], env)).toMatchObject({ exitCode: 0 });
  expect(await ask(then, ['lab', 'down'], env)).toMatchObject({ exitCode: 0 });
});
