import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../../lessons/testing/lab.ts';
import { sourceCommands } from '../../../lessons/testing/source-commands.ts';
import type { Ran } from '../../../src/cli/testing/harness.ts';
import { start } from '../../../src/cli/testing/program.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import { type SshMachines, sshMachines } from '../../../src/lab/testing/sshd.ts';

let home: string;
let folder: string;
let machines: SshMachines;
let lab: Lab;

const sh = async (script: string): Promise<void> => {
  const ran = await lab.run(script, { timeoutMs: 60_000 });
  if (!ran.ok || ran.value.exitCode !== 0) throw new Error(JSON.stringify(ran));
};
const ssh = (): readonly string[] => ['--ssh-config', join(machines.folder, 'ssh_config')];
const grade = (...args: readonly string[]): Promise<Ran> => start(home, ['grade', ...ssh(), ...args]).done;
const json = (ran: Ran) =>
  JSON.parse(ran.out).targets.map((one: { id: string; outcome: string; cause?: { code: string } }) => [
    one.id,
    one.outcome,
    one.cause?.code,
  ]);

beforeAll(async () => {
  home = await scratchHome();
  folder = await mkdtemp(join(tmpdir(), 'bridgework-grade-'));
  machines = await sshMachines();
  lab = createSandbox({ name: 'vm', home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await sh(`set -e\n${sourceCommands('iptables -I FORWARD')}`);
  await machines.lab('alice', lab);
  await machines.lab('bob', lab);
  await machines.lab('endless', lab, ['ForceCommand yes']);
  await machines.lab('silent', lab, ['ForceCommand sleep 600']);
  await machines.program('mute', 'exec sleep 600');
  await machines.program('nobody', 'exit 1');
  await writeFile(
    join(folder, 'plan.yaml'),
    'version: 1\npass: 50%\ncount:\n  - lesson: containers\n  - step: bridge\n',
  );
  await writeFile(
    join(folder, 'class.ini'),
    '[class]\nalice bridgework_student=a-7\nsilent\nmute\nnobody\nendless ansible_ssh_pass=hunter2\n',
  );
});
afterAll(async () => {
  await machines?.end();
  if (folder) await rm(folder, { recursive: true, force: true });
  if (home) await discardHome(home);
});

test('a class over an inventory: machines that hang or lie neither delay nor spoil the others', async () => {
  const plan = join(folder, 'plan.yaml');
  const keep = join(folder, 'evidence');
  const began = ['--plan', plan, '--keep', keep, '--inventory', join(folder, 'class.ini')];
  const ran = await grade(...began, '--timeout', '20', '--jobs', '5', '--format', 'json');
  expect(json(ran)).toEqual([
    ['a-7', 'passed', undefined],
    ['silent', 'ungraded', 'timed-out'],
    ['mute', 'ungraded', 'unreachable'],
    ['nobody', 'ungraded', 'unreachable'],
    ['endless', 'ungraded', 'lying'],
  ]);
  expect(ran.code).toBe(2);
  expect(`${ran.out}${ran.err}`).not.toContain('hunter2');
  expect(ran.err).toContain('ansible_ssh_pass is not used');
  const [file = '', ...more] = await readdir(keep);
  expect([file.startsWith('a-7@'), more]).toEqual([true, []]);

  // What was kept is taken up; only the others are looked at.
  const again = await grade(...began, '--timeout', '3', '--jobs', '5', '--resume', '--format', 'json');
  expect(json(again)[0]).toEqual(['a-7', 'passed', undefined]);
  expect(await readdir(keep)).toEqual([file]);

  // Offline, to the same verdicts.
  const offline = await grade('--plan', plan, '--evidence', join(keep, file), '--format', 'json');
  expect([offline.code, json(offline), offline.err]).toEqual([0, [['a-7', 'passed', undefined]], '']);
  const verified = await start(home, ['evidence', 'verify', join(keep, file)]).done;
  expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('untouched since')]);
});

test('Ctrl-C keeps what is done, and says of the others that they were not looked at', async () => {
  const keep = join(folder, 'interrupted');
  const targets = ['alice', 'silent', 'mute'].flatMap((name) => ['--target', `ssh://${name}`]);
  const args = ['grade', ...ssh(), ...targets, '--plan', join(folder, 'plan.yaml'), '--keep', keep, '--jobs', '2'];
  const { child, done } = start(home, [...args, '--timeout', '100', '--format', 'json']);
  await expect.poll(() => readdir(keep).catch(() => []), { timeout: 60_000, interval: 50 }).toHaveLength(1);
  child.kill('SIGINT');
  const ran = await done;
  expect([ran.code, json(ran)]).toEqual([
    130,
    [
      ['alice', 'passed', undefined],
      ['silent', 'ungraded', 'interrupted'],
      ['mute', 'ungraded', 'interrupted'],
    ],
  ]);
});

test('two names of one machine are told, whatever they are called', async () => {
  const ran = await grade(
    '--target',
    'ssh://alice',
    '--target',
    'ssh://bob',
    '--plan',
    join(folder, 'plan.yaml'),
    '--format',
    'json',
  );
  expect(JSON.stringify(JSON.parse(ran.out).summary.collisions)).toMatch(/machine.*alice.*bob/);
});

test.each([
  [['--target', 'ssh://-oProxyCommand=reboot'], 'no name or address'],
  [['--target', 'ssh://root:hunter2@alice'], 'password has no place'],
  [['--target', 'ssh://alice', '--target', 'ssh://alice'], 'is there twice'],
  [['--inventory', '/nowhere'], 'could not be read: ENOENT'],
  [['--target', 'ssh://alice', '--jobs', '0'], '--jobs is a number'],
])('%j is refused before anything is connected', async (args, words) => {
  const ran = await grade(...args);
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain(words);
  expect(ran.err).not.toContain('hunter2');
});

test('evidence that was touched is refused with the reason', async () => {
  const keep = join(folder, 'evidence');
  const [file = ''] = await readdir(keep);
  const bad = join(folder, 'bad.jsonl');
  await writeFile(bad, (await readFile(join(keep, file), 'utf8')).replace('"exitCode":0', '"exitCode":1'));
  const verified = await start(home, ['evidence', 'verify', bad]).done;
  expect([verified.code, verified.out]).toEqual([1, expect.stringContaining('was changed after it was made')]);
  const ran = await grade('--evidence', bad, '--format', 'json');
  expect([ran.code, json(ran)[0]?.slice(1)]).toEqual([2, ['ungraded', 'tampered']]);
});
