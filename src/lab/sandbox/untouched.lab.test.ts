import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { Lab } from '../lab.ts';
import { differences, family, type MachineState, machineState, processesWith, survivors } from '../testing/machine.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';

const kills = 50;
const builder = fileURLToPath(new URL('../testing/builder.ts', import.meta.url));
const follower = fileURLToPath(new URL('../testing/follower.ts', import.meta.url));

let home: string;
let lab: Lab;
let before: MachineState;

beforeAll(async () => {
  home = await scratchHome();
  lab = createSandbox({ name: 'untouched', home });
  // The image is built and loaded once; what is tested below are labs, not downloads.
  await up();
  await lab.down();
  before = await machineState();
});
afterAll(() => discardHome(home));

async function up(): Promise<number> {
  const result = await lab.up(() => {});
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.pid ?? 0;
}

async function inLab(script: string): Promise<string> {
  const result = await lab.run(script, { timeoutMs: 60_000 });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.stdout;
}

/** A process of its own that brings the lab up; its home marks everything that it starts. */
const startBuilder = (): ChildProcess =>
  spawn(process.execPath, [builder, 'untouched', home], {
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve();

/** Waits for a word in the output, or for the end of the output; goes on reading, as a terminal does. */
const heard = (child: ChildProcess, word: string): Promise<void> =>
  new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += String(chunk);
      if (output.includes(word)) resolve();
    });
    child.stdout?.once('end', () => resolve());
  });

const nothingLeft = () => expect.poll(() => processesWith(home), { timeout: 10_000, interval: 10 }).toEqual([]);

test('the machine is the same while a solved lab is up and after it is down', async () => {
  const pid = await up();
  const source = await readFile(new URL('../../../lessons/source-commands.txt', import.meta.url), 'utf8');
  await inLab(source.replaceAll('docker exec -it', 'docker exec'));
  expect(await inLab('docker ps -q | wc -l; iptables -t nat -S | grep -c 5678')).toBe('2\n3\n');
  expect(differences(before, await machineState())).toEqual({});

  const members = await family(pid);
  expect(members.length).toBeGreaterThan(8);
  expect(await lab.down()).toEqual({ ok: true, value: undefined });
  expect(await survivors(members)).toEqual([]);
  await nothingLeft();
  expect(differences(before, await machineState())).toEqual({});
});

test(`nothing is left and the next up works after ${kills} SIGKILLs at random moments`, async () => {
  for (let round = 0; round < kills; round++) {
    if (round % 2 === 0) {
      const child = startBuilder();
      // Any moment from the first phase to a while after the lab is up.
      await heard(child, 'lab.phase');
      const moment = Math.random() * 500;
      await new Promise((resolve) => setTimeout(resolve, moment));
      const status = await lab.status();
      child.kill('SIGKILL');
      await ended(child);
      // A lab that was ready outlives its builder; half a lab must not.
      if (status.state !== 'up')
        await expect
          .poll(async () => (await lab.status()).state === 'up' || (await processesWith(home)).length === 0, {
            timeout: 10_000,
          })
          .toBe(true);
    }
    const pid = await up();
    const members = await family(pid);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => survivors(members), { timeout: 10_000, interval: 5 }).toEqual([]);
    await nothingLeft();
  }
  expect(differences(before, await machineState())).toEqual({});
  await up();
  expect(await inLab('docker run --rm --net=none nginx:1.13.3-alpine echo fine')).toBe('fine\n');
}, 600_000);

test('a lab outlives the program that made it', async () => {
  await lab.down();
  const child = startBuilder();
  await heard(child, 'up\n');
  child.kill('SIGKILL');
  await ended(child);
  expect((await lab.status()).state).toBe('up');
  expect(await inLab('docker info >/dev/null && echo here')).toBe('here\n');
});

test('a stream dies with its reader, whatever the script started', async () => {
  await up();
  const script = `sleep 14.1421 & nsenter --net=/run/netns/outside sleep 14.1421 &
    (trap '' TERM HUP PIPE; sleep 14.1421) & echo begun; sleep 14.1421`;
  const child = spawn(process.execPath, [follower, 'untouched', home, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await heard(child, 'begun\n');
  const count = "ps -e -o args | grep -c '^sleep 14.1421'";
  expect(await inLab(count)).toBe('4\n');
  child.kill('SIGKILL');
  await ended(child);
  await expect.poll(() => inLab(count), { timeout: 10_000 }).toBe('0\n');
  expect((await processesWith('14.1421')).filter((line) => !line.includes('vitest'))).toEqual([]);
  expect((await lab.status()).state).toBe('up');
});

test('breaking everything in the lab reaches no file of the machine', async () => {
  await up();
  const own = await mkdtemp(join(homedir(), '.bridgework-test-'));
  const mine = join(own, 'precious');
  try {
    await writeFile(mine, 'precious');
    const files = ['/etc/passwd', '/etc/hosts', '/etc/resolv.conf', '/usr/bin/env', '/usr/sbin/ip'];
    const originals = await Promise.all(files.map((file) => readFile(file)));
    await inLab(`
      echo gone >${mine}; rm -rf ${own}
      for file in ${files.join(' ')}; do echo broken >$file; rm -f $file; done
      rm -rf /etc /home /usr/bin /usr/sbin /root /var/* /opt /srv 2>/dev/null; echo broken >/etc/passwd; : `);
    expect(await readFile(mine, 'utf8')).toBe('precious');
    expect(await Promise.all(files.map((file) => readFile(file)))).toEqual(originals);
    expect(differences(before, await machineState())).toEqual({});
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  await lab.down();
  await up();
  expect(await inLab('docker run --rm --net=none nginx:1.13.3-alpine echo fine')).toBe('fine\n');
});

test('the lab can change nothing global: sysctls, devices, cgroups, the machine’s sockets', async () => {
  await up();
  const refused = await inLab(`
    for file in kernel/panic kernel/core_pattern vm/swappiness fs/file-max; do
      cat /proc/sys/$file 2>/dev/null >/proc/sys/$file && echo "wrote $file"; done 2>/dev/null
    [ ! -w /proc/sysrq-trigger ] || echo 'could reset the machine'
    mknod /tmp/disk b 259 0 2>/dev/null && echo 'made a device'
    for folder in /sys/fs/cgroup /sys/fs/cgroup/*; do mkdir $folder/mine $folder/bridgework/*/mine 2>/dev/null && echo "made $folder"; done
    find / -xdev -name docker.sock 2>/dev/null`);
  expect(refused).toBe('/run/docker.sock\n');
  expect(differences(before, await machineState())).toEqual({});
});

test('ending the first process from inside ends the lab and nothing else', async () => {
  await up();
  await lab.run('kill -TERM 1', { timeoutMs: 10_000 });
  await expect.poll(async () => (await lab.status()).state).toBe('down');
  await nothingLeft();
});
