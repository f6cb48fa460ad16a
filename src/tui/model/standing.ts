import type { Step } from '../../course/course.ts';
import { text } from '../../i18n/text.ts';
import { isTyping } from './lines.ts';
import { checksOf, isProved, isSettled, isUnjudged, isVeiled } from './selectors.ts';
import type { Message, State } from './state.ts';

/** How the step stands, in one line. It comes from its verdicts alone, so it says what the marks say, whatever happened last. */
export function standing(state: State, step: Step): Message {
  if (isVeiled(state, step)) return { tone: 'info', text: text('ui.message.asked') };
  if (state.unobservable) return { tone: 'error', text: text('ui.message.unobservable') };
  if (isSettled(state, step)) return { tone: 'pass', text: text('ui.message.proved') };
  if (isProved(state, step))
    return { tone: 'info', text: text(isTyping(state) ? 'ui.message.looks-typing' : 'ui.message.looks') };
  if (step.checks.some(({ id }) => state.stale[id] || state.foreseen[id]))
    return { tone: 'info', text: text('ui.status.looking.long') };
  const claimed = state.attempted[step.id] === true || state.progress.steps[step.id] === 'done';
  return claimed ? failing(state, step) : unclaimed(state, step);
}

const unclaimed = (state: State, step: Step): Message => ({ tone: 'info', text: text(nextAct(state, step)) });

function nextAct(state: State, step: Step): 'ui.message.start-typing' | 'ui.message.not-proved' | 'ui.message.start' {
  if (isTyping(state)) return 'ui.message.start-typing';
  return state.runs[step.id] ? 'ui.message.not-proved' : 'ui.message.start';
}

/** The learner asked for the verdict: what does not hold is a failure. */
function failing(state: State, step: Step): Message {
  const results = checksOf(state, step).map(({ result }) => result?.verdict);
  const verdicts = results.map((verdict) => verdict?.verdict);
  const failed = verdicts.filter((verdict) => verdict === 'fail').length;
  if (failed > 0 && state.stopped === step.id) return { tone: 'fail', text: text('ui.message.line-failed') };
  if (failed > 0) return { tone: 'fail', text: text('ui.message.checks-failed', { count: failed }) };
  if (verdicts.includes('error')) {
    const isLookFailed = results.some((verdict) => verdict?.verdict === 'error' && !isUnjudged(verdict));
    return { tone: 'error', text: text(isLookFailed ? 'ui.message.could-not-look' : 'ui.message.unjudged') };
  }
  return verdicts.includes('blocked')
    ? { tone: 'blocked', text: text('ui.message.checks-blocked') }
    : unclaimed(state, step);
}
