import { text } from '../i18n/text.ts';
import { mergeProgress, same } from './merge-progress.ts';
import { noProgress } from './progress.ts';
import type { ProgressStore } from './progress-file.ts';
import type { Progress, SessionEvent } from './session.ts';

/** A learner's progress file; what is odd about it is told as a notice. */
export interface ProgressKeeper {
  load(): Promise<Progress>;
  /** Behind the learner's back, one after the other. */
  save(progress: Progress): void;
  /** Hands over what somebody else made of the progress, until it is told to stop. */
  follow(adopt: (base: Progress, theirs: Progress) => void): Promise<() => void>;
  /** The file is kept under another name: the next one is a new one. */
  archive(): Promise<void>;
  /** Resolves when everything so far is written. */
  saved(): Promise<void>;
}

export function keepProgress(store: ProgressStore, emit: (event: SessionEvent) => void): ProgressKeeper {
  let saving: Promise<void> = Promise.resolve();
  /** As the file was last read or written here. */
  let base: Progress = noProgress;
  let adopt: ((base: Progress, theirs: Progress) => void) | undefined;
  return {
    async load() {
      const { progress, notice } = await store.load();
      if (notice) emit({ type: 'notice', text: notice });
      base = progress;
      return progress;
    },
    save(progress) {
      saving = saving.then(async () => {
        // Others write the same file: whatever they have done since is kept, and told to whoever follows.
        const was = base;
        const theirs = await store.peek?.();
        const hasNews = theirs !== undefined && !same(theirs, noProgress) && !same(theirs, was);
        base = hasNews ? mergeProgress(was, progress, theirs) : progress;
        const notice = await store.save(base);
        if (hasNews) adopt?.(was, theirs);
        if (notice) emit({ type: 'notice', text: notice });
      });
    },
    async follow(adopting) {
      adopt = adopting;
      const read = async (): Promise<void> => {
        const theirs = await store.peek?.();
        const was = base;
        // What cannot be read now says nothing; it is looked at again when it changes.
        if (theirs === undefined || same(theirs, was)) return;
        base = theirs;
        adopting(was, theirs);
      };
      // After what is being written here, one after the other.
      const changed = (): void => {
        saving = saving.then(read);
      };
      return (await store.watch?.(changed)) ?? (() => undefined);
    },
    async archive() {
      await saving;
      base = noProgress;
      const stored = await store.archive();
      if (stored !== undefined) emit({ type: 'notice', text: text('learn.progress-stored', { file: stored }) });
    },
    saved: () => saving,
  };
}
