import { expect, test } from 'vitest';
import { type ContainerFacts, engineOf, isCoveredForUsers, isForbidden, sightOf, startAgain } from './container.ts';

// /proc/self/mountinfo of `docker run` (Docker 20.10, Debian 12), then with what container/entry.sh adds
const docker = `1468 1347 0:473 / / rw,relatime - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w
1469 1468 0:481 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
1472 1468 0:484 / /sys ro,nosuid,nodev,noexec,relatime - sysfs sysfs ro
1473 1472 0:485 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,mode=755
1366 1469 0:481 /bus /proc/bus ro,nosuid,nodev,noexec,relatime - proc proc rw
1396 1469 0:481 /sys /proc/sys ro,nosuid,nodev,noexec,relatime - proc proc rw
1400 1469 0:488 / /proc/acpi ro,relatime - tmpfs tmpfs ro
`;
const proc = '1364 1468 0:489 / /run/bridgework/sight/proc rw,nosuid,nodev,noexec,relatime - proc proc rw\n';
const sys = '1401 1468 0:484 / /run/bridgework/sight/sys rw,nosuid,nodev,noexec,relatime - sysfs sysfs rw\n';

// A machine with systemd: what lies below /proc and /sys covers nothing.
const machine = `24 1 0:22 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
25 1 0:23 / /proc rw,nosuid,nodev,noexec,relatime shared:14 - proc proc rw
28 24 0:6 / /sys/kernel/security rw,nosuid,nodev,noexec,relatime shared:8 - securityfs securityfs rw
30 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw
33 25 0:29 / /proc/sys/fs/binfmt_misc rw,relatime shared:15 - autofs systemd-1 rw,fd=29
`;

test.each([
  ['a machine', machine, { proc: true, sys: true }],
  ['a container', docker, { proc: false, sys: false }],
  ['a container whose entry point showed both', docker + proc + sys, { proc: true, sys: true }],
  ['one that showed /proc alone', docker + proc, { proc: true, sys: false }],
  [
    'a file system that is read-only, though its mount is not',
    docker + sys.replace('sysfs rw', 'sysfs ro'),
    { proc: false, sys: false },
  ],
  [
    'a mount that is read-only, though its file system is not',
    docker + sys.replace('sys rw,', 'sys ro,'),
    { proc: false, sys: false },
  ],
  ['only a part of one', docker + proc.replace(' / /run', ' /bus /run'), { proc: false, sys: false }],
  [
    'one covered as a whole',
    `${docker + proc}9 1364 0:9 / /run/bridgework/sight/proc rw - tmpfs x rw\n`,
    { proc: false, sys: false },
  ],
  ['nothing', '', { proc: false, sys: false }],
  ['nonsense', ' - \n\n - proc\n1 2\n', { proc: false, sys: false }],
])('what is in sight: %s', (_, mountinfo, sight) => expect(sightOf(mountinfo)).toEqual(sight));

const whole = { proc: true, sys: true };
const none = { proc: false, sys: false };
const image: ContainerFacts = {
  engine: 'docker',
  sight: whole,
  filtered: true,
  confined: false,
  granted: true,
  isRoot: false,
};

test.each<[string, Partial<ContainerFacts>, Parameters<typeof isForbidden>[1], boolean]>([
  ['plain docker run', { sight: none, granted: false }, 'namespace', true],
  ['SYS_ADMIN under Docker’s own filter', {}, 'root', true],
  ['no filter, but no SYS_ADMIN', { sight: none, granted: false, filtered: false }, 'mount', true],
  ['AppArmor', { confined: true, filtered: false }, 'mount', true],
  ['LXC', { engine: 'lxc', filtered: false }, 'mount', true],
  // What has all that it needs and fails all the same fails for another reason, which its own words tell.
  ['all that it needs', { filtered: false }, 'root', false],
  ['all that it needs, a mount', {}, 'mount', false],
])('%s', (_, facts, refused, forbidden) => expect(isForbidden({ ...image, ...facts }, refused)).toBe(forbidden));

test('who is root makes what a lab must see; for others, root must', () => {
  expect(isCoveredForUsers({ ...image, sight: none })).toBe(true);
  expect(isCoveredForUsers({ ...image, sight: none, isRoot: true })).toBe(false);
  expect(isCoveredForUsers({ ...image, sight: none, granted: false })).toBe(false);
  expect(isCoveredForUsers(image)).toBe(false);
});

test('the command to start again with is that of the engine', () => {
  expect(startAgain(image)).toMatch(
    /^docker run -it --cap-add SYS_ADMIN .*seccomp=unconfined .*apparmor=unconfined -v/,
  );
  expect(startAgain({ ...image, engine: 'podman' })).toMatch(/^podman run /);
  expect(startAgain({ ...image, engine: 'lxc' })).toContain('security.nesting=true');
});

test('a container is told by its engine’s marks, and a live system is none', () => {
  const marks = { docker: false, podman: false, named: '', onOverlay: false, filtered: false };
  expect(engineOf(marks)).toBeUndefined();
  expect(engineOf({ ...marks, onOverlay: true })).toBeUndefined();
  expect(engineOf({ ...marks, filtered: true })).toBeUndefined();
  expect(engineOf({ ...marks, onOverlay: true, filtered: true })).toBe('other');
  expect(engineOf({ ...marks, docker: true })).toBe('docker');
  expect(engineOf({ ...marks, podman: true, named: 'oci' })).toBe('podman');
  expect(engineOf({ ...marks, named: 'lxc' })).toBe('lxc');
  expect(engineOf({ ...marks, named: 'systemd-nspawn' })).toBe('other');
});
