import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { Lab, LabFailure, Remote } from '../lab.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';
import { ownEtc, type SshMachines, sshMachines } from '../testing/sshd.ts';
import { createRemote } from './remote.ts';

/** Ways to a machine that teachers have: sudo, jump hosts, agents, keys that change, sshds that take only a few. All real. */
const run = promisify(execFile);
let home: string;
let machines: SshMachines;
let lab: Lab;
const remotes: Remote[] = [];

const to = (host: string, more: { readonly user?: string; readonly settings?: object } = {}): Remote => {
  const target = { host, ...(more.user === undefined ? {} : { user: more.user }) };
  const remote = createRemote(`ssh://${host}`, target, { ...machines.settings, ...more.settings });
  remotes.push(remote);
  return remote;
};
const asked = async (remote: Remote, script = 'id -u', timeoutMs = 40_000): Promise<string | LabFailure> => {
  const ran = await remote.run(script, { timeoutMs });
  return ran.ok ? ran.value.stdout : ran.error;
};
const sh = async (script: string): Promise<string> => {
  const ran = await lab.run(script, { timeoutMs: 30_000 });
  if (!ran.ok || ran.value.exitCode !== 0) throw new Error(JSON.stringify(ran));
  return ran.value.stdout;
};

const realSudo = `set -e
${ownEtc('/tmp/own-etc')}
printf 'student ALL=(ALL) NOPASSWD: ALL\\nwary ALL=(ALL) ALL\\n' >/etc/sudoers; chmod 440 /etc/sudoers
mkdir /tmp/own; cp -r /usr/libexec/sudo /tmp/own/libexec; cp /usr/bin/sudo /tmp/own/sudo; chmod 4755 /tmp/own/sudo
mount --bind /tmp/own/libexec /usr/libexec/sudo; mount --bind /tmp/own/sudo /usr/bin/sudo
chmod 755 /run/sshd-vm /run/sshd-vm/authorized`;

beforeAll(async () => {
  home = await scratchHome();
  machines = await sshMachines();
  lab = createSandbox({ name: 'vm', home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await machines.lab('vm', lab);
  await sh(realSudo);
});
afterAll(async () => {
  for (const remote of remotes) await remote.close();
  await machines?.end();
  if (home) await discardHome(home);
});

describe('sudo', () => {
  test('a learner with NOPASSWD becomes root, with nothing of their own environment', async () => {
    await sh(`printf 'export BASH_ENV=/tmp/evil PATH=/tmp\\n' >/tmp/.bashrc; echo 'echo evil' >/tmp/evil`);
    const words = await asked(to('vm', { user: 'student' }), 'id -u; echo "$PATH $HOME"; env | grep -c SUDO_');
    expect(words).toMatch(/^0\n\/usr\/sbin:\/usr\/bin:\/sbin:\/bin \/root\n0\n$/);
  });

  test('one who has to give a password is not asked for it, and is told what fixes it', async () => {
    const failure = await asked(to('vm', { user: 'wary' }));
    expect(failure).toMatchObject({
      code: 'no-root',
      text: { values: { detail: 'sudo: a password is required' } },
      fix: expect.stringContaining('ssh -t ssh://vm '),
    });
  });
});

describe('a jump host', () => {
  beforeAll(async () => {
    await machines.daemon('inner', lab, 2201);
    await machines.daemon('few', lab, 2202, ['MaxStartups 1:100:1']);
    // Whatever accepts and never speaks.
    await sh(`setsid perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1:2203", Listen => 9) or die; my @all; while (my $c = $s->accept) { push @all, $c }' </dev/null >/dev/null 2>&1 &
      until ss -ltn | grep -q 127.0.0.1:2203; do :; done`);
    const behind = (name: string, port: number): string =>
      `Host ${name}\n  HostName 127.0.0.1\n  Port ${port}\n  User root\n  IdentityFile ${machines.folder}/client\n  IdentitiesOnly yes\n  HostKeyAlias vm\n  UserKnownHostsFile ${machines.folder}/known_hosts\n  ProxyJump vm\n`;
    await machines.configure(
      [behind('inner', 2201), behind('few', 2202), behind('dumb', 2203), behind('off', 2204)].join(''),
    );
  });

  test('leads to the machine behind it, by ssh_config alone', async () => {
    const words = await asked(to('inner'), 'id -u; cat /proc/$(cat /run/sshd-inner/pid)/comm');
    expect(words).toBe('0\nsshd\n');
  });

  test('a machine behind it that is off is told at once; one that never speaks, after its time', async () => {
    const [off, dumb] = [await asked(to('off')), await asked(to('dumb', { settings: { connectSeconds: 3 } }))];
    expect([off, dumb]).toMatchObject([{ code: 'unreachable' }, { code: 'unreachable' }]);
    expect((off as LabFailure).text.id).toBe('remote.fail.unreachable');
  });

  test('an sshd that takes only so many at once is asked again, until it has room', async () => {
    // Somebody who is connected and does not log in takes the only place.
    await sh(`setsid perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new("127.0.0.1:2202") or die; print scalar <$s>; $| = 1; sleep 600' </dev/null >/tmp/taken 2>&1 & echo $! >/tmp/taker
      until ss -tn state established | grep -q :2202; do :; done`);
    const remote = asked(to('few'));
    await expect
      .poll(() => sh('grep -c "MaxStartups\\|drop connection" /run/sshd-few/log || :'), {
        timeout: 30_000,
        interval: 50,
      })
      .not.toBe('0\n');
    await sh('kill $(cat /tmp/taker)');
    expect(await remote).toBe('0\n');
  });

  test('and when it never has, the reason says so', async () => {
    await sh(`setsid perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new("127.0.0.1:2202") or die; sleep 600' </dev/null >/dev/null 2>&1 & echo $! >/tmp/taker
      until ss -tn state established | grep -q :2202; do :; done`);
    const failure = await asked(to('few'));
    await sh('kill $(cat /tmp/taker)');
    expect(failure).toMatchObject({ code: 'unreachable', text: { id: 'remote.fail.hung-up', values: { times: 5 } } });
  });
});

describe('an agent', () => {
  let agent: ChildProcess;
  const socket = (): string => join(machines.folder, 'agent');
  beforeAll(async () => {
    const known = `UserKnownHostsFile ${machines.folder}/known_hosts`;
    const door = `ProxyCommand ${machines.folder}/vm.sh`;
    // No file has the key: only the agent.
    await machines.configure(
      `Host keyless\n  User root\n  IdentityFile none\n  ${known}\n  HostKeyAlias vm\n  ${door}\n  IdentityAgent ${socket()}\n`,
    );
    agent = spawn('ssh-agent', ['-D', '-a', socket()], { stdio: 'ignore' });
    const add = () => run('ssh-add', ['-q', join(machines.folder, 'client')], { env: { SSH_AUTH_SOCK: socket() } });
    await vi.waitFor(add, { timeout: 20_000 });
  });
  afterAll(async () => {
    agent.kill();
    if (agent.exitCode === null && agent.signalCode === null) await once(agent, 'close');
  });

  test('that holds the key lets us in, and is not lent to the machine', async () => {
    expect(await asked(to('keyless'), 'id -u; ls -d /tmp/ssh-* 2>/dev/null | wc -l')).toBe('0\n0\n');
  });

  test('that is gone does not, and nobody is asked for anything', async () => {
    agent.kill();
    await once(agent, 'close');
    expect(await asked(to('keyless'))).toMatchObject({ code: 'refused' });
  });
});

test('a host key that has changed since the first look is refused, and told so', async () => {
  const known = join(machines.folder, 'learned');
  await writeFile(known, '');
  await machines.daemon('again', lab, 2205);
  const door = `Host again\n  HostName 127.0.0.1\n  Port 2205\n  User root\n  IdentityFile ${machines.folder}/client\n  ProxyJump vm\n`;
  await machines.configure(door);
  const settings = { hostKeys: 'accept-new', knownHosts: known };
  expect(await asked(to('again', { settings }))).toBe('0\n');
  const other = await readFile(join(machines.folder, 'other'), 'utf8');
  await sh(`cat >/run/sshd-again/key <<'KEY'\n${other.trim()}\nKEY\nkill -HUP $(cat /run/sshd-again/pid)
    until [ "$(grep -c 'Server listening' /run/sshd-again/log)" -ge 2 ]; do :; done`);
  expect(await asked(to('again', { settings }))).toMatchObject({
    code: 'host-key',
    text: { id: 'remote.fail.host-key-changed' },
  });
});
