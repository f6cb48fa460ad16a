import { watch } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type Text, text } from '../i18n/text.ts';
import { noProgress, parseProgress, printProgress } from './progress.ts';
import type { Progress } from './session.ts';

export interface ProgressStore {
  /** Never fails: what cannot be read is told as a notice, and nothing is lost. */
  load(): Promise<{ readonly progress: Progress; readonly notice?: Text }>;
  /** The same without a trace: undefined where it cannot be read, or not now (somebody is writing it). */
  peek?(): Promise<Progress | undefined>;
  /** Atomic. Resolves to a notice when the progress could not be saved. */
  save(progress: Progress): Promise<Text | undefined>;
  /** Calls back when the file may have changed, also by this store's own doing, until it is told to stop. */
  watch?(changed: () => void): Promise<() => void>;
  /** Puts the file aside as `<file>.kept-<time>` and resolves to its new path; undefined when there was none. */
  archive(): Promise<string | undefined>;
}

/** `<home>/progress/<lab>.json`: beside the lab's own files, so that ending or rebuilding a lab never touches it. */
export const progressPath = (home: string, lab: string): string => join(home, 'progress', `${lab}.json`);

export function createProgressStore(file: string, now: () => Date = () => new Date()): ProgressStore {
  let untouchable = false;
  /** A newer Bridgework wrote it since it was loaded; told at the next save, which does not happen. */
  let untold: Text | undefined;
  const stamp = (): string => now().toISOString().replaceAll(/[:.]/g, '-');
  const moveTo = async (suffix: string): Promise<string> => {
    const stored = `${file}.${suffix}-${stamp()}`;
    await rename(file, stored);
    return stored;
  };
  return {
    async load() {
      let json: string;
      try {
        json = await readFile(file, 'utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return { progress: noProgress };
        untouchable = true;
        return { progress: noProgress, notice: text('learn.progress-unreadable', { file, reason: codeOf(error) }) };
      }
      const parsed = parseProgress(json);
      if (parsed.ok) return { progress: parsed.value };
      if (parsed.error === 'newer') {
        untouchable = true;
        return { progress: noProgress, notice: text('learn.progress-newer', { file }) };
      }
      try {
        return { progress: noProgress, notice: text('learn.progress-damaged', { file: await moveTo('damaged') }) };
      } catch (error) {
        untouchable = true;
        return { progress: noProgress, notice: text('learn.progress-unreadable', { file, reason: codeOf(error) }) };
      }
    },
    async peek() {
      try {
        const parsed = parseProgress(await readFile(file, 'utf8'));
        if (parsed.ok) return parsed.value;
        if (parsed.error === 'newer' && !untouchable) {
          untouchable = true;
          untold = text('learn.progress-newer', { file });
        }
        return undefined;
      } catch (error) {
        return codeOf(error) === 'ENOENT' ? noProgress : undefined;
      }
    },
    async save(progress) {
      if (untouchable) {
        const notice = untold;
        untold = undefined;
        return notice;
      }
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFileAtomic(file, printProgress(progress));
        return undefined;
      } catch (error) {
        return text('learn.progress-unsaved', { file, reason: codeOf(error) });
      }
    },
    async watch(changed) {
      try {
        await mkdir(dirname(file), { recursive: true });
        const watcher = watch(dirname(file), { persistent: false }, (_, name) => {
          if (name === null || name === basename(file)) changed();
        });
        // Without it, what others write is seen at the next start.
        watcher.on('error', () => watcher.close());
        return () => watcher.close();
      } catch (error) {
        codeOf(error);
        return () => undefined;
      }
    },
    async archive() {
      if (untouchable) return undefined;
      try {
        return await moveTo('kept');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

/** `EACCES`, `ENOSPC`, …; anything that is not a system error is a bug and is thrown on. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
