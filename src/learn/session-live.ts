import { type Course, type Step, stepsOf } from '../course/course.ts';
import type { Finding, Lab, LabFailure, RunLine } from '../lab/lab.ts';
import type { Looker } from '../look/look.ts';
import type { Pace } from '../look/watch.ts';
import type { Check } from '../verify/check.ts';
import { isProved } from './armed.ts';
import { bringUp } from './bring-up.ts';
import { createEyes } from './eyes.ts';
import { keepProgress } from './kept-progress.ts';
import { markStep } from './progress.ts';
import type { ProgressStore } from './progress-file.ts';
import { defaultLineTimeoutMs, type RunRequest, runLines } from './runner.ts';
import type { Session, SessionEvent } from './session.ts';
import { solveSteps } from './solve.ts';

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
  const { lab, course, checks, looker, runLine } = deps;
  const steps = stepsOf(course);
  const ids = steps.map(({ id }) => id);
  const stepOf = (id: string): Step | undefined => steps.find((step) => step.id === id);
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  /** Set while something changes the lab; only one thing may. */
  let working: AbortController | undefined;
  let up = false;
  let closed = false;
  const closing = new AbortController();
  const kept = keepProgress(deps.store, ids, emit);
  const eyes = createEyes({
    ...{ lab, course, checks, looker, kept, emit, pace: deps.watch, closing: closing.signal },
    comesBack: deps.looks === 'entering',
    isQuiet: () => up && !working,
    onGone: () => {
      up = false;
    },
  });
  const entered = (): void => {
    if (deps.looks === 'entering' && up) eyes.lookAround();
  };

  /** Does one thing that changes the lab, with no round in flight; false when another one is going on. */
  async function exclusively(work: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
    if (working || closed) return false;
    const controller = new AbortController();
    working = controller;
    try {
      await eyes.idle();
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
    eyes.forget();
    const ran = await runLines({ ...request, timeoutMs: deps.lineTimeoutMs ?? defaultLineTimeoutMs }, runLine, emit);
    return ran.ok ? ran.value : failed(ran.error);
  }

  /** Marks the step and moves on to the one after it. */
  const leave = (step: string, state: 'done' | 'skipped'): void => {
    const at = ids[ids.indexOf(step) + 1] ?? step;
    kept.change({ ...markStep(kept.now(), step, state), at });
    entered();
  };

  return {
    async start() {
      await kept.load(deps.startAt);
      const ready = await exclusively(start);
      if (ready && deps.looks === 'entering') await eyes.lookHere();
      // A lab that is not there says so itself; that it cannot be listened to would only hide that.
      if (ready) eyes.open();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    progress: kept.now,
    async run(step, commands = stepOf(step)?.commands) {
      if (!commands || working || closed) return false;
      eyes.asked.add(step);
      const ran = await exclusively((signal) => lines({ step, commands, signal, onFailure: 'stop' }));
      if (up && !closed && stepOf(step)) await eyes.look([step]);
      return ran;
    },
    cancel() {
      working?.abort();
    },
    async check(wanted) {
      if (working || closed) return false;
      for (const step of wanted) eyes.asked.add(step);
      return await eyes.look(wanted);
    },
    async look(wanted) {
      return !(working || closed) && (await eyes.look(wanted));
    },
    async walk(check) {
      return !(working || closed || !up) && (await eyes.walk(check));
    },
    async undo(step) {
      const found = stepOf(step);
      if (!found || working || closed) return false;
      const ran = await exclusively((signal) => lines({ step, commands: found.undo, signal, onFailure: 'continue' }));
      if (!up || closed) return false;
      eyes.asked.delete(step);
      if (kept.now().steps[step] === 'done') kept.change(markStep(kept.now(), step, 'todo'));
      await eyes.look([step]);
      return ran;
    },
    async next(step) {
      const found = stepOf(step);
      if (working || !found) return false;
      const { at } = kept.now();
      // Proved a moment ago, and the kernel told of something since (a bridge port's timer will do): the look that goes on,
      // or the one on its way, decides.
      if (!isProved(found, eyes.results())) await eyes.idle();
      if (eyes.isOutdated()) await eyes.look([step]);
      if (working || closed || kept.now().at !== at || !isProved(found, eyes.results())) return false;
      leave(step, 'done');
      return true;
    },
    async skip(step) {
      if (working || !stepOf(step) || kept.now().steps[step] === 'done') return false;
      leave(step, 'skipped');
      return true;
    },
    async goTo(step) {
      if (working || !stepOf(step)) return false;
      kept.change({ ...kept.now(), at: step });
      entered();
      return true;
    },
    async predict(step, option) {
      const options = stepOf(step)?.prediction?.options.length ?? 0;
      if (!Number.isInteger(option) || option < 0 || option >= options) return false;
      const progress = kept.now();
      kept.change({ ...progress, predictions: { ...progress.predictions, [step]: option } });
      return true;
    },
    async hint(step) {
      const progress = kept.now();
      const opened = progress.hints[step] ?? 0;
      if (!stepOf(step) || opened >= 3) return false;
      kept.change({ ...progress, hints: { ...progress.hints, [step]: opened + 1 } });
      return true;
    },
    async solve(to) {
      const last = ids.indexOf(to);
      if (last < 0) return false;
      eyes.asked.add(to);
      return await exclusively((signal) =>
        solveSteps(steps.slice(0, last + 1), {
          signal,
          look: (wanted) => eyes.lookOnly(wanted),
          proved: (step) => isProved(step, eyes.results()),
          run: (step) => lines({ step: step.id, commands: step.commands, signal, onFailure: 'continue' }),
          undo: (step) => lines({ step: step.id, commands: step.undo, signal, onFailure: 'continue' }),
          usable: () => up,
          claim: (step) =>
            kept.change({ ...markStep(kept.now(), step.id, 'done'), at: ids[ids.indexOf(step.id) + 1] ?? step.id }),
        }),
      );
    },
    async reset() {
      const fresh = await exclusively(async (signal) => {
        const down = await lab.down(({ text }) => emit({ type: 'lab-warning', text }));
        if (!down.ok) return failed(down.error);
        up = false;
        eyes.forget();
        eyes.asked.clear();
        await kept.startAnew();
        return await start(signal);
      });
      if (fresh) {
        entered();
        eyes.open();
      }
      return fresh;
    },
    async shell() {
      const entry = await lab.entry('host');
      return entry.ok ? entry.value : failed(entry.error) || undefined;
    },
    async close() {
      closed = true;
      eyes.close();
      working?.abort();
      // Nobody waits for what a look would have said.
      closing.abort();
      await eyes.idle();
      await kept.saved();
      listeners.clear();
    },
  };
}
