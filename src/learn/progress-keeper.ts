import { text } from '../i18n/text.ts';
import type { ProgressStore } from './progress-file.ts';
import type { Progress, SessionEvent } from './session.ts';

/** A learner's progress file; what is odd about it is told as a notice. */
export interface ProgressKeeper {
  load(): Promise<Progress>;
  /** Behind the learner's back, one after the other. */
  save(progress: Progress): void;
  /** The file is kept under another name: the next one is a new one. */
  archive(): Promise<void>;
  /** Resolves when everything so far is written. */
  saved(): Promise<void>;
}

export function keepProgress(store: ProgressStore, emit: (event: SessionEvent) => void): ProgressKeeper {
  let saving: Promise<void> = Promise.resolve();
  return {
    async load() {
      const { progress, notice } = await store.load();
      if (notice) emit({ type: 'notice', text: notice });
      return progress;
    },
    save(progress) {
      saving = saving.then(async () => {
        const notice = await store.save(progress);
        if (notice) emit({ type: 'notice', text: notice });
      });
    },
    async archive() {
      await saving;
      const stored = await store.archive();
      if (stored !== undefined) emit({ type: 'notice', text: text('learn.progress-stored', { file: stored }) });
    },
    saved: () => saving,
  };
}
