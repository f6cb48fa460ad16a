import { type Text, text } from '../../i18n/text.ts';
import { owesLook } from '../../learn/acts.ts';
import type { Verdict } from '../../verify/check.ts';
import type { Command } from './action.ts';
import { owingStep } from './asking.ts';
import { coveredLines, isTyping } from './lines.ts';
import { allSteps, checksOf, currentStep, isBusy, isProved, isUnjudged, sendingChecks } from './selectors.ts';
import type { State } from './state.ts';

/** Why a command cannot be done now; `undefined` when it can. The footer dims by it, the message line says it. */
export function whyNot(state: State, command: Command): Text | undefined {
  switch (command) {
    case 'run':
    case 'check':
    case 'undo':
    case 'solve':
      return labReason(state) ?? busyReason(state) ?? changeReason(state, command);
    case 'reset':
      return state.lab.state === 'starting' ? text('ui.why-not.lab-starting') : busyReason(state);
    case 'edit':
      return busyReason(state) ?? typingReason(state);
    case 'shell':
      return labReason(state) ?? shellReason(state);
    case 'skip':
      return busyReason(state) ?? (isDone(state) ? text('ui.why-not.done') : undefined);
    case 'next':
      return busyReason(state) ?? nextReason(state);
    case 'back':
      return busyReason(state) ?? firstReason(state);
    case 'cancel':
      return isBusy(state) ? undefined : text('ui.why-not.not-running');
    case 'answer':
      return busyReason(state) ?? (owingStep(state) ? undefined : text('ui.why-not.no-question'));
    case 'show-line':
      return linesReason(state);
    case 'hint':
      return hintReason(state);
    case 'trace':
      return labReason(state) ?? busyReason(state) ?? traceReason(state);
    default:
      return undefined;
  }
}

function labReason(state: State): Text | undefined {
  // A failed lab is no reason to refuse: the command then leads to the screen that says how to fix it.
  return state.lab.state === 'starting' ? text('ui.why-not.lab-starting') : undefined;
}

function busyReason(state: State): Text | undefined {
  return isBusy(state) ? text('ui.why-not.running') : undefined;
}

const firstReason = (state: State): Text | undefined =>
  allSteps(state)[0]?.id === currentStep(state)?.id ? text('ui.why-not.first') : undefined;

/** Beside the lesson a shell is in nobody's way. */
const shellReason = (state: State): Text | undefined => (state.hasPanes ? undefined : busyReason(state));

/** Who wants to type the commands is not shown them by running them. */
const typingReason = (state: State): Text | undefined => (isTyping(state) ? text('ui.why-not.typing') : undefined);

function linesReason(state: State): Text | undefined {
  const step = currentStep(state);
  if (!isTyping(state)) return text('ui.why-not.not-covered');
  return step && coveredLines(state, step).length === 0 ? text('ui.why-not.no-more-lines') : undefined;
}

const isDone = (state: State): boolean => state.progress.steps[currentStep(state)?.id ?? ''] === 'done';

const changeReason = (state: State, command: Command): Text | undefined =>
  command === 'run' ? typingReason(state) : command === 'undo' ? undoReason(state) : undefined;

function undoReason(state: State): Text | undefined {
  const step = currentStep(state);
  return step && step.undo.length === 0 ? text('ui.why-not.no-undo') : undefined;
}

function hintReason(state: State): Text | undefined {
  const step = currentStep(state);
  return step && (state.progress.hints[step.id] ?? 0) >= step.hints.length
    ? text('ui.why-not.no-more-hints')
    : undefined;
}

function traceReason(state: State): Text | undefined {
  const step = currentStep(state);
  if (!step || sendingChecks(state, step).length > 0) return undefined;
  const unknown = checksOf(state, step).find(({ result }) => !result);
  return unknown ? text('ui.why-not.not-looked', { check: unknown.title }) : text('ui.why-not.no-request');
}

/** Who types the commands is not sent to a key that would refuse to run them. */
const lookReason = (state: State): Text =>
  text(isTyping(state) ? 'ui.why-not.only-looks-typing' : 'ui.why-not.only-looks');

/** Names the first check that stands in the way. */
function nextReason(state: State): Text | undefined {
  const step = currentStep(state);
  if (!step) return undefined;
  if (isProved(state, step)) return owesLook(step, state.progress) ? lookReason(state) : undefined;
  if (state.unobservable) return text('ui.why-not.unobservable');
  const checks = checksOf(state, step);
  // A blocked check only follows from another one, which is the better one to name.
  const open = checks.filter((check) => check.result?.verdict.verdict !== 'pass');
  const first = open.find((check) => check.result?.verdict.verdict !== 'blocked') ?? open[0];
  if (!first) return undefined;
  return text(nextMessage(first.result?.verdict), { check: first.title });
}

function nextMessage(
  verdict: Verdict | undefined,
): 'ui.why-not.not-looked' | 'ui.why-not.could-not-look' | 'ui.why-not.unjudged' | 'ui.why-not.check' {
  if (verdict === undefined) return 'ui.why-not.not-looked';
  if (isUnjudged(verdict)) return 'ui.why-not.unjudged';
  return verdict.verdict === 'error' ? 'ui.why-not.could-not-look' : 'ui.why-not.check';
}
