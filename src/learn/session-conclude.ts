import { err, type Result, unreachable } from '../result.ts';
import type { CheckResult } from '../verify/check.ts';
import { noted, owesLook } from './acts.ts';
import { isProved } from './armed.ts';
import { markStep } from './progress.ts';
import type { NotNow } from './session.ts';
import {
  type Decision,
  type Effect,
  entering,
  isWork,
  leaving,
  type Request,
  type SessionState,
  stepIn,
  type Taught,
} from './session-state.ts';

/** How the effects of a request ended, and what is known then. */
export interface Outcome {
  readonly done: Result<void, NotNow>;
  /** Where the learner was when it was asked. */
  readonly at: string | undefined;
  /** Of the last round, as far as it still counts. */
  readonly results: readonly CheckResult[];
}

/** `done`: the answer to the request, once these effects have ended too. */
export interface Conclusion extends Decision {
  readonly done: Result<void, NotNow>;
}

/** Pure: what follows once the effects of a request have ended. */
export function conclude(before: SessionState, request: Request, outcome: Outcome, taught: Taught): Conclusion {
  const state: SessionState = isWork(request) ? { ...before, working: false } : before;
  const { done } = outcome;
  switch (request.type) {
    case 'start':
      return { state, effects: done.ok ? [...firstLook(state, taught), { type: 'listen' }] : [], done };
    case 'reset':
      return { state, effects: done.ok ? [...entering(state, taught).effects, { type: 'listen' }] : [], done };
    case 'run': {
      const step = isUsable(state) ? stepIn(taught.course, request) : undefined;
      const looked = step && done.ok && owesLook(step, state.progress);
      const progress = looked ? noted(state.progress, 'looked', step.id) : state.progress;
      return { state: { ...state, progress }, effects: step ? [{ type: 'look', steps: [step.id] }] : [], done };
    }
    case 'undo':
      return afterUndo(state, request.step, done);
    case 'next':
      return afterProof(state, request, outcome, taught);
    case 'solve':
    case 'check':
    case 'look':
    case 'walk':
    case 'skip':
    case 'go-to':
    case 'predict':
    case 'decline':
    case 'looked':
    case 'hint':
    case 'take':
    case 'show-line':
      return { state, effects: [], done };
    default:
      return unreachable(request);
  }
}

const isUsable = ({ lab, closed }: SessionState): boolean => lab === 'up' && !closed;

function firstLook({ progress: { at } }: SessionState, { looks }: Taught): readonly Effect[] {
  return looks === 'entering' ? [{ type: 'look', steps: at === undefined ? [] : [at] }] : [];
}

/** What was taken back is claimed no more. */
function afterUndo(state: SessionState, step: string, done: Result<void, NotNow>): Conclusion {
  if (!isUsable(state)) return { state, effects: [], done: done.ok ? err(state.closed ? 'closed' : 'no-lab') : done };
  const claimed = state.progress.steps[step] === 'done';
  const progress = claimed ? markStep(state.progress, step, 'todo') : state.progress;
  const asked = state.asked.filter((id) => id !== step);
  return { state: { ...state, progress, asked }, effects: [{ type: 'look', steps: [step] }], done };
}

/** The learner goes on, if the step is proved and they are still at it. */
function afterProof(
  state: SessionState,
  request: Extract<Request, { readonly type: 'next' }>,
  { done, at, results }: Outcome,
  taught: Taught,
): Conclusion {
  const refused = (why: NotNow): Conclusion => ({ state, effects: [], done: err(why) });
  if (state.closed) return refused('closed');
  if (state.working) return refused('busy');
  if (state.progress.at !== at) return refused('moved-on');
  const step = stepIn(taught.course, request);
  if (!step || !isProved(step, results)) return refused('not-proved');
  return { ...entering(leaving(state, request.step, 'done', taught), taught), done };
}
