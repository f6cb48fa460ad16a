import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Ended, run } from '../tools/spawn.ts';

const root = join(import.meta.dirname, '../..');

/** Runs it in copies of /etc, /var/lib and /usr/sbin (view.sh), as their root. */
async function tried(script: string): Promise<Ended> {
  const folder = mkdtempSync(join(root, 'node_modules/.bridgework-view-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'script');
  writeFileSync(file, script);
  const ids = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user', '--map-auto'];
  const argv = ['unshare', ...ids, '--mount', '--propagation', 'private', 'bash', 'test/package/view.sh', file];
  return run(argv, { cwd: root, env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', TMPDIR: tmpdir() } });
}

const setUp = 'sh vagrant/provision.sh --sandbox --yes --user learner';
const takeAway = 'sh vagrant/remove.sh --yes --user learner';

it('takes away all that set-up put there, and nothing else', async () => {
  const { exitCode, output } = await tried(`
    snapshot >"$copies/before"
    ${setUp}
    grep -qx 'learner:[0-9]*:65536' /etc/subuid
    grep -qx 'learner:[0-9]*:65536' /etc/subgid
    grep -qx br_netfilter /etc/modules-load.d/bridgework.conf
    test -e /etc/sysctl.d/60-bridgework.conf
    no same_as_before
    ${takeAway}
    snapshot | diff "$copies/before" -
    ${takeAway}
    snapshot | diff "$copies/before" -
  `);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toMatch(/will be removed: the ids learner:\d+:65536 from \/etc\/subuid/);
  expect(output).toContain('will be removed: /etc/modules-load.d/bridgework.conf');
});

it('makes and takes away the files of ids where there were none', async () => {
  const { exitCode, output } = await tried(`
    rm -f /etc/subuid /etc/subgid
    snapshot >"$copies/before"
    ${setUp}
    test -s /etc/subuid
    ${takeAway}
    snapshot | diff "$copies/before" -
  `);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
});

it('gives back the policy of an install that was cut off', async () => {
  const { exitCode, output } = await tried(`
    # The machine's own may belong to nobody here.
    rm -f /usr/sbin/policy-rc.d
    echo 'exit 0 # of the machine' >/usr/sbin/policy-rc.d
    snapshot >"$copies/before"
    ${setUp}
    mv /usr/sbin/policy-rc.d /usr/sbin/policy-rc.d.kept-by-bridgework
    printf '#!/bin/sh\\n# bridgework: no service starts during an install\\nexit 101\\n' >/usr/sbin/policy-rc.d
    ${takeAway}
    snapshot | diff "$copies/before" -
  `);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
});

it('leaves what only looks like ours, and says so', async () => {
  const { exitCode, output } = await tried(`
    printf 'learner:700000:65536\\n' >>/etc/subuid
    printf 'learner:700000:65536\\n' >>/etc/subgid
    printf '# mine\\nbr_netfilter\\n' >/etc/modules-load.d/bridgework.conf
    snapshot >"$copies/before"
    ${takeAway}
    snapshot | diff "$copies/before" -
  `);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toContain('no record says that Bridgework gave these ids');
});

it('leaves ids that were changed since, and those of others with all that they need', async () => {
  const { exitCode, output } = await tried(`
    ${setUp}
    sh vagrant/provision.sh --sandbox --yes --user other
    sed -i 's/^learner:\\([0-9]*\\):65536/learner:\\1:131072/' /etc/subgid
    ${takeAway}
    no grep learner /etc/subuid
    grep -q '^learner:[0-9]*:131072' /etc/subgid
    grep -q '^other:[0-9]*:65536' /etc/subuid
    test -e /etc/modules-load.d/bridgework.conf
    sh vagrant/remove.sh --yes --user other
    no grep other /etc/subuid
    test ! -e /etc/modules-load.d/bridgework.conf
    test ! -e /var/lib/bridgework
  `);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toContain('stays, as others use it, too');
});

it('only says what it would do', async () => {
  const { exitCode, output } = await tried(`
    ${setUp}
    snapshot >"$copies/before"
    sh vagrant/remove.sh --list --user learner
    snapshot | diff "$copies/before" -
  `);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toContain('will be removed: /var/lib/bridgework/setup');
});
