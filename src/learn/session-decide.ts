import { type Step, stepsOf } from '../course/course.ts';
import { err, ok, type Result } from '../result.ts';
import { noted, owesLook } from './acts.ts';
import type { NotNow } from './session.ts';
import {
  type Decision,
  type Effect,
  entering,
  idsOf,
  isWork,
  leaving,
  type Request,
  type SessionState,
  stepIn,
  type Taught,
  withProgress,
} from './session-state.ts';

/** Pure: what a request begins with, or why it cannot be done now. What follows once that is done: `conclude`. */
export function decide(state: SessionState, request: Request, taught: Taught): Result<Decision, NotNow> {
  const use: Use = { state, taught, step: stepIn(taught.course, request) };
  const refused = refusals[request.type](request as never, use);
  return refused ? err(refused) : ok(beginnings[request.type](request as never, use));
}

interface Use {
  readonly state: SessionState;
  readonly taught: Taught;
  /** The step that the request names, where there is such a step. */
  readonly step: Step | undefined;
}

type ByRequest<R> = {
  readonly [T in Request['type']]: (request: Extract<Request, { readonly type: T }>, use: Use) => R;
};

const busy = ({ closed, working }: SessionState): NotNow | undefined =>
  closed ? 'closed' : working ? 'busy' : undefined;
const ifFree = (_: Request, { state }: Use): NotNow | undefined => busy(state);
const ifKnown = (_: Request, { state, step }: Use): NotNow | undefined => (step ? busy(state) : 'no-such-step');

/** Why not now; undefined: it can be done. */
const refusals: ByRequest<NotNow | undefined> = {
  start: ifFree,
  reset: ifFree,
  check: ifFree,
  look: ifFree,
  run: ({ commands }, { state, step }) => (step || commands ? busy(state) : 'no-such-step'),
  undo: ifKnown,
  next: (request, use) =>
    ifKnown(request, use) ?? (use.step && owesLook(use.step, use.state.progress) ? 'not-looked' : undefined),
  decline: (_, { step }) => (step?.prediction ? undefined : 'no-such-step'),
  looked: (_, { step }) => (step ? undefined : 'no-such-step'),
  'go-to': ifKnown,
  solve: ({ to }, { state, taught }) => (idsOf(taught.course).includes(to) ? busy(state) : 'no-such-step'),
  walk: (_, { state }) => busy(state) ?? (state.lab === 'up' ? undefined : 'no-lab'),
  skip: (request, use) =>
    ifKnown(request, use) ?? (use.state.progress.steps[request.step] === 'done' ? 'already-done' : undefined),
  predict({ option }, { step }) {
    const options = step?.prediction?.options.length ?? 0;
    return Number.isInteger(option) && option >= 0 && option < options ? undefined : 'no-such-option';
  },
  take: () => undefined,
  'show-line': ({ step: id }, { step, state }) =>
    step ? ((state.progress.shown?.[id] ?? 0) < step.commands.length ? undefined : 'no-more-lines') : 'no-such-step',
  hint({ step: id }, { step, state }) {
    if (!step) return 'no-such-step';
    return (state.progress.hints[id] ?? 0) < 3 ? undefined : 'no-more-hints';
  },
};

/** Begins with this effect; failures of these steps are to be explained from now on. */
function begins({ state }: Use, request: Request, effect: Effect, asked: readonly string[] = []): Decision {
  const working = state.working || isWork(request);
  return { state: { ...state, working, asked: [...new Set([...state.asked, ...asked])] }, effects: [effect] };
}

const beginnings: ByRequest<Decision> = {
  start: (request, use) => begins(use, request, { type: 'bring-up' }),
  reset: (request, use) => begins(use, request, { type: 'renew' }),
  run(request, use) {
    const commands = request.commands ?? use.step?.commands ?? [];
    return begins(use, request, { type: 'lines', step: request.step, commands, onFailure: 'stop' }, [request.step]);
  },
  undo: (request, use) =>
    begins(use, request, {
      ...{ type: 'lines', step: request.step, onFailure: 'continue' },
      commands: use.step?.undo ?? [],
    }),
  solve(request, use) {
    const steps = stepsOf(use.taught.course);
    const last = steps.findIndex(({ id }) => id === request.to);
    return begins(use, request, { type: 'solve', steps: steps.slice(0, last + 1) }, [request.to]);
  },
  check: (request, use) => begins(use, request, { type: 'look', steps: request.steps }, request.steps),
  look: (request, use) => begins(use, request, { type: 'look', steps: request.steps }),
  walk: (request, use) => begins(use, request, { type: 'walk', check: request.check }),
  next: (request, use) => begins(use, request, { type: 'prove', step: request.step }),
  skip: ({ step }, { state, taught }) => entering(leaving(state, step, 'skipped', taught), taught),
  'go-to': ({ step }, { state, taught }) => entering({ ...state, progress: { ...state.progress, at: step } }, taught),
  predict: ({ step, option }, { state }) => ({ state: withProgress(state, 'predictions', step, option), effects: [] }),
  take: ({ way }, { state }) => ({ state: { ...state, progress: { ...state.progress, way } }, effects: [] }),
  'show-line': ({ step }, { state }) => ({
    state: withProgress(state, 'shown', step, (state.progress.shown?.[step] ?? 0) + 1),
    effects: [],
  }),
  decline: ({ step }, { state }) => ({
    state: { ...state, progress: noted(state.progress, 'declined', step) },
    effects: [],
  }),
  looked: ({ step: id }, { state, step }) => ({
    state: step && owesLook(step, state.progress) ? { ...state, progress: noted(state.progress, 'looked', id) } : state,
    effects: [],
  }),
  hint: ({ step }, { state }) => ({
    state: withProgress(state, 'hints', step, (state.progress.hints[step] ?? 0) + 1),
    effects: [],
  }),
};
