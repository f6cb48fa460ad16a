import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from '../../src/lab/lab.ts';
import { cpuOfEnded } from '../bench/cpu.ts';
import { processesBelow } from '../bench/memory.ts';

export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
  /** Milliseconds, user and system time of the whole process tree included. */
  readonly wall: number;
  readonly cpu: number;
  /** MiB: the most that the process tree had at once, shared pages counted in parts (PSS). */
  readonly peak: number;
}

/** Memory is looked at this often; each look costs a millisecond or two, for every tool the same. */
const everyMs = 40;

/** Runs a tool to its end. What Docker's own processes do for it is in nobody's figures. */
export async function hold({ file, args, env }: Entry): Promise<Run> {
  const [cpuBefore, began] = [cpuOfEnded(), performance.now()];
  const child = spawn(file, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  let peak = 0;
  let over = false;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const sampling = (async () => {
    while (!over) {
      const kb = processesBelow(child.pid ?? 0).reduce((sum, one) => sum + one.kb, 0);
      peak = Math.max(peak, kb / 1024);
      await pause(everyMs);
    }
  })();
  const exitCode = await ended;
  const wall = performance.now() - began;
  over = true;
  await sampling;
  return { exitCode, output, wall, cpu: cpuOfEnded() - cpuBefore, peak };
}
