import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endProcess, identify, isAlive } from './identity.ts';

test('this process has an identity, and a later one with its pid would not be it', async () => {
  const self = await identify(process.pid);
  if (!self) throw new Error('no identity');
  expect(self.start).toMatch(/^\d+$/);
  expect(await isAlive(self)).toBe(true);
  expect(await isAlive({ ...self, start: String(Number(self.start) + 1) })).toBe(false);
  expect(await isAlive({ ...self, boot: 'another' })).toBe(false);
});

test('only the very process is ended, and the wait is over when it is gone', async () => {
  const child = spawn('sleep', ['1000']);
  const identity = await identify(child.pid ?? 0);
  if (!identity) throw new Error('no identity');
  expect(await endProcess({ ...identity, start: '1' }, 1_000)).toBe(true);
  expect(await isAlive(identity)).toBe(true);
  const exit = once(child, 'exit');
  expect(await endProcess(identity, 5_000)).toBe(true);
  expect(await exit).toEqual([null, 'SIGKILL']);
  expect(await identify(identity.pid)).toBeUndefined();
});

test('a command name with blanks and parentheses does not confuse the reading', async () => {
  const child = spawn('sh', ['-c', 'printf "a) S 1 (b" >/proc/$$/comm; echo named; exec 2>&1; read -r _'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  expect((await identify(child.pid ?? 0))?.start).toMatch(/^\d{2,}$/);
  child.stdin.end();
  await once(child, 'exit');
});
