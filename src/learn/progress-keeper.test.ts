import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { markStep, noProgress } from './progress.ts';
import { createProgressStore } from './progress-file.ts';
import { keepProgress } from './progress-keeper.ts';
import type { Progress, SessionEvent } from './session.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bridgework-progress-'));
  file = join(folder, 'default.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keeper = (events: SessionEvent[] = [], adopted: Progress[] = []) =>
  keepProgress(
    createProgressStore(file),
    (event) => events.push(event),
    (_, theirs) => adopted.push(theirs),
  );
const stored = async (): Promise<Progress> => (await createProgressStore(file).load()).progress;

test('two that write the same file keep what the other one did, whoever loaded it first', async () => {
  const [one, other] = [keeper(), keeper()];
  await one.load();
  await other.load();
  one.save(markStep(noProgress, 'one', 'done'));
  await one.saved();
  other.save({ ...markStep(noProgress, 'two', 'done'), predictions: { two: 1 } });
  await other.saved();
  one.save(markStep(markStep(noProgress, 'one', 'done'), 'three', 'done'));
  await one.saved();
  expect(await stored()).toMatchObject({
    steps: { one: 'done', two: 'done', three: 'done' },
    predictions: { two: 1 },
  });
});

test('a file that cannot be read for a moment takes nothing away, and stays where it is', async () => {
  const events: SessionEvent[] = [];
  const adopted: Progress[] = [];
  const mine = keeper(events, adopted);
  await mine.load();
  mine.save(markStep(noProgress, 'one', 'done'));
  await mine.saved();
  const text = readFileSync(file, 'utf8');
  const stop = await mine.follow();
  writeFileSync(file, '');
  await new Promise((resolve) => setTimeout(resolve, 200));
  writeFileSync(file, text.replace('"done"', '"skipped"'));
  await vi.waitFor(() => expect(adopted).toEqual([markStep(noProgress, 'one', 'skipped')]));
  stop();
  expect(events).toEqual([]);
});

test('what the other one did stays through every later save of one who does not follow', async () => {
  const [one, other] = [keeper(), keeper()];
  await one.load();
  other.save(markStep(noProgress, 'two', 'done'));
  await other.saved();
  for (const mine of [
    markStep(noProgress, 'one', 'done'),
    markStep(markStep(noProgress, 'one', 'done'), 'three', 'done'),
  ])
    one.save(mine);
  await one.saved();
  expect((await stored()).steps).toEqual({ one: 'done', two: 'done', three: 'done' });
});

test('a save after the file is gone brings nothing back', async () => {
  const mine = keeper();
  await mine.load();
  mine.save(markStep(noProgress, 'one', 'done'));
  await mine.saved();
  rmSync(file);
  mine.save(markStep(markStep(noProgress, 'one', 'done'), 'two', 'done'));
  await mine.saved();
  expect((await stored()).steps).toEqual({ two: 'done' });
});

test('the file of a newer version that comes meanwhile is left alone, and that is told once', async () => {
  const events: SessionEvent[] = [];
  const mine = keeper(events);
  await mine.load();
  const newer = '{"version": 99, "steps": "elsewhere"}';
  writeFileSync(file, newer);
  mine.save(markStep(noProgress, 'one', 'done'));
  mine.save(markStep(noProgress, 'two', 'done'));
  await mine.saved();
  expect(readFileSync(file, 'utf8')).toBe(newer);
  expect(events).toMatchObject([{ type: 'notice', text: { id: 'learn.progress-newer' } }]);
});
