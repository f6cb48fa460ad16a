import { text } from '../i18n/text.ts';
import { fitProgress, noProgress } from './progress.ts';
import type { ProgressStore } from './progress-file.ts';
import type { Progress, SessionEvent } from './session.ts';

/** What the learner has claimed, told at every change and written to its file behind the learner's back. */
export interface KeptProgress {
  now(): Progress;
  change(next: Progress): void;
  /** `at`: the step to be at, instead of where the file says. */
  load(at: string | undefined): Promise<void>;
  /** The old file is kept aside. */
  startAnew(): Promise<void>;
  /** Resolves when everything so far is written. */
  saved(): Promise<void>;
}

/** `ids`: the steps of the course, in its order. */
export function keepProgress(
  store: ProgressStore,
  ids: readonly string[],
  emit: (event: SessionEvent) => void,
): KeptProgress {
  let progress = fitProgress(noProgress, ids);
  let saving: Promise<void> = Promise.resolve();

  const change = (next: Progress): void => {
    progress = next;
    emit({ type: 'progress', progress });
    saving = saving.then(async () => {
      const notice = await store.save(next);
      if (notice) emit({ type: 'notice', text: notice });
    });
  };

  return {
    now: () => progress,
    change,
    async load(at) {
      const loaded = await store.load();
      progress = fitProgress({ ...loaded.progress, at: at ?? loaded.progress.at }, ids);
      if (loaded.notice) emit({ type: 'notice', text: loaded.notice });
      emit({ type: 'progress', progress });
    },
    async startAnew() {
      await saving;
      const kept = await store.putAside();
      if (kept !== undefined) emit({ type: 'notice', text: text('learn.progress-kept', { file: kept }) });
      change(fitProgress(noProgress, ids));
    },
    saved: () => saving,
  };
}
