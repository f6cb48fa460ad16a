import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hierarchiesOf, joining, settingsOf } from './cgroups.ts';
import { limits } from './limits.ts';

/** /proc/self/mountinfo of Debian 12 with version 1, and of Debian 13. */
const one = `30 24 0:26 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
32 30 0:28 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
33 30 0:29 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
34 30 0:30 / /sys/fs/cgroup/devices rw,relatime - cgroup cgroup rw,devices
35 30 0:31 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
`;
const two = '35 24 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';

test('of version 1, the hierarchies that hold memory, processes or time', () => {
  expect(hierarchiesOf(one)).toEqual([
    { at: '/sys/fs/cgroup/cpu,cpuacct', version: 1, holds: ['cpu'] },
    { at: '/sys/fs/cgroup/memory', version: 1, holds: ['memory'] },
    { at: '/sys/fs/cgroup/pids', version: 1, holds: ['processes'] },
    { at: '/sys/fs/cgroup/unified', version: 2, holds: [] },
  ]);
});

test('one of version 2', () => {
  expect(hierarchiesOf(two)).toEqual([{ at: '/sys/fs/cgroup', version: 2, holds: [] }]);
});

test.each([
  ['read-only, as in a container', two.replace('cgroup2 rw', 'cgroup2 ro')],
  ['not the whole one', two.replace('0:30 / ', '0:30 /docker/1 ')],
  ['none', ''],
])('%s: none to use', (_title, mountinfo) => {
  expect(hierarchiesOf(mountinfo)).toEqual([]);
});

test('a group is told of what its hierarchy holds, and of nothing else', () => {
  expect(settingsOf({ at: '/x', version: 1, holds: ['memory'] })).toEqual([['memory.limit_in_bytes', limits.memory]]);
  expect(settingsOf({ at: '/x', version: 1, holds: ['cpu'] })).toEqual([]);
  expect(settingsOf({ at: '/x', version: 2, holds: ['processes', 'memory'] })).toEqual([
    ['memory.max', limits.memory],
    ['memory.swap.max', 0],
    ['pids.max', limits.processes],
  ]);
});

test('who joins is in the group before it is anything else; a group that is gone keeps nobody out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridgework-test-'));
  try {
    const procs = join(folder, 'cgroup.procs');
    writeFileSync(procs, '');
    const [file = '', ...args] = [...joining([folder, join(folder, 'gone')]), 'sh', '-c', 'echo $$ "$1"', 'sh', 'a  b'];
    const said = execFileSync(file, args, { encoding: 'utf8' });
    expect(said).toBe(`${readFileSync(procs, 'utf8').trim()} a  b\n`);
    expect(joining([])).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
