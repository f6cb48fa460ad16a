import type { Lesson } from '../../course/course.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { Command } from '../model/action.ts';
import { whyNot } from '../model/availability.ts';
import { keyLabel } from '../model/key-labels.ts';
import { bindingsOf, type Key, modeOf } from '../model/keymap.ts';
import { isTyping } from '../model/lines.ts';
import {
  allSteps,
  checkStatus,
  checksOf,
  countSteps,
  currentStep,
  isProved,
  isVeiled,
  lessonOf,
  provedCount,
  sendingChecks,
  stepNumber,
} from '../model/selectors.ts';
import { type PaneName, paneNames, type State } from '../model/state.ts';
import { checkStatuses } from '../model/status.ts';
import { translate } from '../model/words.ts';
import { clipLine, spread } from '../text/clip.ts';
import { progressBar } from '../text/progress-bar.ts';
import { type Line, type Role, type Span, span } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { hasRoomBeside, showsTerminalAlone } from './room.ts';

/** The rows around every screen, as lines of at most `state.columns` cells. */

export function headerLine(state: State): Line {
  const step = currentStep(state);
  const left: Line = [
    span(' Bridgework ', 'accent', { bold: true }),
    ...(step ? [span(` ${stepNumber(state, step)} `, 'muted'), span(step.title, 'text', { bold: true })] : []),
  ];
  const counts = countSteps(state);
  const total = allSteps(state).length;
  const bar = state.columns >= 100 ? [...progressBar(counts.done, total, 16), span(' ')] : [];
  return spread(
    left,
    [...labSpans(state), span('  '), ...bar, span(`${counts.done}/${total} `, 'muted')],
    state.columns,
  );
}

function labSpans(state: State): readonly Span[] {
  switch (state.lab.state) {
    case 'up':
      return state.unobservable
        ? [span(`? ${translate(state.lang, 'ui.lab.unobservable')}`, 'error')]
        : [span(`● ${translate(state.lang, 'ui.lab.up')}`, 'pass')];
    case 'starting':
      return [span(`◌ ${translate(state.lang, 'ui.lab.starting')}`, 'accent')];
    case 'failed':
      return [span(`✘ ${translate(state.lang, 'ui.lab.failed')}`, 'error')];
  }
}

const paneKeys: { readonly [pane in PaneName]: string } = { lesson: '1', run: '2', checks: '3', picture: '4' };

/** ` 3 Checks 2/3 ✔` */
export function paneTitle(state: State, pane: PaneName): readonly Span[] {
  const focused = state.pane === pane;
  const name = pane === 'picture' && state.hooks ? 'hooks' : pane;
  const title = span(translate(state.lang, `ui.pane.${name}`), focused ? 'accent' : 'text', { bold: focused });
  return [span(`${paneKeys[pane]} `, 'muted'), title, ...paneBadge(state, pane)];
}

function paneBadge(state: State, pane: PaneName): readonly Span[] {
  const step = currentStep(state);
  if (!step) return [];
  if (pane === 'run') {
    const run = state.runs[step.id];
    if (!run || run.state === 'running') return run ? [span(' ▸', 'accent')] : [];
    return [run.state === 'ok' ? span(` ${glyphs.pass}`, 'pass') : span(` ${glyphs.fail}`, 'fail')];
  }
  if (pane !== 'checks' || step.checks.length === 0) return [];
  if (isVeiled(state, step)) return [span(` ${checkStatuses.asked.glyph}`, checkStatuses.asked.role)];
  const verdicts = checksOf(state, step).map((check) => check.result?.verdict.verdict);
  const failing = state.attempted[step.id] === true && verdicts.includes('fail');
  const role: Role = isProved(state, step) ? 'pass' : failing ? 'fail' : 'muted';
  return [span(` ${provedCount(state, step)}/${step.checks.length}`, role)];
}

export function tabsLine(state: State, width: number = state.columns): Line {
  const tabs = paneNames.flatMap((pane): readonly Span[] => {
    const [key, title, ...badge] = paneTitle(state, pane);
    const open = state.pane === pane && !showsTerminalAlone(state);
    return [span(open ? ' ▸' : '  '), ...(key ? [key] : []), ...(title ? [title] : []), ...badge, span(' ')];
  });
  return clipLine([...tabs, ...terminalTab(state)], width);
}

/** The terminal's place in the tab row, where there is no room beside the lesson. */
function terminalTab(state: State): readonly Span[] {
  if (!state.terminals || (hasRoomBeside(state) && !state.terminals.zoomed)) return [];
  const open = showsTerminalAlone(state);
  return [span(open ? ' ▸' : '  '), ...terminalTitle(state), span(' ')];
}

/** `5 Terminal  1 host  2 web`: the shells that are open, by number and node. */
export function terminalTitle(state: State): readonly Span[] {
  const { terminals } = state;
  if (!terminals) return [];
  const title = span(translate(state.lang, 'ui.pane.terminal'), terminals.focus ? 'accent' : 'text', {
    bold: terminals.focus,
  });
  const tabs = terminals.tabs.flatMap((tab, index): readonly Span[] => {
    const here = tab.id === terminals.active;
    return [span(`  ${index + 1} `, 'muted'), span(tab.node, here ? 'accent' : 'muted', { bold: here })];
  });
  return [span('5 ', 'muted'), title, ...tabs];
}

/**
 * The keys that matter here, most important first; what cannot be done now is dimmed, what does not fit is left to the help.
 * `moreBelow`: there is something to page down to.
 */
export function footerLine(state: State, moreBelow: boolean): Line {
  const bindings = bindingsOf(modeOf(state)).filter((binding) => binding.footer !== undefined);
  const wanted = bindings
    .filter(({ command }) => (command === 'page-down' ? moreBelow : isRelevant(state, command)))
    .toSorted((a, b) => (a.footer ?? 0) - (b.footer ?? 0))
    .map((binding) =>
      keySpans(
        binding.keys[0] ?? '',
        translate(state.lang, binding.label),
        whyNot(state, binding.command) === undefined,
      ),
    );
  // Help and quit come last and always stay.
  const last = wanted.splice(-2);
  const shown: (readonly Span[])[] = [];
  let room = state.columns - 1 - last.reduce((sum, spans) => sum + lineWidth(spans), 0);
  for (const spans of wanted) {
    room -= lineWidth(spans);
    if (room < 0) break;
    shown.push(spans);
  }
  return clipLine([span(' '), ...shown.flat(), ...last.flat()], state.columns);
}

/** Keys that are only worth their place in the footer when there is something for them. */
function isRelevant(state: State, command: Command): boolean {
  const step = currentStep(state);
  if (command === 'cancel' || command === 'answer') return whyNot(state, command) === undefined;
  if (command === 'show-line' || command === 'run' || command === 'edit')
    return (
      isTyping(state) === (command === 'show-line') && (command !== 'show-line' || whyNot(state, command) === undefined)
    );
  if (command === 'why')
    return step !== undefined && checksOf(state, step).some((check) => checkStatus(state, step, check.id) === 'fail');
  if (command === 'lesson-end') return underCursor(state)?.end !== undefined;
  if (command === 'trace') return step !== undefined && sendingChecks(state, step).length > 0;
  if (command === 'trace-next') return step !== undefined && sendingChecks(state, step).length > 1;
  return true;
}

/** The lesson of the step under the map's cursor. */
function underCursor(state: State): Lesson | undefined {
  const step = state.screen.type === 'map' ? allSteps(state)[state.screen.cursor] : undefined;
  return step && lessonOf(state, step);
}

const keySpans = (key: Key, label: string, available: boolean): readonly Span[] =>
  available
    ? [span(keyLabel(key), 'accent', { bold: true }), span(` ${label}  `)]
    : [span(`${keyLabel(key)} ${label}  `, 'muted')];
