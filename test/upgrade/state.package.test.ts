import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { identify } from '../../src/lab/sandbox/identity.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import { firstScreen } from '../package/screen.ts';
import { ask } from '../tools/installed.ts';

/**
 * What the release before this one (a9258ab) left in its state folder, made by itself: progress of ten steps, the evidence
 * of a grade, the key that signed it, and the state of a lab whose machine was then switched off.
 */
const left = join(import.meta.dirname, 'fixtures/a9258ab');
const program = join(import.meta.dirname, '../../bin/bridgework');
const evidence = 'default@20261201T101532Z.evidence.jsonl';

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  home = await scratchHome();
  onTestFinished(() => discardHome(home));
  cpSync(join(left, 'progress'), join(home, 'progress'), { recursive: true });
  cpSync(join(left, 'keys'), join(home, 'keys'), { recursive: true });
  // Git keeps no such mode.
  chmodSync(join(home, 'keys/evidence.pem'), 0o600);
  mkdirSync(join(home, 'evidence'));
  writeFileSync(join(home, 'evidence', evidence), gunzipSync(readFileSync(join(left, 'evidence.jsonl.gz'))));
  mkdirSync(join(home, 'labs/default'), { recursive: true });
  cpSync(join(left, 'state.json'), join(home, 'labs/default/state.json'));
  env = { ...process.env, BRIDGEWORK_HOME: home, LANG: 'C.UTF-8' };
  // A UI in CI=true draws nothing until it ends.
  delete env['CI'];
});
const bridgework = (...args: readonly string[]) => ask(program, args, env);

it('evidence of the release before is verified and judged by this one, with the key of then', async () => {
  const file = join(home, 'evidence', evidence);
  const verified = await bridgework('evidence', 'verify', file);
  expect(verified).toMatchObject({ exitCode: 0, output: expect.stringContaining('untouched since 2026-12-01') });
  const graded = await bridgework('grade', '--evidence', file);
  expect(graded).toMatchObject({ exitCode: 1, output: expect.stringContaining('27.28 of 100 points') });
  const key = await bridgework('evidence', 'key');
  expect(key).toMatchObject({ exitCode: 0, output: expect.stringContaining('AOXxzxvi+1phzt3YiR8U6Q') });
});

it('a lab that ended with its machine is built anew, and the course goes on where it was', async () => {
  expect(await bridgework('lab', 'status')).toMatchObject({ exitCode: 3 });
  expect(await firstScreen(program, env, 'A way out of the network')).toContain('10/27');
  expect(await bridgework('lab', 'status')).toMatchObject({ exitCode: 0 });
  const progress = JSON.parse(readFileSync(join(home, 'progress/default.json'), 'utf8')) as { steps: object };
  expect(Object.keys(progress.steps)).toHaveLength(10);
});

it.each([
  [99, 'made by a newer Bridgework'],
  [undefined, undefined],
])(
  'a running lab with the insides %s is used, or refused with what to do, and never ended unasked',
  async (insides, words) => {
    expect(await bridgework('lab', 'up')).toMatchObject({ exitCode: 0 });
    const file = join(home, 'labs/default/state.json');
    const state = JSON.parse(readFileSync(file, 'utf8')) as { pid: number };
    writeFileSync(file, JSON.stringify({ ...state, insides, added: 'by a later version' }));
    for (const args of [
      ['lab', 'up'],
      ['check', 'run-c1'],
      ['run', 'run-c1'],
    ]) {
      const ran = await bridgework(...args);
      if (words === undefined) expect(ran.exitCode, args.join(' ')).toBeLessThan(2);
      else expect(ran).toMatchObject({ exitCode: 2, output: expect.stringContaining(words) });
    }
    expect(await identify(state.pid)).toBeDefined();
    expect(await bridgework('lab', 'down')).toMatchObject({ exitCode: 0 });
    expect(await identify(state.pid)).toBeUndefined();
  },
);
