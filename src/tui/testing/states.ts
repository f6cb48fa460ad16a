import '../../testing/one-host/words.ts';
import { text } from '../../i18n/text.ts';
import type { Check, Verdict } from '../../verify/check.ts';
import { initialState } from '../model/initial-state.ts';
import type { Mode } from '../model/keymap.ts';
import type { Screen, State } from '../model/state.ts';
import { smallCourses } from './small-course.ts';
import { delivered } from './walks.ts';

export const noProgress: State['progress'] = { steps: {}, at: undefined, predictions: {}, hints: {} };

/** A state with the lab up, at a step of the small course, in any mode that needs no overlay. */
export function stepState(
  options: {
    readonly mode?: Mode;
    readonly step?: string;
    readonly columns?: number;
    readonly rows?: number;
    /** The step's question still waits. */
    readonly asks?: boolean;
  } = {},
): State {
  const { mode = 'step', step = 'c1-route', columns = 80, rows = 24, asks = mode === 'predict' } = options;
  const first = initialState({
    courses: smallCourses,
    lang: 'en',
    columns,
    rows,
    progress: { ...noProgress, at: step, predictions: asks ? {} : { [step]: 0 } },
  });
  return { ...first, lab: { state: 'up', phases: [], warnings: [] }, screen: screenOf(mode, step) };
}

function screenOf(mode: Mode, step: string): Screen {
  switch (mode) {
    case 'starting':
    case 'finish':
      return { type: mode };
    case 'lab-failed':
      return { type: mode, failure: { code: 'no-docker', text: text('ui.flow.other') } };
    case 'end':
      return { type: mode, lesson: 'bridge-network', offset: 0 };
    case 'map':
      return { type: mode, cursor: 0 };
    case 'predict':
      return { type: 'step', step, mode: { type: 'predict', option: 0 } };
    case 'edit':
      return { type: 'step', step, mode: { type: 'edit', lines: ['ip link', 'ip addr'], line: 0 } };
    case 'walk':
      return { type: 'step', step, mode: { type: 'walk', check: 'c1-reaches-host', walk: delivered(), hop: 0 } };
    case 'typing':
      return { type: 'step', step, mode: { type: 'edit', lines: ['ip link', 'ip addr'], line: 0, cursor: 7 } };
    default:
      return { type: 'step', step, mode: { type: 'read' } };
  }
}

export const passed: Verdict = { verdict: 'pass', observed: text('ui.flow.answered') };
export const failed: Verdict = {
  verdict: 'fail',
  expected: text('ui.flow.answered'),
  observed: text('ui.flow.timeout'),
  diagnosis: { id: 'switch-off', values: { bridge: 'br0' } },
};

/** The state with these verdicts of the latest round; behaviour checks are named in `behaviour`. */
export function withVerdicts(
  state: State,
  verdicts: { readonly [check: string]: Verdict },
  behaviour: readonly string[] = [],
): State {
  const owner = (id: string): string =>
    smallCourses.en.lessons
      .flatMap((lesson) => lesson.steps)
      .find((step) => step.checks.some((check) => check.id === id))?.id ?? '';
  const results = Object.entries(verdicts).map(([id, verdict]) => {
    const check: Check = {
      id,
      step: owner(id),
      after: [],
      kind: behaviour.includes(id) ? 'behaviour' : 'state',
      needs: () => ({}),
      judge: () => ({ verdict: 'pass' }),
    };
    return [id, { check, verdict, ms: 1 }] as const;
  });
  return { ...state, results: { ...state.results, ...Object.fromEntries(results) } };
}
