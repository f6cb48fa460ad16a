import { type Course, type Step, stepsOf } from '../course/course.ts';
import { text } from '../i18n/text.ts';
import type { Finding, Lab, LabFailure, RunLine } from '../lab/lab.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { monitorScript } from '../verify/index.ts';
import { armedSteps, checksOfSteps, isProved } from './armed.ts';
import { bringUp } from './bring-up.ts';
import { type Lives, sameLives } from './lives.ts';
import type { Looker } from './look.ts';
import { lostSince } from './lost.ts';
import { fitProgress, markStep, noProgress } from './progress.ts';
import type { ProgressStore } from './progress-file.ts';
import { createRounds } from './rounds.ts';
import { defaultLineTimeoutMs, type RunRequest, runLines } from './runner.ts';
import type { Progress, Session, SessionEvent } from './session.ts';
import { solveSteps } from './solve.ts';
import { createWatch, type Pace, type Watch } from './watch.ts';

export interface SessionDeps {
  readonly lab: Lab;
  readonly runLine: RunLine;
  /** In any language: only ids and commands are used. */
  readonly course: Course;
  readonly checks: readonly Check[];
  readonly looker: Looker;
  readonly store: ProgressStore;
  readonly lineTimeoutMs?: number;
  /** How quickly to react to changes that somebody else makes; absent: not at all (headless). */
  readonly watch?: Pace;
  /** `entering`: a step is looked at when it is entered, so that its checks are seen failing before they pass. `asked`: only on demand (headless). */
  readonly looks: 'entering' | 'asked';
  /** What this machine means for the lab; asked once, at the start. */
  readonly examine?: () => Promise<readonly Finding[]>;
  /** The step to start at, instead of where the progress says. */
  readonly startAt?: string;
}

/** The one implementation of `Session`, for the UI and for the headless commands. */
export function createSession(deps: SessionDeps): Session {
  const { lab, course, checks, looker, store, runLine } = deps;
  const steps = stepsOf(course);
  const ids = steps.map(({ id }) => id);
  const stepOf = (id: string): Step | undefined => steps.find((step) => step.id === id);
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  let progress: Progress = fitProgress(noProgress, ids);
  let saving: Promise<unknown> = Promise.resolve();
  let results: readonly CheckResult[] = [];
  /** Something changed since the last look began: another one is on its way. */
  let outdated = false;
  /** Steps that were run or asked about here: their failing requests are walked, as those of claimed steps are. */
  const asked = new Set<string>();
  /** Set while something changes the lab; only one thing may. */
  let working: AbortController | undefined;
  let up = false;
  let closed = false;
  const closing = new AbortController();

  const change = (next: Progress): void => {
    progress = next;
    emit({ type: 'progress', progress });
    saving = saving.then(async () => {
      const notice = await store.save(next);
      if (notice) emit({ type: 'notice', text: notice });
    });
  };

  /** The next round is held only if the lab has changed: something said so that may mean nothing. */
  let ifChanged = false;
  const begin = (): void => {
    outdated = false;
    watch?.begin();
  };
  const rounds = createRounds(async (wanted) => {
    emit({ type: 'round-started', steps: wanted });
    const walks = ({ step }: Check): boolean => asked.has(step) || progress.steps[step] === 'done';
    const options = { signal: closing.signal, ifChanged, walks, onBegin: begin };
    ifChanged = false;
    const looked = await looker.look(checksOfSteps(checks, wanted), options);
    if (closed) return false;
    watch?.rest();
    if (!looked.ok) {
      results = [];
      emit({ type: 'round-failed', failure: looked.error });
      return false;
    }
    const { ms, picture, fingerprint } = looked.value;
    results = looked.value.results;
    watch?.saw(fingerprint);
    emit({ type: 'round-ended', results, picture, ms });
    compareLives(looked.value.lives);
    return true;
  });
  let hasLooked = false;
  const compareLives = (lives: Lives | undefined): void => {
    const before = progress.lives;
    if (!lives) return;
    const atStart = deps.looks === 'entering' && !hasLooked;
    hasLooked = true;
    const same = before && sameLives(before, lives);
    if (same && !atStart) return;
    const lost = lostSince(before, lives, { course, progress, results, atStart });
    if (!same) change({ ...progress, lives });
    if (lost) emit(lost);
  };
  const look = (wanted: readonly string[]): Promise<boolean> => rounds.request(armedSteps(course, progress, wanted));
  const here = (): readonly string[] => (progress.at === undefined ? [] : [progress.at]);
  const entered = (): void => {
    if (deps.looks === 'entering' && up) void look(here());
  };
  const isQuiet = (): boolean => up && !working;
  const watch: Watch | undefined =
    deps.watch &&
    createWatch({
      pace: deps.watch,
      listen: (onLine, signal) => lab.stream(monitorScript, { onLine, signal }),
      fingerprint: () => looker.fingerprint(),
      isQuiet,
      isIdle: () => isQuiet() && !rounds.busy,
      onStale: () => {
        results = [];
        outdated = true;
        emit({ type: 'lab-changed' });
      },
      glance: (changes) =>
        looker.glance(checksOfSteps(checks, armedSteps(course, progress, here())), changes, closing.signal),
      onGlance: (seen) => emit({ type: 'glanced', results: seen }),
      onChange: () => {
        ifChanged = true;
        void look(here());
      },
      onFailure: (failure) => {
        up = false;
        emit({ type: 'round-failed', failure });
      },
      onDeaf: (words) => emit({ type: 'notice', text: words }),
    });

  /** Does one thing that changes the lab, with no round in flight; false when another one is going on. */
  async function exclusively(work: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
    if (working || closed) return false;
    const controller = new AbortController();
    working = controller;
    try {
      await rounds.idle();
      return !controller.signal.aborted && (await work(controller.signal));
    } finally {
      if (working === controller) working = undefined;
    }
  }

  const failed = (failure: LabFailure): false => {
    up = false;
    emit({ type: 'lab-failed', failure });
    return false;
  };

  async function start(signal: AbortSignal): Promise<boolean> {
    const brought = await bringUp({ lab, examine: deps.examine, emit, signal });
    up = brought.ok;
    return brought.ok || failed(brought.error);
  }

  /** What was proved before does not count once commands have run. */
  async function lines(request: Omit<RunRequest, 'timeoutMs'>): Promise<boolean> {
    results = [];
    const ran = await runLines({ ...request, timeoutMs: deps.lineTimeoutMs ?? defaultLineTimeoutMs }, runLine, emit);
    return ran.ok ? ran.value : failed(ran.error);
  }

  /** Marks the step and moves on to the one after it. */
  const leave = (step: string, state: 'done' | 'skipped'): void => {
    const at = ids[ids.indexOf(step) + 1] ?? step;
    change({ ...markStep(progress, step, state), at });
    entered();
  };

  return {
    async start() {
      const loaded = await store.load();
      progress = fitProgress({ ...loaded.progress, at: deps.startAt ?? loaded.progress.at }, ids);
      if (loaded.notice) emit({ type: 'notice', text: loaded.notice });
      emit({ type: 'progress', progress });
      const ready = await exclusively(start);
      if (ready && deps.looks === 'entering') await look(here());
      // A lab that is not there says so itself; that it cannot be listened to would only hide that.
      if (ready) watch?.start();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    progress: () => progress,
    async run(step, commands = stepOf(step)?.commands) {
      if (!commands || working || closed) return false;
      asked.add(step);
      const ran = await exclusively((signal) => lines({ step, commands, signal, onFailure: 'stop' }));
      if (up && !closed && stepOf(step)) await look([step]);
      return ran;
    },
    cancel() {
      working?.abort();
    },
    async check(wanted) {
      if (working || closed) return false;
      for (const step of wanted) asked.add(step);
      return await look(wanted);
    },
    async look(wanted) {
      return !(working || closed) && (await look(wanted));
    },
    async walk(id) {
      const wanted = checks.filter((check) => check.id === id);
      if (working || closed || !up) return false;
      await rounds.idle();
      const known = results;
      const walked = await looker.walk(wanted, closing.signal);
      if (!walked || closed || results !== known) return false;
      emit({ type: 'walked', results: walked });
      return walked.some(({ walk }) => walk !== undefined);
    },
    async undo(step) {
      const found = stepOf(step);
      if (!found || working || closed) return false;
      const ran = await exclusively((signal) => lines({ step, commands: found.undo, signal, onFailure: 'continue' }));
      if (!up || closed) return false;
      asked.delete(step);
      if (progress.steps[step] === 'done') change(markStep(progress, step, 'todo'));
      await look([step]);
      return ran;
    },
    async next(step) {
      const found = stepOf(step);
      if (working || !found) return false;
      const { at } = progress;
      // Proved a moment ago, and the kernel told of something since (a bridge port's timer will do): the look that goes on,
      // or the one on its way, decides.
      if (!isProved(found, results)) await rounds.idle();
      if (outdated) await look([step]);
      if (working || closed || progress.at !== at || !isProved(found, results)) return false;
      leave(step, 'done');
      return true;
    },
    async skip(step) {
      if (working || !stepOf(step) || progress.steps[step] === 'done') return false;
      leave(step, 'skipped');
      return true;
    },
    async goTo(step) {
      if (working || !stepOf(step)) return false;
      change({ ...progress, at: step });
      entered();
      return true;
    },
    async predict(step, option) {
      const options = stepOf(step)?.prediction?.options.length ?? 0;
      if (!Number.isInteger(option) || option < 0 || option >= options) return false;
      change({ ...progress, predictions: { ...progress.predictions, [step]: option } });
      return true;
    },
    async hint(step) {
      const opened = progress.hints[step] ?? 0;
      if (!stepOf(step) || opened >= 3) return false;
      change({ ...progress, hints: { ...progress.hints, [step]: opened + 1 } });
      return true;
    },
    async solve(to) {
      const last = ids.indexOf(to);
      if (last < 0) return false;
      asked.add(to);
      return await exclusively((signal) =>
        solveSteps(steps.slice(0, last + 1), {
          signal,
          look: (wanted) => rounds.request(wanted),
          proved: (step) => isProved(step, results),
          run: (step) => lines({ step: step.id, commands: step.commands, signal, onFailure: 'continue' }),
          undo: (step) => lines({ step: step.id, commands: step.undo, signal, onFailure: 'continue' }),
          usable: () => up,
          claim: (step) =>
            change({ ...markStep(progress, step.id, 'done'), at: ids[ids.indexOf(step.id) + 1] ?? step.id }),
        }),
      );
    },
    async reset() {
      const fresh = await exclusively(async (signal) => {
        const down = await lab.down(({ text }) => emit({ type: 'lab-warning', text }));
        if (!down.ok) return failed(down.error);
        up = false;
        results = [];
        asked.clear();
        await saving;
        const kept = await store.putAside();
        if (kept !== undefined) emit({ type: 'notice', text: text('learn.progress-kept', { file: kept }) });
        change(fitProgress(noProgress, ids));
        return await start(signal);
      });
      if (fresh) {
        entered();
        watch?.start();
      }
      return fresh;
    },
    async shell() {
      const entry = await lab.entry('host');
      return entry.ok ? entry.value : failed(entry.error) || undefined;
    },
    async close() {
      closed = true;
      watch?.stop();
      working?.abort();
      // Nobody waits for what a look would have said.
      closing.abort();
      await rounds.idle();
      await saving;
      listeners.clear();
    },
  };
}
