import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { markStep, noProgress, printProgress } from './progress.ts';
import { createProgressStore, progressPath } from './progress-file.ts';

let file: string;
beforeEach(async () => {
  const home = await mkdtemp(join(tmpdir(), 'bw-progress-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  file = progressPath(home, 'default');
});
const put = async (content: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
};
const store = () => createProgressStore(file, () => new Date('2026-01-02T03:04:05.678Z'));
const some = markStep(noProgress, 'bridge', 'done');

describe('the progress file', () => {
  it('starts empty and keeps what was saved', async () => {
    expect(await store().load()).toEqual({ progress: noProgress });
    expect(await store().save(some)).toBeUndefined();
    expect(await store().load()).toEqual({ progress: some });
    expect(await readdir(dirname(file))).toEqual(['default.json']);
  });

  it('says when somebody else has written it', async () => {
    const mine = store();
    await mine.save(noProgress);
    const heard = Promise.withResolvers<void>();
    const stop = await mine.watch?.(() => heard.resolve());
    await store().save(some);
    await heard.promise;
    expect(await mine.load()).toEqual({ progress: some });
    stop?.();
  });

  it('keeps a damaged file aside and says where', async () => {
    await put('{"version": 1, "steps": {');
    const stored = `${file}.damaged-2026-01-02T03-04-05-678Z`;
    expect(await store().load()).toEqual({
      progress: noProgress,
      notice: { id: 'learn.progress-damaged', values: { file: stored } },
    });
    expect(await readFile(stored, 'utf8')).toBe('{"version": 1, "steps": {');
    expect(await store().load()).toEqual({ progress: noProgress });
  });

  it('never touches the file of a newer version', async () => {
    const newer = '{"version": 99, "steps": "elsewhere"}';
    await put(newer);
    const mine = store();
    expect((await mine.load()).notice?.id).toBe('learn.progress-newer');
    expect(await mine.save(some)).toBeUndefined();
    expect(await mine.archive()).toBeUndefined();
    expect(await readFile(file, 'utf8')).toBe(newer);
  });

  it('tells when it cannot be opened, and leaves it alone', async () => {
    await mkdir(file, { recursive: true });
    const mine = store();
    expect((await mine.load()).notice).toEqual({ id: 'learn.progress-unreadable', values: { file, reason: 'EISDIR' } });
    expect(await mine.save(some)).toBeUndefined();
  });

  it('tells when it cannot be saved', async () => {
    await writeFile(dirname(file), 'a file where the folder should be');
    expect(await store().save(some)).toMatchObject({ id: 'learn.progress-unsaved' });
  });

  it('is put aside whole', async () => {
    await put(printProgress(some));
    await chmod(file, 0o600);
    const stored = await store().archive();
    expect(stored).toBe(`${file}.kept-2026-01-02T03-04-05-678Z`);
    expect(await readFile(stored ?? '', 'utf8')).toBe(printProgress(some));
    expect(await store().archive()).toBeUndefined();
  });
});
