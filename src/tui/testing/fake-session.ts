import { type Course, type Step, stepsOf } from '../../course/course.ts';
import { fetch } from '../../facts/index.ts';
import { text } from '../../i18n/text.ts';
import type { Progress, Session, SessionEvent, StepState } from '../../learn/session.ts';
import type { Check, CheckResult, Verdict } from '../../verify/check.ts';
import type { CheckWalk } from '../../verify/check-walk.ts';
import type { LabFailure } from '../model/state.ts';
import { pictureAfter } from './fake-picture.ts';

export interface FakeOptions {
  readonly course: Course;
  /** Steps that are done, and hold, from the start. */
  readonly done?: readonly string[];
  readonly at?: string;
  /** Steps of the real course that hold as well, for the picture. */
  readonly wired?: readonly string[];
  /** Starting the lab ends like this; a later `start` succeeds. */
  readonly failure?: LabFailure;
  /** Output of a command; default: one line. */
  readonly output?: (command: string) => string;
  /** Verdicts that are not what the steps done so far would give. */
  readonly verdicts?: { readonly [check: string]: Verdict };
  /** Checks that send a request, with the walk of it; one that fails carries its walk at once. */
  readonly walks?: { readonly [check: string]: CheckWalk };
  /** `run` waits after its first line until `cancel`. */
  readonly hangs?: boolean;
}

export interface FakeSession extends Session {
  readonly emit: (event: SessionEvent) => void;
  /** Names of the methods that were called, with their first argument. */
  readonly calls: readonly string[];
  /** Makes a step hold, or not, behind the UI's back. */
  readonly hold: (step: string, holds: boolean) => void;
}

/** A session over a make-believe lab in which a step holds once its commands ran. A command with `wrong` in it fails. For tests only. */
export function fakeSession(options: FakeOptions): FakeSession {
  const steps = stepsOf(options.course);
  const holds = new Set(options.done ?? []);
  const listeners = new Set<(event: SessionEvent) => void>();
  const calls: string[] = [];
  let failure = options.failure;
  let wake: (() => void) | undefined;
  let progress: Progress = {
    steps: Object.fromEntries((options.done ?? []).map((step): [string, StepState] => [step, 'done'])),
    at: options.at,
    predictions: {},
    hints: {},
  };
  const emit = (event: SessionEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const change = (next: Progress): void => {
    progress = next;
    emit({ type: 'progress', progress });
  };
  const stepOf = (id: string): Step | undefined => steps.find((step) => step.id === id);
  const claimed = (): readonly string[] => steps.map(({ id }) => id).filter((id) => progress.steps[id] === 'done');

  const look = (wanted: readonly string[]): boolean => {
    emit({ type: 'round-started', steps: wanted });
    const results = steps.filter(({ id }) => wanted.includes(id) || claimed().includes(id)).flatMap(resultsOf);
    emit({
      type: 'round-ended',
      results,
      picture: pictureAfter(new Set([...holds, ...(options.wired ?? [])])),
      ms: 40,
    });
    return true;
  };
  const resultsOf = (step: Step): readonly CheckResult[] =>
    step.checks.map(({ id }) => {
      const walk = options.walks?.[id];
      const verdict = options.verdicts?.[id] ?? (holds.has(step.id) ? pass : fail);
      const result = { check: fakeCheck(id, step.id, walk), ms: 12, verdict };
      return walk && verdict.verdict === 'fail' ? { ...result, walk } : result;
    });
  const move = (step: string, state: StepState): void => {
    const at = steps[steps.findIndex((one) => one.id === step) + 1]?.id ?? step;
    change({ ...progress, steps: { ...progress.steps, [step]: state }, at });
    look([at]);
  };

  async function lines(step: string, commands: readonly string[]): Promise<boolean> {
    emit({ type: 'run-started', step, commands });
    for (const [index, command] of commands.entries()) {
      const bad = command.includes('wrong');
      emit({ type: 'line-started', step, index, command });
      emit({
        type: 'line-output',
        step,
        index,
        chunk: bad ? 'RTNETLINK answers: Operation not supported\r\n' : (options.output?.(command) ?? ''),
      });
      if (options.hangs) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        emit({ type: 'line-ended', step, index, outcome: { type: 'cancelled' }, ms: 900 });
        emit({ type: 'run-ended', step, ok: false });
        return false;
      }
      emit({
        type: 'line-ended',
        step,
        index,
        outcome: bad ? { type: 'failed', exitCode: 2 } : { type: 'ok' },
        ms: 120,
      });
      if (!bad) continue;
      emit({ type: 'run-ended', step, ok: false });
      return false;
    }
    emit({ type: 'run-ended', step, ok: true });
    return true;
  }

  const session: Session = {
    async start() {
      emit({ type: 'progress', progress });
      emit({ type: 'lab-phase', text: text('ui.busy.starting') });
      await Promise.resolve();
      if (failure) {
        emit({ type: 'lab-failed', failure });
        failure = undefined;
        return;
      }
      emit({ type: 'lab-up', status: { name: 'default', kind: 'sandbox', state: 'up' } });
      look(progress.at === undefined ? [] : [progress.at]);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    progress: () => progress,
    async run(step, commands = stepOf(step)?.commands ?? []) {
      const ok = await lines(step, commands);
      if (ok) holds.add(step);
      look([step]);
      return ok;
    },
    cancel: () => wake?.(),
    async check(wanted) {
      return look(wanted);
    },
    async look(wanted) {
      return look(wanted);
    },
    async walk(id) {
      const walk = options.walks?.[id];
      const owner = steps.find((step) => step.checks.some((check) => check.id === id));
      const result = owner && resultsOf(owner).find(({ check }) => check.id === id);
      if (!walk || !result) return false;
      emit({ type: 'walked', results: [{ ...result, walk }] });
      return true;
    },
    async undo(step) {
      const ok = await lines(step, stepOf(step)?.undo ?? []);
      holds.delete(step);
      change({ ...progress, steps: { ...progress.steps, [step]: 'todo' } });
      look([step]);
      return ok;
    },
    async next(step) {
      if (!holds.has(step)) return false;
      move(step, 'done');
      return true;
    },
    async skip(step) {
      move(step, 'skipped');
      return true;
    },
    async goTo(step) {
      change({ ...progress, at: step });
      look([step]);
      return true;
    },
    async predict(step, option) {
      change({ ...progress, predictions: { ...progress.predictions, [step]: option } });
      return true;
    },
    async hint(step) {
      change({ ...progress, hints: { ...progress.hints, [step]: (progress.hints[step] ?? 0) + 1 } });
      return true;
    },
    async solve(to) {
      for (const step of steps.slice(0, steps.findIndex(({ id }) => id === to) + 1)) {
        if (!holds.has(step.id)) await lines(step.id, step.commands);
        holds.add(step.id);
        change({ ...progress, steps: { ...progress.steps, [step.id]: 'done' }, at: step.id });
      }
      return look([to]);
    },
    async reset() {
      holds.clear();
      change({ steps: {}, at: undefined, predictions: {}, hints: {} });
      emit({ type: 'lab-up', status: { name: 'default', kind: 'sandbox', state: 'up' } });
      return true;
    },
    async shell() {
      return undefined;
    },
    async close() {
      listeners.clear();
    },
  };
  const noted = Object.fromEntries(
    Object.entries(session).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        calls.push(args.length > 0 ? `${name} ${JSON.stringify(args[0])}` : name);
        return (method as (...all: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Session;
  return {
    ...noted,
    progress: session.progress,
    subscribe: session.subscribe,
    emit,
    calls,
    hold: (step, on) => void (on ? holds.add(step) : holds.delete(step)),
  };
}

const pass: Verdict = { verdict: 'pass', observed: text('ui.flow.answered') };
const fail: Verdict = {
  verdict: 'fail',
  expected: text('ui.flow.answered'),
  observed: text('ui.flow.timeout'),
  diagnosis: { id: 'bridge-down', values: { bridge: 'br0' } },
};

/** Ids that tell of traffic are behaviour checks; the rest is state. */
const fakeCheck = (id: string, step: string, walk?: CheckWalk): Check => ({
  id,
  step,
  after: [],
  kind: /reach|serves|answers|wget/.test(id) ? 'behaviour' : 'state',
  needs: () => (walk ? { fetch: fetch({ from: walk.trace.flow.from, url: 'http://192.168.1.61:9000/' }) } : {}),
  judge: () => ({ verdict: 'pass' }),
});
