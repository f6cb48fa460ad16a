import { legsOf } from '../../trace/index.ts';
import { bannerLines, messageLines } from '../frame/message.ts';
import { paneLines } from '../frame/pane-lines.ts';
import type { Action, Effect } from '../model/action.ts';
import { currentWalk } from '../model/current-walk.ts';
import { modeOf } from '../model/keymap.ts';
import { currentStep, isSettled } from '../model/selectors.ts';
import { standing } from '../model/standing.ts';
import type { State } from '../model/state.ts';
import { translate, wordsIn } from '../model/words.ts';
import { lookLines } from '../panes/lesson.ts';
import { outcomeLines } from '../panes/outcome.ts';
import { pictureLines } from '../picture/picture.ts';
import { endLines as pageLines } from '../screens/end-lines.ts';
import { mapHead, mapView } from '../screens/map-lines.ts';
import { bugLines, confirmLines, finishLines, labFailedLines } from '../screens/text-screens.ts';
import { type Line, plainText, span } from '../text/span.ts';
import { endLines, hopLines, titleLines } from '../walk/hop-lines.ts';
import { plainHelp } from './help.ts';

/** What the line mode prints when an action turned `before` into `after`: only what is new. */
export function report(action: Action, before: State, after: State): readonly string[] {
  return [...news(action, before, after), ...message(action, before, after), ...banner(before, after)].map(plainText);
}

function news(action: Action, before: State, after: State): readonly Line[] {
  if (action.type === 'session') return [...sessionNews(action.event, after), ...cameUp(before, after)];
  if (after.overlay !== before.overlay && after.overlay) {
    return after.overlay.type === 'help' ? plainHelp(after) : confirmLines(after, after.columns);
  }
  if (after.screen !== before.screen) return screenNews(before, after);
  if (action.type === 'command') return commandNews(action.command, after);
  if (action.type === 'effect-done') return effectNews(action.effect, after);
  return [];
}

/** What asks by itself, or ends everything: the next word would answer what nobody has read. */
function cameUp(before: State, after: State): readonly Line[] {
  const mode = modeOf(after);
  if (mode === modeOf(before)) return [];
  if (mode === 'confirm') return confirmLines(after, after.columns);
  return mode === 'predict' || mode === 'bug' ? screenNews(before, after) : [];
}

function sessionNews(event: Extract<Action, { type: 'session' }>['event'], state: State): readonly Line[] {
  const words = wordsIn(state.lang);
  switch (event.type) {
    case 'lab-phase':
      return [[span(`· ${words(event.text)}`)]];
    case 'lab-warning':
      return [[span(`! ${words(event.text)}`)]];
    case 'lab-failed':
      return labFailedLines(state, state.columns);
    case 'lab-up':
      return paneLines(state, 'lesson', state.columns);
    case 'round-started':
      return [[span(`· ${translate(state.lang, 'ui.busy.looking')}`)]];
    case 'line-started':
      return [[span(`$ ${event.command}`)]];
    case 'line-ended': {
      const line = state.runs[event.step]?.lines[event.index];
      return line ? outcomeLines(state, line, state.columns) : [];
    }
    default:
      return [];
  }
}

function screenNews(before: State, after: State): readonly Line[] {
  const { screen } = after;
  switch (screen.type) {
    case 'bug':
      return bugLines(after.lang, screen.message, after.columns);
    case 'map':
      if (before.screen.type === 'map') return [];
      return [...mapHead(after, after.columns), ...mapView(after, after.columns).lines];
    case 'end':
      return pageLines(after, after.columns);
    case 'finish':
      return finishLines(after, after.columns);
    case 'lab-failed':
      return labFailedLines(after, after.columns);
    case 'starting':
      return [];
    case 'step': {
      const same = before.screen.type === 'step' && before.screen.step === screen.step;
      if (modeOf(after) === 'walk') return walkNews(before, after);
      if (modeOf(after) === 'predict' || modeOf(after) === 'edit') return paneLines(after, 'run', after.columns);
      return same ? [] : paneLines(after, 'lesson', after.columns);
    }
  }
}

/** The whole walk when it begins; then the hop that was gone to. */
function walkNews(before: State, after: State): readonly Line[] {
  const [was, now] = [currentWalk(before), currentWalk(after)];
  if (!now) return [];
  if (was?.walk === now.walk) return hopLines(after, now, now.hop, after.columns);
  return [
    ...titleLines(after, now, after.columns),
    ...legsOf(now.walk.trace).flatMap((_, hop) => hopLines(after, now, hop, after.columns)),
    ...endLines(after, now, after.columns),
  ];
}

function commandNews(command: Extract<Action, { type: 'command' }>['command'], state: State): readonly Line[] {
  switch (command) {
    case 'pane-lesson':
    case 'lang':
      return paneLines(state, 'lesson', state.columns);
    case 'pane-run':
      return paneLines(state, 'run', state.columns);
    case 'pane-checks':
    case 'why':
      return paneLines(state, 'checks', state.columns);
    case 'pane-picture':
      return pictureLines(state, state.columns, false);
    default:
      return [];
  }
}

function effectNews(effect: Extract<Action, { type: 'effect-done' }>['effect'], state: State): readonly Line[] {
  if (state.screen.type !== 'step') return [];
  if (effect.type === 'hint') return hints(state);
  const step = currentStep(state);
  if (!step || !isJudged(effect)) return [];
  const checks = paneLines(state, 'checks', state.columns);
  const look = isSettled(state, step) ? lookLines(state, step, state.columns) : [];
  return look.length === 0 ? checks : [...checks, [], ...look];
}

/** What came of it is told by the step's verdicts. */
const isJudged = (effect: Effect): boolean =>
  ['run', 'undo', 'predict', 'decline'].includes(effect.type) || (effect.type === 'check' && effect.asked);

/** The lesson from its hints on: they stand at its end. */
function hints(state: State): readonly Line[] {
  const lines = paneLines(state, 'lesson', state.columns);
  const at = lines.findLastIndex((line) => line[0]?.bold === true);
  return at < 0 ? [] : lines.slice(at);
}

/** What was said, and, once a verdict was asked for, how the step stands. */
function message(action: Action, before: State, after: State): readonly Line[] {
  const said = after.message && after.message !== before.message ? after.message : undefined;
  const step = currentStep(after);
  const asked = action.type === 'effect-done' && isJudged(action.effect) && modeOf(after) === 'step';
  const words = said ?? (asked && step ? standing(after, step) : undefined);
  return words ? messageLines(after, words) : [];
}

function banner(before: State, after: State): readonly Line[] {
  const lines = bannerLines(after);
  return words(lines) === words(bannerLines(before)) ? [] : lines;
}

const words = (lines: readonly Line[]): string => lines.map(plainText).join(' ');
