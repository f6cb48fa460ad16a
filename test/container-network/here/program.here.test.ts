import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Played, playMachine } from '../../../src/lab/here/testing/played.ts';

/** The program as a person starts it, on a machine that is declared to be one: what `main.ts` makes of it. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The played machine has its own view of these folders, so a checkout there cannot be started in it. */
const hidden = /^\/(root|tmp|var|run|mnt|media)\//.test(root);

describe.skipIf(hidden)('the program on a declared machine', () => {
  let played: Played;
  beforeAll(async () => {
    played = await playMachine('program');
    // The images that a provisioned machine has in its cache.
    await played.sh(
      'mkdir -p /var/cache/bridgework/stand-in-3-x64; cp -r /run/machine/tools/. /run/machine/image.tar "/var/cache/bridgework/stand-in-3-$(uname -m | sed s/x86_64/x64/ | sed s/aarch64/arm64/)/"',
    );
  });
  afterAll(() => played?.discard());

  const bridgework = (words: string, env = '') =>
    played.sh(`cd ${root}; ${env} BRIDGEWORK_HOME=/root/home BRIDGEWORK_IMAGE_CACHE=/var/cache/bridgework LC_ALL=C.UTF-8 \
      ${process.execPath} src/main.ts ${words} 2>&1; echo "exit $?"`);

  test('takes the machine itself as its lab when nothing else is said', async () => {
    expect(await bridgework('lab status')).toMatch(/^here {2}down[\s\S]*exit 3/);
    expect(await bridgework('lab status', 'BRIDGEWORK_LAB=default')).toMatch(/^default {2}down/);
    expect(await bridgework('lab status --lab default')).toMatch(/^default {2}down/);
    expect(await bridgework('lab list')).toMatch(/^here {2}down/);
    expect(await bridgework('--help')).not.toContain('bug');
    // As where udev runs: what it is told is proved by npm run test:vm, on a machine that has one.
    await played.sh('mkdir -p /run/udev; touch /run/udev/control');
    const links = 'cat /run/systemd/network/*.link 2>&1 || :';
    const up = await bridgework('lab up');
    expect(up).toMatch(/here {2}up[\s\S]*exit 0/);
    expect(await bridgework('lab list --json')).toContain('"kind": "here"');
    expect(await played.sh(links)).toMatch(
      /^Driver=veth bridge\nOriginalName=br0 veth1 veth2 eth0\n\n\[Link\]\nMACAddressPolicy=none$/m,
    );
    expect(await bridgework('run bridge')).toContain('exit 0');
    expect(await played.sh('ip -br link show br0')).toContain('br0');
    expect(await bridgework('lab exec -- ip -br link show lab-lan')).toContain('lab-lan');
    expect(await bridgework('lab down')).toMatch(/here {2}down[\s\S]*exit 0/);
    expect(await played.sh(links)).toContain('No such file');
    expect(await played.sh('ls /sys/class/net; ls /run/netns')).not.toMatch(/br0|lab-lan|outside/);
  });

  test('without the declaration it is the sandbox again, and the machine is refused', async () => {
    await played.sh('rm -r /etc/bridgework');
    expect(await bridgework('lab status')).toMatch(/^default {2}down/);
    const refused = await bridgework('lab up --lab here');
    expect(refused).toMatch(/--this-machine-is-disposable[\s\S]*bridgework lab up --lab default[\s\S]*exit 2/);
    expect(await bridgework('learn --lab here')).toMatch(/disposable[\s\S]*exit 2/);
    expect(await bridgework('lab up --lab here --this-machine-is-disposable')).toMatch(/here {2}up[\s\S]*exit 0/);
    expect(await bridgework('check bridge --lab here')).toContain('exit 1');
    expect(await bridgework('lab down --lab here')).toContain('exit 0');
  });
});
