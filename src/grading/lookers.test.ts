import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { bridgework } from '../cli/testing/harness.ts';
import { allChecks } from '../testing/one-host/course.ts';
import { createLookers, type Lookers, type Threads } from './lookers.ts';
import type { Job } from './perform.ts';
import type { Reach } from './reach.ts';

/** A thread that answers as a lab of that name makes it: at once, never, with all the memory there is, or not at all. */
const thread = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ type, id, job }) => {
  if (type === 'ping') return parentPort.postMessage({ type: 'pong' });
  if (type !== 'look') return;
  const { id: name } = job.target;
  if (name.startsWith('slow')) for (;;);
  if (name.startsWith('large')) for (const all = []; ; ) all.push(new Array(1e5).fill(name));
  if (name.startsWith('broken')) throw new Error('ours');
  if (name.startsWith('once')) return setTimeout(() => parentPort.postMessage({ type: 'looked', id, performed: { look: { target: job.target, at: '', looked: false, cause: { code: 'seen', text: { id: 'grade.pending' } } }, changed: [] } }), 200);
  parentPort.postMessage({ type: 'looked', id, performed: { look: { target: job.target, at: '', looked: false, cause: { code: 'seen', text: { id: 'grade.pending' } } }, changed: [] } });
});`;

let lookers: Lookers | undefined;
afterEach(() => lookers?.close());

function looking(): (name: string) => Promise<string> {
  const services = {
    thread: () => new Worker(thread, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 48 }, stderr: true }),
  } as unknown as Reach & Threads;
  const mine = createLookers(services, allChecks, { patienceSeconds: 2, threads: 1 });
  lookers = mine;
  return async (name) => {
    const job = {
      kind: 'evidence',
      steps: [],
      target: { id: name, place: name },
      file: name,
      trusted: [],
    } satisfies Job;
    const { look } = await mine.perform(job, new AbortController().signal);
    if (look.looked) return 'looked';
    return look.cause.code === 'seen' ? 'seen' : look.cause.text.id;
  };
}

test.each([
  ['slow', 'grade.unjudged.slow'],
  ['large', 'grade.unjudged.memory'],
  ['broken', 'grade.unjudged.broke'],
])('one that is %s is not judged, and all who shared its thread are', async (bad, why) => {
  const look = looking();
  const all = await Promise.all(['once-1', bad, 'once-2', 'good'].map(look));
  expect(all).toEqual(['seen', why, 'seen', 'seen']);
  expect(await look('later')).toBe('seen');
});

test('without threads a look is made where it is asked for', async () => {
  expect((await bridgework(['grade', '--format', 'json'])).code).toBe(2);
});
