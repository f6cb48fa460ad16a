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
  /** Looks at the file whenever somebody else writes it, until it is told to stop; without it, only when saving. */
  follow(): Promise<() => void>;
  /** The file is kept under another name: the next one is a new one. */
  archive(): Promise<void>;
  /** Resolves when everything so far is written. */
  saved(): Promise<void>;
}

/** `adopt` is handed what somebody else made of the progress: a session that did not know would write over it. */
export function keepProgress(
  store: ProgressStore,
  emit: (event: SessionEvent) => void,
  adopt: (base: Progress, theirs: Progress) => void,
): ProgressKeeper {
  let saving: Promise<void> = Promise.resolve();
  /** As the file was last read or written here. */
  let base: Progress = noProgress;
  return {
    async load() {
      const { progress, notice } = await store.load();
      if (notice) emit({ type: 'notice', text: notice });
      base = progress;
      return progress;
    },
    save(progress) {
      saving = saving.then(async () => {
        // Others write the same file: whatever they have done since is kept, also by a save that was asked for before it was known.
        const was = base;
        const theirs = await store.peek?.();
        base = theirs ? mergeProgress(was, progress, theirs) : progress;
        const notice = await store.save(base);
        if (theirs && !same(theirs, was)) adopt(was, theirs);
        if (notice) emit({ type: 'notice', text: notice });
      });
    },
    async follow() {
      const read = async (): Promise<void> => {
        const theirs = await store.peek?.();
        const was = base;
        // What cannot be read now says nothing; it is looked at again when it changes.
        if (theirs === undefined || same(theirs, was)) return;
        base = theirs;
        adopt(was, theirs);
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
