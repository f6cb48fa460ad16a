import { lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { Lab, ScriptResult } from '../lab.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';
import { groupsOf } from './cgroups.ts';
import { identify } from './identity.ts';
import { countsProcesses, limits } from './limits.ts';
import { labPaths } from './paths.ts';
import { canHaveVolume } from './volume.ts';

/** Two labs of strangers on one machine: what `greedy` takes, `other` does not miss. */
let home: string;
let greedy: Lab;
let other: Lab;
const isRoot = process.getuid?.() === 0;
const run = async (lab: Lab, script: string): Promise<ScriptResult> => {
  const result = await lab.run(script, { timeoutMs: 60_000 });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const up = async (lab: Lab): Promise<number> => {
  const result = await lab.up(() => {});
  if (!result.ok) throw new Error(`${lab.name}: ${JSON.stringify(result.error)}`);
  return result.value.pid ?? 0;
};
/** Processes, an inotify instance, files in memory, a container of its own: everything that somebody else may have taken. */
const everything = `set -e
perl -e 'exit(syscall(${process.arch === 'arm64' ? 26 : 294}, 0) < 0)'
head -c 20M /dev/zero >/tmp/room; rm /tmp/room
docker run --rm --net=none nginx:1.13.3-alpine sh -c 'echo fine'`;
const otherIsFine = async (): Promise<void> =>
  expect(await run(other, everything)).toMatchObject({ stdout: 'fine\n', exitCode: 0 });

beforeAll(async () => {
  home = await scratchHome();
  [greedy, other] = ['greedy', 'other'].map((name) => createSandbox({ name, home })) as [Lab, Lab];
  await Promise.all([up(greedy), up(other)]);
});
afterAll(() => discardHome(home));

describe('what one lab takes, another one does not miss', () => {
  // What only root's labs have; for others these tests do not exist (a skipped test fails the whole run).
  const rootOnly = isRoot ? test : (): void => undefined;

  rootOnly('each lab of root’s has ids of its own, though they came up at once', async () => {
    const maps = [greedy, other].map(async (lab) => (await run(lab, 'cat /proc/self/uid_map; id -u')).stdout);
    for (const map of await Promise.all(maps)) expect(map).toMatch(/^ +0 +\d+ +65536\n0\n$/);
    const outside = [greedy, other].map(async (lab) => {
      const { pid } = await lab.status();
      return /^Uid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    });
    const ids = await Promise.all(outside);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(Number(id)).toBeGreaterThan(0);
  });

  test('processes', async ({ skip }) => {
    if (!isRoot && !countsProcesses()) skip();
    const bomb = 'i=0; while [ $i -lt 3000 ]; do sleep 1000 >/dev/null 2>&1 & i=$((i + 1)); done; echo all';
    const { stdout, exitCode } = await run(greedy, bomb);
    expect({ stdout, failed: exitCode !== 0 }).toEqual({ stdout: '', failed: true });
    await otherIsFine();
    expect((await greedy.down()).ok).toBe(true);
    await up(greedy);
    expect(await run(greedy, everything)).toMatchObject({ stdout: 'fine\n', stderr: '' });
  });

  test('inotify instances', async () => {
    const call = process.arch === 'arm64' ? 26 : 294;
    const all = `perl -e '$| = 1; $n++ while $n < 5000 && syscall(${call}, 0) >= 0; print "$n\\n"; sleep 1000' >/tmp/hog 2>&1 &
      until [ -s /tmp/hog ]; do sleep 0.05; done; cat /tmp/hog`;
    const taken = Number((await run(greedy, all)).stdout);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(5000);
    await otherIsFine();
    await run(greedy, 'pkill perl');
  });

  test('memory, as files', async () => {
    const { stderr, exitCode } = await run(greedy, 'head -c 2G /dev/zero >/tmp/big');
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('No space left');
    await otherIsFine();
    await run(greedy, 'rm /tmp/big');
  });

  rootOnly('memory of its programs', async ({ skip }) => {
    const groups = await groupsOf(labPaths(home, 'greedy').root);
    if (!groups.some((group) => group.includes('memory'))) skip();
    const bytes = limits.memory + 512 * 1024 * 1024;
    const { exitCode } = await run(greedy, `head -c ${bytes} /dev/zero | tail`);
    expect(exitCode).toBe(137);
    await otherIsFine();
  });

  rootOnly('the disk', async ({ skip }) => {
    if (!(await canHaveVolume())) skip();
    const fill =
      'cd /var/lib/docker; fallocate -l 3G a; until ! fallocate -l 64M b$((n = n + 1)) 2>/dev/null; do :; done';
    await run(greedy, fill);
    const { stderr } = await run(greedy, 'head -c 100M /dev/zero >/var/lib/docker/more');
    expect(stderr).toContain('No space left');
    await otherIsFine();
    const { volume } = labPaths(home, 'greedy');
    await run(greedy, 'rm -f /var/lib/docker/a /var/lib/docker/b* /var/lib/docker/more; sync');
    expect((await stat(volume)).blocks * 512).toBeLessThan(1024 * 1024 * 1024);
  });
});

describe('lab down', () => {
  test('deletes what the lab left in Docker’s data root, and keeps the image', async () => {
    const { data, kept } = labPaths(home, 'greedy');
    await run(
      greedy,
      `set -e; docker run -d --net=none --name web nginx:1.13.3-alpine >/dev/null
      cd /var/lib/docker; cp /bin/sh suid; chmod 4755 suid; mkfifo pipe overlay2/pipe; ln -s / overlay2/root
      mkdir -p "$(printf 'image/strange\\nname')/deep"; head -c 1M /dev/zero >volumes/data`,
    );
    expect((await greedy.down()).ok).toBe(true);
    const before = JSON.parse(await readFile(kept, 'utf8')) as { files: object };
    expect(
      (await readdir(data).catch(() => [])).filter((name) => !/^(image|overlay2|\.bridgework-image)$/.test(name)),
    ).toEqual([]);
    const phases: string[] = [];
    const again = await greedy.up((event) => phases.push(event.text.id));
    expect(again.ok).toBe(true);
    expect(phases).not.toContain('lab.phase.image');
    const left =
      'cd /var/lib/docker; ls -d suid pipe overlay2/pipe overlay2/root image/strange* volumes/data 2>/dev/null; docker ps -aq';
    expect((await run(greedy, left)).stdout).toBe('');
    expect(Object.keys(before.files).length).toBeGreaterThan(10);
  });

  test('loads the image anew where the lab has touched it', async () => {
    await run(
      greedy,
      `cd /var/lib/docker/image/overlay2/imagedb/content/sha256 && for f in *; do touch -r $f /tmp/t; echo x >>$f; touch -r /tmp/t $f; done`,
    );
    expect((await greedy.down()).ok).toBe(true);
    const phases: string[] = [];
    expect((await greedy.up((event) => phases.push(event.text.id))).ok).toBe(true);
    expect(phases).toContain('lab.phase.image');
    expect(await run(greedy, everything)).toMatchObject({ stdout: 'fine\n', stderr: '' });
  });

  test('ends no process that a forged state file names: neither another lab’s nor a plain one', async () => {
    const { state } = labPaths(home, 'greedy');
    const mine = JSON.parse(await readFile(state, 'utf8')) as object;
    const victim = await other.status();
    expect((await greedy.down()).ok).toBe(true);
    for (const pid of [victim.pid ?? 0, process.ppid]) {
      const identity = await identify(pid);
      await writeFile(state, JSON.stringify({ ...mine, ...identity }));
      expect((await greedy.down()).ok).toBe(true);
      expect(await identify(pid)).toEqual(identity);
    }
    await otherIsFine();
  });

  test('follows no link in place of the lab’s folder', async () => {
    const elsewhere = join(home, 'elsewhere');
    await mkdir(join(elsewhere, 'data'), { recursive: true });
    await writeFile(join(elsewhere, 'data', 'precious'), '');
    const { root } = labPaths(home, 'linked');
    await symlink(elsewhere, root);
    const linked = createSandbox({ name: 'linked', home });
    for (const act of [() => linked.down(), () => linked.up(() => {})]) {
      const result = await act();
      expect(result).toMatchObject({ ok: false, error: { code: 'state-folder' } });
    }
    expect((await lstat(join(elsewhere, 'data', 'precious'))).isFile()).toBe(true);
    await rm(root);
  });

  test('leaves no control group and no loop device', async () => {
    const { root, volume } = labPaths(home, 'greedy');
    await greedy.down();
    for (const group of await groupsOf(root)) expect(await lstat(group).catch(() => undefined)).toBeUndefined();
    for (let tries = 0; tries < 100; tries++) {
      const devices = await readdir('/sys/block').catch(() => []);
      const files = devices.map((name) => readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => ''));
      if (!(await Promise.all(files)).some((file) => file.trim() === volume)) return;
      await pause(50);
    }
    throw new Error('the volume is still mounted');
  });
});
