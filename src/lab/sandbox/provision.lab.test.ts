import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Set-up on machines that say that they are another distribution; in a mount namespace, and nothing is installed. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridgework-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const hide = (...programs: string[]): string =>
  `for p in ${programs.join(' ')}; do f=$(command -v $p) && mount --bind /dev/null $f; done; true`;
/** nginx, dnsmasq and a static busybox, which a machine of another family must have itself. */
const withImage = `mkdir ${'$'}at/bin; for p in nginx dnsmasq busybox.static; do ln -s "$(command -v cat)" ${'$'}at/bin/$p; done; export PATH=$PATH:${'$'}at/bin`;

async function provision(
  osRelease: string,
  setup: string,
  ...more: string[]
): Promise<{ code: number; output: string }> {
  const at = await mkdtemp(join(folder, 'os-'));
  await writeFile(join(at, 'os-release'), osRelease);
  const script = `set -e; at=${at}; export PATH=$PATH:/usr/sbin:/sbin
mount --bind $at/os-release "$(readlink -f /etc/os-release)"
${setup}
exec sh vagrant/provision.sh --sandbox --list ${more.join(' ')}`;
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8' };
    execFile('unshare', ['-rm', '--', 'sh', '-c', script], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

const fedora = 'ID=fedora\nNAME="Fedora Linux"\n';

describe('a machine of another distribution', () => {
  it.each([
    [fedora, 'Fedora Linux', 'sudo dnf install -y bridge-utils /usr/bin/script'],
    [
      'ID="rocky"\nID_LIKE="rhel centos fedora"\nNAME="Rocky Linux"',
      'Rocky Linux',
      'sudo dnf install -y bridge-utils /usr/bin/script',
    ],
    [
      'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nNAME="openSUSE Leap"',
      'openSUSE Leap',
      'sudo zypper --non-interactive install bridge-utils util-linux',
    ],
    [
      'ID=manjaro\nID_LIKE=arch\nNAME="Manjaro Linux"',
      'Manjaro Linux',
      'sudo pacman -S --needed bridge-utils util-linux',
    ],
    ['ID=alpine\nNAME="Alpine Linux"', 'Alpine Linux', 'doas apk add bridge-utils util-linux-misc'],
  ])('is told what to install, and nothing is installed: %j', async (osRelease, name, command) => {
    const { code, output: said } = await provision(osRelease, `${withImage}\n${hide('brctl', 'script')}`);
    expect(said).toContain(
      `we install nothing on ${name}, because we could not try it there. Run this, then try again: ${command}\n`,
    );
    expect(code).toBe(1);
  });

  it('is ready where the programs are there', async () => {
    expect(await provision(fedora, withImage)).toEqual({ code: 0, output: 'bridgework: the machine is ready\n' });
  });

  it('needs the programs of the stand-in image, which only Debian packages are unpacked for', async () => {
    const { output: said } = await provision(fedora, hide('nginx', 'dnsmasq'));
    expect(said).toContain('Run this, then try again: sudo dnf install -y nginx-core dnsmasq');
    const busybox = `${withImage}; rm $at/bin/busybox.static; cp "$(command -v cat)" $at/bin/busybox; export PATH=$at/bin:$PATH`;
    expect((await provision('ID=alpine\n', busybox)).output).toContain('doas apk add busybox-static\n');
  });

  it('whose packages nobody knows is told the programs', async () => {
    const { code, output: said } = await provision(
      'ID=gentoo\nNAME=Gentoo\n',
      `${withImage}; ${hide('apt-get', 'brctl')}`,
    );
    expect(said).toContain(
      'we do not know the packages of Gentoo. Install these programs with its package manager, then try again: brctl',
    );
    expect(code).toBe(1);
  });

  it('speaks Chinese', async () => {
    const { output: said } = await provision(fedora, `${withImage}; ${hide('brctl')}; export LANG=zh_CN.UTF-8`);
    expect(said).toContain('我们没有条件在 Fedora Linux 上试装');
  });
});

describe('a machine of Debian’s family', () => {
  it.each([
    'ID=debian\n',
    'ID=ubuntu\nID_LIKE=debian\n',
    'ID=pop\nID_LIKE="ubuntu debian"\n',
    'ID=who-knows\n',
    '',
    '\u0000\n=x',
  ])('is told Debian’s packages: %j', async (osRelease) => {
    const { code, output: said } = await provision(osRelease, hide('brctl'));
    expect(said).toContain('missing Debian packages');
    expect(said).toContain('bridge-utils ');
    expect(said).not.toContain('nginx');
    expect(code).toBe(1);
  });

  it('is not taken for one by an apt-get that somebody put on another', async () => {
    expect((await provision(fedora, hide('brctl', 'nginx'))).output).toContain('sudo dnf install');
  });
});

it('a hostile os-release is only characters', async () => {
  const evil = `NAME="$(touch ${'$'}{at}/broken)\u001b[2J%s%n"\nID=fedora\nID_LIKE=$(touch /tmp/broken) *\n`;
  const { output: said } = await provision(evil, `${withImage}; ${hide('brctl')}`);
  expect(said).toContain('sudo dnf install -y bridge-utils');
  expect(said).not.toMatch(/[\u0000-\u0008\u001b]/);
  expect(said).toContain('%s%n');
});
