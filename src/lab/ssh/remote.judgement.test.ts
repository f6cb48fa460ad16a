import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../result.ts';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { LabFailure, Remote, ScriptResult } from '../lab.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';
import { type SshMachines, sshMachines } from '../testing/sshd.ts';
import { createRemote } from './remote.ts';

let home: string;
let machines: SshMachines;
const remotes: Remote[] = [];

const to = (host: string, more: Partial<SshMachines['settings']> = {}): Remote => {
  const remote = createRemote(`ssh://${host}`, { host }, { ...machines.settings, ...more });
  remotes.push(remote);
  return remote;
};
const value = <T>(result: Result<T, LabFailure>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const sh = async (remote: Remote, script: string, timeoutMs = 30_000): Promise<ScriptResult> =>
  value(await remote.run(script, { timeoutMs }));
const failing = async (remote: Remote, timeoutMs = 30_000): Promise<string> => {
  const ran = await remote.run('echo hello', { timeoutMs });
  return ran.ok ? `ok ${JSON.stringify(ran.value)}` : ran.error.code;
};

beforeAll(async () => {
  home = await scratchHome();
  machines = await sshMachines();
  const lab = createSandbox({ name: 'vm', home });
  value(await lab.up(() => {}));
  await machines.lab('vm', lab);
  // The same machine, as it would be if its owner had prepared it for us.
  await machines.lab('endless', lab, ['ForceCommand yes']);
  await machines.lab('closing', lab, ['ForceCommand echo go away >&2']);
  await machines.lab('silent', lab, ['ForceCommand sleep 600']);
  await machines.lab('locked', lab, ['AuthorizedKeysFile none']);
  await machines.lab('student', lab);
  const student = `grep -q '^student:' /etc/passwd || echo 'student:x:1000:1000::/tmp:/bin/bash' >>/etc/passwd
    grep -q '^student:' /etc/shadow || echo 'student:*:19000::::::' >>/etc/shadow; chmod 755 /run/sshd-student; chmod 644 /run/sshd-student/authorized`;
  value(await lab.run(student, { timeoutMs: 10_000 }));
  await machines.program('nobody', 'exit 1');
  await machines.program('mute', 'exec sleep 600');
  await machines.program('web', `printf 'HTTP/1.1 400 Bad Request\\r\\n\\r\\n'; exec sleep 600`);
  await machines.program('flood', 'exec yes');
  process.env['TMPDIR'] = machines.folder;
});
afterAll(async () => {
  delete process.env['TMPDIR'];
  for (const remote of remotes) await remote.close();
  await machines?.end();
  if (home) await discardHome(home);
});

test('scripts run as root, one after the other over one connection, and leave nothing for the next', async () => {
  const remote = to('vm');
  const first = await sh(remote, 'id -u; x=1; cd /tmp; echo err >&2; trap "echo bye" EXIT; exit 7');
  expect(first).toMatchObject({ stdout: '0\nbye\n', exitCode: 7, signal: null, timedOut: false });
  expect(first.stderr).toContain('err');
  const connection = 'echo $PPID; pwd; echo "$x"; cat';
  const [one, two] = [await sh(remote, connection), await sh(remote, connection)];
  expect(one.stdout).toBe(two.stdout);
  expect(one.stdout.split('\n').slice(1)).toEqual(['/root', '', '']);
  expect(await remote.hostKey()).toMatch(/^SHA256:/);
});

test('a script may be long, in any language, and print what it likes', async () => {
  const words = `it's "$HOME" \\ 网桥 ${'x'.repeat(200_000)}`;
  expect((await sh(to('vm'), `cat <<'END'\n${words}\nEND\n`)).stdout).toBe(`${words}\n`);
});

test('nothing of the environment over there reaches a script', async () => {
  const { stdout } = await sh(to('vm'), 'env | cut -d= -f1 | sort | tr "\\n" " "');
  expect(
    stdout
      .trim()
      .split(' ')
      .filter((name) => !['PWD', 'OLDPWD', '_', 'SHLVL'].includes(name)),
  ).toEqual(['HOME', 'LC_ALL', 'PATH']);
});

test('a script that takes too long ends, and the machine can be asked again', async () => {
  const remote = to('vm');
  expect(await sh(remote, 'echo begun; sleep 600', 1_500)).toMatchObject({
    timedOut: true,
    exitCode: null,
    stdout: 'begun\n',
  });
  expect((await sh(remote, 'echo again')).stdout).toBe('again\n');
});

test('aborting ends a script at once', async () => {
  const abort = new AbortController();
  const running = to('vm').run('sleep 600', { timeoutMs: 60_000, signal: abort.signal });
  abort.abort();
  expect(value(await running)).toMatchObject({ signal: 'SIGKILL', timedOut: false });
});

test.each([
  ['endless', 'lying'],
  ['closing', 'ended'],
  ['locked', 'refused'],
  ['nobody', 'unreachable'],
  ['flood', 'unreachable'],
  ['web', 'unreachable'],
])('a machine that is %s: %s', async (host, code) => {
  expect(await failing(to(host, { connectSeconds: 3 }))).toBe(code);
});

test('a machine that says nothing is given up, before and after it has let us in', async () => {
  expect(await failing(to('mute', { connectSeconds: 2 }))).toBe('unreachable');
  expect(await failing(to('silent'), 2_000)).toContain('"timedOut":true');
});

test('a user who is not root there, and may not become it, is told so', async () => {
  const remote = createRemote('ssh://student', { host: 'student', user: 'student' }, machines.settings);
  remotes.push(remote);
  expect(await failing(remote)).toBe('no-root');
});

test('a host key that is not known, or another one, is refused, also where ssh_config would not', async () => {
  const { writeFile, readFile } = await import('node:fs/promises');
  const config = await readFile(`${machines.folder}/ssh_config`, 'utf8');
  const other = (await readFile(`${machines.folder}/other.pub`, 'utf8')).split(' ').slice(0, 2).join(' ');
  await writeFile(`${machines.folder}/none`, '');
  await writeFile(`${machines.folder}/wrong`, `vm ${other}\n`);
  const failures: string[] = [];
  for (const known of ['none', 'wrong']) {
    const configFile = `${machines.folder}/${known}_config`;
    await writeFile(configFile, `StrictHostKeyChecking no\n${config.replaceAll('/known_hosts', `/${known}`)}`);
    failures.push(await failing(to('vm', { configFile })));
  }
  const accepting = to('vm', { configFile: `${machines.folder}/none_config`, hostKeys: 'accept-new' });
  expect([...failures, (await sh(accepting, 'echo in')).stdout]).toEqual(['host-key', 'host-key', 'in\n']);
});

test('nothing is left behind', async () => {
  for (const remote of remotes) await remote.close();
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('bridgework-ssh-'))).toEqual([]);
});
