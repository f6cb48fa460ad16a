import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findElsewhere } from '../testing/elsewhere.ts';

/** Machines that look different to whoever asks; nothing is built. */
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bridgework-test-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

// An empty cache of the test's own: what other tests have built must not help.
const found = async (setup: string, as = ''): Promise<readonly string[]> => {
  const lines = await findElsewhere({
    name: 'x',
    home,
    setup,
    as: 'user',
    launch: `export BRIDGEWORK_IMAGE_CACHE=${home}/cache; exec ${as} "$@"`,
  });
  return lines.map((line) => line.trim());
};
const noLists = 'mount -t tmpfs none /var/lib/apt/lists';
const noPrograms = 'for p in nginx dnsmasq; do f=$(command -v $p) && mount --bind /dev/null $f; done; true';

test('a machine as it should be blocks nothing', async () => {
  const findings = await found(':');
  expect(findings.map((line) => line.split(' ')[0])).toEqual([
    'machine',
    'namespaces',
    'ids',
    'limits',
    'space',
    'lab',
    'image',
  ]);
  expect(findings.filter((line) => / (blocking|unknown)/.test(line))).toEqual([]);
});

test('without an image, lists of packages and a web server there will be none (F01)', async () => {
  expect(await found(`${noLists}; ${noPrograms}`)).toContain('image blocking sudo apt-get update');
});

test('without Debian packages the image needs programs of this machine’s own', async () => {
  const os = join(home, 'os-release');
  const noPackages = `${noPrograms}; mount --bind /dev/null "$(command -v dpkg-deb)"`;
  await writeFile(os, 'ID=fedora\nNAME="Fedora Linux"\n');
  const fedora = `mount --bind ${os} "$(readlink -f /etc/os-release)"`;
  const findings = await found(`${noPackages}; ${fedora}`);
  expect(findings.find((line) => line.startsWith('image'))).toMatch(
    /^image blocking sudo dnf install -y nginx-core dnsmasq( busybox)?$/,
  );
  const own = `mkdir -p ${home}/own; for p in nginx dnsmasq; do ln -s "$(command -v cat)" ${home}/own/$p; done; export PATH=${home}/own:$PATH`;
  expect(await found(`${own}; ${noPackages.replace(noPrograms, ':')}; ${fedora}`)).toContain('image ok');
});

test('packages in the cache are enough', async () => {
  await mkdir(join(home, 'cache'), { recursive: true });
  await writeFile(join(home, 'cache', 'nginx_1_amd64.deb'), '');
  expect(await found(`${noLists}; ${noPrograms}`)).toContain('image ok');
});

test('what keeps ordinary users from user namespaces is told, and root is not told of it', async () => {
  const switches = [
    ['apparmor_restrict_unprivileged_userns', 1, 0],
    ['unprivileged_userns_clone', 0, 1],
  ] as const;
  for (const [name, bad, good] of switches) {
    // A second whole /proc in sight: with the covered one alone, a lab could not mount its own.
    const whole = 'mount -t tmpfs none /mnt; mkdir /mnt/proc; mount --bind /proc /mnt/proc';
    const set = (value: number): string =>
      `${whole}; mount -t tmpfs none /proc/sys/kernel; echo ${value} >/proc/sys/kernel/${name}`;
    // An id that is mapped to nothing is nobody's, and not root's.
    const nobody = 'unshare --user';
    expect(await found(set(bad), nobody)).toContain(`namespaces blocking sudo sysctl -w kernel.${name}=${good}`);
    expect(await found(set(good), nobody)).toContain('namespaces ok');
    expect(await found(set(bad))).toContain('namespaces ok');
  }
});

test('a program that is not there, no user namespaces and a full disk block, each with its fix', async () => {
  const findings = await found(`
    mount --bind /dev/null "$(command -v brctl || echo /usr/sbin/brctl)"
    echo 0 >/proc/sys/user/max_user_namespaces
    mount -t tmpfs -o size=20m none ${home}`);
  expect(findings).toContain('machine blocking sudo apt-get install -y --no-install-recommends bridge-utils');
  expect(findings).toContain('namespaces blocking sudo sysctl -w user.max_user_namespaces=15000');
  expect(findings).toContain(`space blocking df -h ${home}`);
});
