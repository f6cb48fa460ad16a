import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../lessons/testing/lab.ts';
import { sourceCommands } from '../../lessons/testing/source-commands.ts';
import { packageRoot } from '../../src/cli/course-files.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import { type SshMachines, sshMachines } from '../../src/lab/testing/sshd.ts';

/** The collection in vagrant/ansible, run by Debian's ansible-core against labs behind real sshds. */
let home: string;
let folder: string;
let machines: SshMachines;

const root = packageRoot();

beforeAll(async () => {
  home = await scratchHome();
  folder = await mkdtemp(join(tmpdir(), 'bridgework-ansible-'));
  machines = await sshMachines();
  for (const name of ['vm1', 'vm2']) {
    const lab = createSandbox({ name, home });
    const up = await lab.up(() => {});
    if (!up.ok) throw new Error(JSON.stringify(up.error));
    if (name === 'vm1') await lab.run(sourceCommands('ip link add br0'), { timeoutMs: 60_000 });
    await machines.lab(name, lab);
  }
  await machines.program('vm3', 'exit 1');
  await mkdir(join(folder, 'bin'));
  // As a checkout has it, but without a build.
  await writeFile(
    join(folder, 'bin/bridgework'),
    `#!/bin/sh\nexec '${process.execPath}' '${root}/src/main.ts' "$@"\n`,
    { mode: 0o755 },
  );
  await writeFile(join(folder, 'plan.yaml'), 'version: 1\npass: 100%\ncount:\n  - lesson: containers\n');
  await writeFile(join(folder, 'class.ini'), "[class]\nvm1 bridgework_student='a b'\nvm2\nvm3\n");
});
afterAll(async () => {
  await machines?.end();
  if (folder) await rm(folder, { recursive: true, force: true });
  if (home) await discardHome(home);
});

const play = (...more: readonly string[]): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    const options = JSON.stringify({
      bridgework_command: join(folder, 'bin/bridgework'),
      bridgework_out: join(folder, 'out'),
      bridgework_plan: join(folder, 'plan.yaml'),
      bridgework_options: ['--ssh-config', join(machines.folder, 'ssh_config')],
    });
    const args = ['-i', join(folder, 'class.ini'), join(root, 'vagrant/ansible/grade.yml'), '-e', options, ...more];
    const env = {
      ...process.env,
      BRIDGEWORK_HOME: home,
      ANSIBLE_NOCOLOR: '1',
      ANSIBLE_LOCALHOST_WARNING: 'False',
      LC_ALL: 'C.UTF-8',
      HOME: folder,
    };
    execFile('ansible-playbook', args, { env, cwd: folder, timeout: 170_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, output: `${stdout}${stderr}` });
    });
  });

test('a class is looked at with forks, evidence is kept, and one report is made of all', async () => {
  const { code, output } = await play('--forks', '3');
  expect(code, output).toBe(0);
  const report = JSON.parse(await readFile(join(folder, 'out/grades.json'), 'utf8'));
  const outcomes = report.targets.map((one: { id: string; outcome: string; cause?: { code: string } }) => [
    one.id,
    one.outcome,
    one.cause?.code,
  ]);
  expect(outcomes).toEqual([
    ['a b', 'passed', undefined],
    ['vm2', 'not-passed', undefined],
    ['vm3', 'ungraded', 'unreachable'],
  ]);
  expect((await readdir(join(folder, 'out/evidence'))).map((name) => name.replace(/@.*/, ''))).toEqual([
    expect.stringMatching(/^a-b-[0-9a-f]{8}$/),
    'vm2',
  ]);
  expect(await readFile(join(folder, 'out/grades.html'), 'utf8')).toContain('<html');
});

test('a second run may take up what is kept', async () => {
  const before = await readdir(join(folder, 'out/evidence'));
  const { code, output } = await play('--forks', '3', '-e', 'bridgework_resume=true');
  expect(code, output).toBe(0);
  expect(await readdir(join(folder, 'out/evidence'))).toEqual(before);
});
