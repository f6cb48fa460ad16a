import type { SessionEvent } from '../../learn/session.ts';
import type { Foreseen } from '../../look/foresee.ts';
import { unreachable } from '../../result.ts';
import { legsOf } from '../../trace/index.ts';
import type { CheckResult } from '../../verify/check.ts';
import { isPictureHeld } from '../model/asking.ts';
import { currentWalk } from '../model/current-walk.ts';
import { modeOf } from '../model/keymap.ts';
import type { Run, RunLine, State } from '../model/state.ts';
import { nothingPrinted, print } from '../text/terminal.ts';

/** What the session reports, put into the state. */
export function sessionEvent(state: State, event: SessionEvent): State {
  switch (event.type) {
    case 'lab-phase':
      return { ...state, lab: { ...state.lab, phases: [...state.lab.phases, event.text] } };
    case 'lab-warning':
      return { ...state, lab: { ...state.lab, warnings: [...state.lab.warnings, event.text] } };
    case 'lab-up':
      return { ...state, lab: { state: 'up', phases: state.lab.phases, warnings: state.lab.warnings } };
    case 'lab-failed':
      return {
        ...quiet(state),
        lab: { ...state.lab, state: 'failed', failure: event.failure },
        screen: { type: 'lab-failed', failure: event.failure },
      };
    case 'run-started':
      return runStarted(state, event.step, event.commands);
    case 'line-started':
      return changeLine(state, event.step, event.index, (line) => ({
        ...line,
        command: event.command,
        state: 'running',
      }));
    case 'line-output':
      return changeLine(state, event.step, event.index, (line) => ({
        ...line,
        printed: print(line.printed, event.chunk),
      }));
    case 'line-ended':
      return changeLine(state, event.step, event.index, (line) => ({ ...line, state: event.outcome, ms: event.ms }));
    case 'run-ended':
      return runEnded(state, event.step, event.ok);
    case 'lab-changed':
      return {
        ...state,
        foreseen: {},
        refuted: {},
        stale: Object.fromEntries(Object.keys(state.results).map((id) => [id, true])),
      };
    case 'glanced':
      return glanced(state, event.results, event.picture);
    case 'foreseen':
      return { ...state, foreseen: foreseenBy(event.foreseen) };
    case 'walked':
      return withNewWalk({ ...state, results: { ...state.results, ...byCheck(event.results) } });
    case 'round-started':
      return { ...state, looking: true, foreseen: {} };
    case 'round-ended':
      return withNewWalk(roundEnded(state, event));
    case 'round-left':
      return { ...state, looking: false, foreseen: {} };
    case 'round-failed':
      return { ...state, looking: false, stale: {}, foreseen: {}, unobservable: event.failure };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'lost': {
      const asked = { ...state, message: { tone: 'info', text: event.text } as const };
      // Nobody is asked while they are asked something else, or type.
      const free =
        !state.overlay &&
        !state.working &&
        !modeOf(state).startsWith('terminal') &&
        (state.screen.type !== 'step' || state.screen.mode.type === 'read');
      return free ? { ...asked, overlay: { type: 'confirm', question: 'rebuild', step: event.to } } : asked;
    }
    case 'bug':
      return { ...state, screen: { type: 'bug', message: event.message } };
    case 'notice':
      return { ...state, message: { tone: 'info', text: event.text } };
    default:
      return unreachable(event);
  }
}

/** Nothing goes on any more. */
function quiet(state: State): State {
  const { running: _running, working: _working, ...rest } = state;
  return { ...rest, looking: false };
}

function runStarted(state: State, step: string, commands: readonly string[]): State {
  const lines = commands.map((command): RunLine => ({ command, printed: nothingPrinted, state: 'waiting' }));
  const { run: _follow, ...offsets } = state.offsets;
  const before = { ...verdictsOf(state, step), ...state.before };
  const results = withoutPasses(state.results, step);
  const runs = { ...state.runs, [step]: { lines, state: 'running' as const } };
  return { ...state, running: step, offsets, before, results, runs };
}

/** What was proved before does not count once commands have run; what failed stays in sight until the next look. */
const withoutPasses = (results: State['results'], step: string): State['results'] =>
  Object.fromEntries(
    Object.entries(results).filter(([, { check, verdict }]) => check.step !== step || verdict.verdict !== 'pass'),
  );

function changeLine(state: State, step: string, index: number, change: (line: RunLine) => RunLine): State {
  const run = state.runs[step];
  if (!run) return state;
  return withRun(state, step, { ...run, lines: run.lines.map((line, at) => (at === index ? change(line) : line)) });
}

function runEnded(state: State, step: string, ok: boolean): State {
  const { running: _running, ...rest } = state;
  const run = state.runs[step];
  return run ? withRun(rest, step, { ...run, state: ok ? 'ok' : 'failed' }) : rest;
}

/** How the step's checks stood before its commands ran: shown beside how they stand afterwards. */
const verdictsOf = (state: State, step: string): State['before'] =>
  Object.fromEntries(
    Object.values(state.results)
      .filter((result) => result.check.step === step)
      .map((result) => [result.check.id, result.verdict]),
  );

const withRun = (state: State, step: string, run: Run): State => ({ ...state, runs: { ...state.runs, [step]: run } });

const byCheck = (results: readonly CheckResult[]): State['results'] =>
  Object.fromEntries(results.map((result) => [result.check.id, result]));

const foreseenBy = (foreseen: readonly Foreseen[]): State['foreseen'] =>
  Object.fromEntries(foreseen.map((one) => [one.check.id, one]));

function glanced(state: State, results: readonly CheckResult[], picture: State['picture']): State {
  const fresh = byCheck(results);
  const without = <T>(of: { readonly [check: string]: T }): { readonly [check: string]: T } =>
    Object.fromEntries(Object.entries(of).filter(([id]) => !(id in fresh)));
  return withPicture(
    {
      ...state,
      results: { ...state.results, ...fresh },
      stale: without(state.stale),
      foreseen: without(state.foreseen),
    },
    picture,
  );
}

function roundEnded(
  state: State,
  { results, picture, refuted = [] }: Extract<SessionEvent, { readonly type: 'round-ended' }>,
): State {
  const { unobservable: _unobservable, ...rest } = state;
  const fresh = byCheck(results);
  const seen: State = {
    ...rest,
    looking: false,
    stale: {},
    foreseen: {},
    refuted: foreseenBy(refuted),
    results: { ...state.results, ...fresh },
  };
  return withPicture(seen, picture);
}

/** What a question holds back is shown once it is settled. */
function withPicture(state: State, picture: State['picture']): State {
  if (!picture) return state;
  return isPictureHeld(state) ? { ...state, heldPicture: picture } : { ...state, picture };
}

/** The walk on the screen follows what was seen last; when there is none any more, the old one stays and says so. */
function withNewWalk(state: State): State {
  const mode = isPictureHeld(state) ? undefined : currentWalk(state);
  const walk = mode && state.results[mode.check]?.walk;
  if (!walk || walk === mode.walk || state.screen.type !== 'step') return state;
  const hop = Math.min(mode.hop, Math.max(0, legsOf(walk.trace).length - 1));
  return { ...state, screen: { ...state.screen, mode: { ...mode, walk, hop } } };
}
