import { stepsOf } from '../course/course.ts';
import type { Finding, Lab, LabFailure, RunLine } from '../lab/lab.ts';
import type { Follower } from '../look/follow.ts';
import { err, ok, type Result } from '../result.ts';
import type { Check } from '../verify/check.ts';
import { owesAnswer } from './acts.ts';
import { armedSteps, isProved } from './armed.ts';
import { bringUp } from './bring-up.ts';
import type { ProgressKeeper } from './progress-keeper.ts';
import { defaultLineTimeoutMs, type RunRequest, runLines } from './runner.ts';
import type { NotNow, SessionEvent } from './session.ts';
import { type Effect, leaving, newProgress, type SessionState, type Taught } from './session-state.ts';
import { solveSteps } from './solve.ts';

/** What the effects of a session work with. */
export interface Live {
  readonly lab: Lab;
  readonly runLine: RunLine;
  readonly lineTimeoutMs: number | undefined;
  readonly examine: (() => Promise<readonly Finding[]>) | undefined;
  readonly checks: readonly Check[];
  readonly taught: Taught;
  readonly keeper: ProgressKeeper;
  readonly follower: Follower;
  emit(event: SessionEvent): void;
  state(): SessionState;
  /** Changed progress is told and kept. */
  become(next: Partial<SessionState>): void;
}

type Done = Result<void, NotNow>;
type Performers = {
  readonly [T in Effect['type']]: (
    effect: Extract<Effect, { readonly type: T }>,
    live: Live,
    signal: AbortSignal,
  ) => Promise<Done> | Done;
};

const done: Done = ok(undefined);
const doneIf = (good: boolean, why: NotNow): Done => (good ? done : err(why));

/** `signal`: the learner takes back what was asked. */
export const perform: Performers = {
  'bring-up': (_, live, signal) => bringUpLab(live, signal),
  async renew(_, live, signal) {
    const { lab, emit, follower, keeper, taught, become } = live;
    const down = await lab.down(({ text }) => emit({ type: 'lab-warning', text }));
    if (!down.ok) return failed(live, down.error);
    become({ lab: 'down', asked: [] });
    follower.forget();
    await keeper.archive();
    become({ progress: newProgress(taught) });
    return await bringUpLab(live, signal);
  },
  lines: ({ step, commands, onFailure }, live, signal) => runThem({ step, commands, onFailure, signal }, live),
  async solve({ steps }, live, signal) {
    const { follower, taught } = live;
    const solved = await solveSteps(steps, {
      signal,
      look: (wanted) => follower.look(wanted),
      proved: (step) => isProved(step, follower.results()),
      run: async ({ id, commands }) => (await runThem({ step: id, commands, signal, onFailure: 'continue' }, live)).ok,
      undo: async ({ id, undo }) =>
        (await runThem({ step: id, commands: undo, signal, onFailure: 'continue' }, live)).ok,
      usable: () => live.state().lab === 'up',
      claim: ({ id }) => live.become(leaving(live.state(), id, 'done', taught)),
    });
    if (solved) return done;
    return err(signal.aborted ? 'cancelled' : live.state().lab === 'up' ? 'not-proved' : 'no-lab');
  },
  look: async ({ steps }, live) => doneIf(await lookAt(live, steps), 'not-seen'),
  'look-around'(_, { follower }) {
    follower.lookAround();
    return done;
  },
  async prove({ step: id }, live) {
    const { follower, taught } = live;
    const step = stepsOf(taught.course).find((one) => one.id === id);
    // Proved a moment ago, and the kernel told of something since (a bridge port's timer will do): the look that goes on, or
    // the one on its way, decides.
    if (step && !isProved(step, follower.results())) await follower.wait();
    if (follower.isOutdated()) await lookAt(live, [id]);
    return done;
  },
  async walk({ check: id }, { follower, checks }) {
    const check = checks.find((one) => one.id === id);
    return doneIf(check !== undefined && (await follower.walk(check)), 'no-walk');
  },
  listen(_, { follower }) {
    follower.open();
    return done;
  },
};

const lookAt = ({ follower, taught, state }: Live, steps: readonly string[]): Promise<boolean> =>
  follower.look(armedSteps(taught.course, state().progress, steps));

function failed({ become, emit }: Live, failure: LabFailure): Done {
  become({ lab: 'down' });
  emit({ type: 'lab-failed', failure });
  return err('no-lab');
}

async function bringUpLab(live: Live, signal: AbortSignal): Promise<Done> {
  const { lab, examine, emit } = live;
  const brought = await bringUp({ lab, examine, emit, signal });
  live.become({ lab: brought.ok ? 'up' : 'down' });
  return brought.ok ? done : failed(live, brought.error);
}

/** What was proved before does not count once commands have run. */
async function runThem(request: Omit<RunRequest, 'timeoutMs'>, live: Live): Promise<Done> {
  live.follower.forget();
  const timeoutMs = live.lineTimeoutMs ?? defaultLineTimeoutMs;
  const ran = await runLines({ ...request, timeoutMs }, live.runLine, live.emit);
  if (!ran.ok) return failed(live, ran.error);
  return doneIf(ran.value, request.signal.aborted ? 'cancelled' : 'line-failed');
}

/** The steps that a look at the learner's place must look at. */
export function currentSteps({ progress }: SessionState, { course }: Taught): readonly string[] {
  return armedSteps(course, progress, progress.at === undefined ? [] : [progress.at]);
}

/** Whose failing requests are walked at once: those of claimed steps, and of those that were asked about. */
export const isWalked = ({ asked, progress }: SessionState, { step }: Check): boolean =>
  asked.includes(step) || progress.steps[step] === 'done';

/** Whose requests may be said to die before they have: as those, but nobody is told the answer to a question that is still open. */
export function isForeseen(state: SessionState, check: Check, { course }: Taught): boolean {
  const step = stepsOf(course).find(({ id }) => id === check.step);
  return isWalked(state, check) && !(step && owesAnswer(step, state.progress));
}
