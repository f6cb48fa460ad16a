import type { Course } from '../../course/course.ts';
import type { Lang } from '../../i18n/text.ts';
import type { Progress } from '../../learn/session.ts';
import type { State } from './state.ts';

export interface InitialOptions {
  readonly courses: { readonly [lang in Lang]: Course };
  readonly lang: Lang;
  readonly columns: number;
  readonly rows: number;
  readonly progress: Progress;
  readonly hasPanes?: boolean;
}

/** The state before anything happened: the lab is about to be started. */
export const initialState = (options: InitialOptions): State => ({
  hasPanes: false,
  typed: {},
  ...options,
  screen: { type: 'starting' },
  pane: 'lesson',
  offsets: {},
  lab: { state: 'starting', phases: [], warnings: [] },
  looking: false,
  runs: {},
  results: {},
  stale: {},
  foreseen: {},
  refuted: {},
  before: {},
  attempted: {},
  why: false,
});
