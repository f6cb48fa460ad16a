import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { Lab, LineEnd, LineOptions } from '../lab.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';
import { createTerminal } from './terminal.ts';

let home: string;
let lab: Lab;

beforeAll(async () => {
  home = await scratchHome();
  lab = createSandbox({ name: 'terminal', home });
  const up = await lab.up(() => undefined);
  if (!up.ok) throw new Error(up.error.code);
  await line('docker run -d --net=none --name=c1 nginx:1.13.3-alpine');
});
afterAll(() => discardHome(home));

interface Ran extends LineEnd {
  readonly output: string;
}

async function line(command: string, options: Partial<LineOptions> = {}): Promise<Ran> {
  let output = '';
  const onData = (chunk: string): void => {
    output += chunk;
    options.onData?.(chunk);
  };
  const ended = await createTerminal(lab)(command, { timeoutMs: 60_000, ...options, onData });
  if (!ended.ok) throw new Error(ended.error.code);
  return { ...ended.value, output };
}

/** How many processes of the lab, its containers included, have this in their command line. */
async function running(words: string): Promise<number> {
  const listed = await lab.run('ps -e -o args=', { timeoutMs: 10_000 });
  return listed.ok ? listed.value.stdout.split('\n').filter((args) => args.includes(words)).length : -1;
}

async function cancelled(command: string): Promise<Ran> {
  const controller = new AbortController();
  return line(command, {
    signal: controller.signal,
    onData: (chunk) => chunk.includes('ready') && controller.abort(),
  });
}

describe('a line in a sandbox', () => {
  it('understands what the course types, docker exec -it included', async () => {
    const inside = await line('docker exec -it c1 ip link list');
    expect(inside).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(inside.output).toContain('lo:');
    const nested = await line('nsenter -n -t $(docker inspect -f {{.State.Pid}} c1) ip -br link');
    expect(nested).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['docker exec -it', 'docker exec -it c1 sh -c "echo ready; sleep 4241"'],
    ['docker exec without a terminal', 'docker exec c1 sh -c "echo ready; sleep 4242"'],
    [
      'docker exec of something that ignores Ctrl-C',
      `docker exec -it c1 sh -c "trap '' INT; echo ready; sleep 4243; sleep 4243"`,
    ],
    [
      'a program in the container',
      'nsenter -n -t $(docker inspect -f {{.State.Pid}} c1) sh -c "echo ready; sleep 4244"',
    ],
    ['a pipe of many', 'echo ready; sleep 4245 | sleep 4245 | sleep 4245'],
    ['a session of its own', 'setsid sleep 4246 & echo ready; sleep 4246'],
  ])('cancelling %s leaves no process in the lab', async (_name, command) => {
    const words = /sleep \d+/.exec(command)?.[0] ?? '';
    expect((await cancelled(command)).ended).toBe('cancelled');
    expect(await running(words)).toBe(0);
    expect(await running('nginx')).toBeGreaterThan(0);
  });

  it('bounds a fetch that nobody answers, and says so', async () => {
    await line('iptables -I OUTPUT -d 192.168.1.50 -j DROP');
    const ran = await line('curl -s http://192.168.1.50:81/', { timeoutMs: 1_000 });
    expect(ran.ended).toBe('timed-out');
    expect(await running('curl -s')).toBe(0);
  });

  it("leaves somebody else's session in the container alone", async () => {
    const other = new AbortController();
    const begun = Promise.withResolvers<void>();
    const theirs = line('docker exec -it c1 sh', {
      signal: other.signal,
      onData: (chunk) => chunk.includes('#') && begun.resolve(),
    });
    await begun.promise;
    const before = await running('docker exec -it c1 sh');
    await cancelled('docker exec -it c1 sh -c "echo ready; sleep 4252"');
    expect(await running('sleep 4252')).toBe(0);
    expect(await running('docker exec -it c1 sh')).toBe(before);
    other.abort();
    expect((await theirs).ended).toBe('cancelled');
    expect(await running('docker exec -it c1 sh')).toBe(0);
  });

  it('ends with its lab', async () => {
    const begun = Promise.withResolvers<void>();
    const ran = line('echo ready; sleep 4261', { onData: () => begun.resolve() });
    await begun.promise;
    await lab.down();
    expect((await ran).ended).toBe('exited');
    const after = await createTerminal(lab)('true', { timeoutMs: 1_000, onData: () => undefined });
    expect(after).toMatchObject({ ok: false, error: { code: 'not-up' } });
  });
});
