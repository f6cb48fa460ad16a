import { afterAll, beforeAll, expect, test } from 'vitest';
import { here as course } from '../../testing/one-host/here.ts';
import type { Lab } from '../lab.ts';
import { createTerminal } from '../shared/terminal.ts';
import { onTerminal } from '../testing/pty.ts';
import { guardLines } from './cards/line-guard.ts';
import { createHere } from './here.ts';
import { type Played, playMachine } from './testing/played.ts';

let played: Played;
let lab: Lab;

beforeAll(async () => {
  played = await playMachine('guard', { uplink: 'eth0', setup: 'ip link property add dev eth0 altname enp0s3 || :' });
  lab = createHere({ course, home: played.home, machine: played.machine });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await played.sh('docker run -d --net=none --name=c1 nginx:1.13.3-alpine');
});
afterAll(() => played?.discard());

const pid = '$(docker inspect -f {{.State.Pid}} c1)';
const machinesCard = () => played.sh('ip -br -4 addr show dev eth0; ip route get 192.0.2.1');

async function typed(line: string): Promise<{ readonly code: number; readonly output: string }> {
  const entry = await lab.entry('host');
  if (!entry.ok) throw new Error(entry.error.code);
  const shell = onTerminal(entry.value);
  await shell.until(/\[host\]/);
  shell.type(`${line}; exit $?\r`);
  return { code: await shell.exitCode, output: shell.output() };
}

test.each([
  `ip link set eth0 netns ${pid}`,
  `ip link set netns ${pid} dev eth0`,
  `card=$(ls /sys/class/net | grep '^eth'); ip link set $card netns ${pid}`,
  `sh -c "ip link set eth0 netns ${pid}"`,
  `ip link set enp0s3 netns ${pid}`,
  `echo "link set eth0 netns ${pid}" >/tmp/batch; ip -batch /tmp/batch`,
])('a learner’s line does not move the machine’s own card, and is told why: %s', async (line) => {
  const before = await machinesCard();
  const { code, output } = await typed(line);
  expect(output.replace(/\s+/g, ' ')).toContain('this machine’s own network card');
  expect(output).toContain('peer name eth0 netns PID');
  expect(code).toBe(2);
  expect(await machinesCard()).toBe(before);
});

test('the source’s own line for the cable is refused with the safe form, which works', async () => {
  expect((await typed('ip link add veth1 type veth peer name eth0')).output.replace(/\s+/g, ' ')).toContain(
    'right inside the container',
  );
  expect((await typed(`ip link add veth1 type veth peer name eth0 netns ${pid}`)).code).toBe(0);
  expect(
    (await typed(`nsenter -n -t ${pid} ip link set eth0 netns 1 name far && ip link set far netns ${pid} name eth0`))
      .code,
  ).toBe(0);
  expect(await played.sh(`nsenter -n -t ${pid} ip -br link show eth0`)).toContain('eth0@');
});

test('a line that the course runs is not even started, by whatever path it calls ip', async () => {
  const run = guardLines(createTerminal(lab), lab, 'en');
  const before = await machinesCard();
  for (const ip of ['ip', '/usr/sbin/ip', '/sbin/ip']) {
    let output = '';
    const ended = await run(`${ip} link set eth0 netns ${pid}`, {
      timeoutMs: 20_000,
      onData: (chunk) => {
        output += chunk;
      },
    });
    expect(ended).toEqual({ ok: true, value: { ended: 'exited', exitCode: 2, ms: 0 } });
    expect(output).toContain('not run');
  }
  expect(await machinesCard()).toBe(before);
});

const moveAway = `nsenter -n -t ${pid} ip link del eth0 2>/dev/null; ip link set eth0 netns ${pid}`;
const isBack = () =>
  expect.poll(() => played.sh('ip -br -4 addr show dev eth0; ip route').catch(() => ''), { timeout: 10_000 });

test('a card that is moved away in any other terminal is put back as it was', async () => {
  await played.sh(moveAway);
  await isBack().toMatch(/eth0[\s\S]*192\.168\.1\.61\/24[\s\S]*default via 192\.168\.1\.1/);
  expect(await played.sh(`nsenter -n -t ${pid} ip -o link`)).not.toContain('eth0');
  await expect.poll(async () => (await lab.status()).state, { timeout: 10_000 }).toBe('up');
  expect(await played.sh('curl -sS --max-time 4 http://192.168.1.50/')).toContain('This is outside');
});

test('a card that stays away is noticed, with the command that brings it back', async () => {
  await played.sh(`kill -KILL -$(cat /run/bridgework/here/keeper.pid); ${moveAway}`);
  const refused = await lab.run('true', { timeoutMs: 5_000 });
  if (refused.ok) throw new Error('a lab without its uplink can be used');
  expect(refused.error).toMatchObject({ code: 'uplink-gone', text: { values: { uplink: 'eth0' } } });
  expect((await lab.status()).state).toBe('broken');
  await played.sh(refused.error.fix ?? 'false');
  await played.sh('ip addr add 192.168.1.61/24 dev eth0; ip link set eth0 up; ip route add default via 192.168.1.1');
  expect((await lab.status()).state).toBe('broken');
  const up = await lab.up(() => {});
  expect(up.ok && up.value.state).toBe('up');
  expect((await lab.status()).state).toBe('up');
  expect(await played.sh('curl -sS --max-time 4 http://192.168.1.50/')).toContain('This is outside');
});

test('the keeper goes with the lab', async () => {
  expect((await lab.down()).ok).toBe(true);
  expect(await played.sh("ps -e -o args= | grep -cE 'bridgework/[h]ere|ip -o [m]onitor' || :")).toBe('0\n');
});
