import type { Step } from '../../course/course.ts';
import { langs } from '../../i18n/lang.ts';
import type { Frame } from '../frame/frame.ts';
import type { Command, Update } from '../model/action.ts';
import { asksFirst } from '../model/asking.ts';
import { whyNot } from '../model/availability.ts';
import { isTyping } from '../model/lines.ts';
import { allSteps, currentStep } from '../model/selectors.ts';
import {
  otherView,
  type PaneName,
  paneNames,
  type Question,
  type State,
  withoutMessage,
  withoutOverlay,
} from '../model/state.ts';
import { clamp } from '../text/viewport.ts';
import { ask as askAbout, doIt, predicting, reading, run } from './asking.ts';
import { atEnd, onEnd } from './end.ts';
import { editCommand } from './line-editor.ts';
import { enterHere, neighbour, openMap, withEffects, withoutEffects } from './navigation.ts';
import { distance, scrollHelp, scrollPane } from './scrolling.ts';
import { terminalCommand, toTerminal } from './terminals.ts';
import { follow, walking } from './walking.ts';

/** What a learner's command does on the screen that it was given on. `shown`: the frame of this state. */
export function command(state: State, name: Command, shown: () => Frame): Update {
  return (
    terminalCommand(state, name, (lesson) => lessonCommand(lesson, name, shown)) ?? lessonCommand(state, name, shown)
  );
}

function lessonCommand(state: State, name: Command, shown: () => Frame): Update {
  if (name === 'quit') return withEffects(state, { type: 'quit' });
  if (state.overlay?.type === 'help')
    return withoutEffects(name === 'close' ? withoutOverlay(state) : scrollHelp(state, name, shown()));
  if (state.overlay?.type === 'confirm') return confirmed(state, name);
  if (name === 'help') return withoutEffects({ ...state, overlay: { type: 'help', offset: 0 } });
  if (name === 'lang')
    return withoutEffects({ ...state, lang: langs[(langs.indexOf(state.lang) + 1) % langs.length] ?? langs[0] });
  const step = state.screen.type === 'step' && state.screen.mode.type === 'read' ? currentStep(state) : undefined;
  if (step && asksFirst(state, name)) return withoutEffects(askAbout(state, step, name));
  const reason = whyNot(state, name);
  if (reason)
    return withoutEffects(
      name === 'cancel' ? withoutMessage(state) : { ...state, message: { tone: 'info', text: reason } },
    );
  switch (state.screen.type) {
    case 'starting':
      return name === 'read-on' ? enterHere(state) : withoutEffects(state);
    case 'lab-failed':
      return labFailed(state, name);
    case 'map':
      return onMap(state, name);
    case 'step':
      return onStep(state, name, shown);
    case 'end':
      return onEnd(state, name, shown);
    case 'finish':
      return withoutEffects(name === 'map' ? openMap(state) : state);
    case 'bug':
      return withoutEffects(state);
  }
}

function labFailed(state: State, name: Command): Update {
  if (name === 'read-on') return enterHere(state);
  if (name === 'reset') return ask(state, 'reset');
  if (name !== 'retry') return withoutEffects(state);
  return withEffects(withoutLab(state), { type: 'start' });
}

/** Another lab comes up: what was run, seen and judged in the one before says nothing about it. */
function withoutLab(state: State): State {
  const { picture: _picture, unobservable: _unobservable, ...rest } = withoutMessage(state);
  return {
    ...rest,
    lab: { state: 'starting', phases: [], warnings: [] },
    screen: { type: 'starting' },
    runs: {},
    results: {},
    stale: {},
    foreseen: {},
    refuted: {},
    before: {},
    attempted: {},
  };
}

function ask(state: State, question: Question, step: string = currentStep(state)?.id ?? ''): Update {
  return withoutEffects({ ...state, overlay: { type: 'confirm', question, step } });
}

function confirmed(state: State, name: Command): Update {
  if (state.overlay?.type !== 'confirm' || (name !== 'yes' && name !== 'no')) return withoutEffects(state);
  const { question, step } = state.overlay;
  const closed = withoutOverlay(state);
  if (name === 'no') return withoutEffects(closed);
  switch (question) {
    case 'undo':
      return withEffects({ ...closed, pane: 'run' }, { type: 'undo', step });
    case 'skip':
      return withEffects(closed, { type: 'skip', step });
    case 'solve':
    case 'rebuild':
      return withEffects(
        { ...closed, screen: { type: 'step', step, mode: { type: 'read' } }, pane: 'run' },
        { type: 'solve', step },
      );
    case 'reset':
      return withEffects(withoutLab(closed), { type: 'reset' });
  }
}

function onMap(state: State, name: Command): Update {
  if (state.screen.type !== 'map') return withoutEffects(state);
  const steps = allSteps(state);
  const { cursor } = state.screen;
  const step = steps[cursor];
  const by = distance(name, Math.max(2, state.rows - 6));
  if (by !== undefined)
    return withoutEffects({
      ...withoutMessage(state),
      screen: { type: 'map', cursor: clamp(cursor + by, 0, steps.length - 1) },
    });
  if (name === 'close') return enterHere(state);
  if (name === 'choose' && step) return withEffects(state, { type: 'go-to', step: step.id });
  if (name === 'lesson-end' && step) return withoutEffects(atEnd(state, step.lesson) ?? state);
  if (name === 'solve' && step) return ask(state, 'solve', step.id);
  if (name === 'reset') return ask(state, 'reset');
  if (name === 'shell')
    return state.hasPanes ? toTerminal(enterHere(state).state) : withEffects(state, { type: 'shell' });
  return withoutEffects(state);
}

function onStep(state: State, name: Command, shown: () => Frame): Update {
  const step = currentStep(state);
  if (state.screen.type !== 'step' || !step) return withoutEffects(state);
  const { mode } = state.screen;
  if (mode.type === 'predict') return predicting(state, step, mode, name);
  if (mode.type === 'edit') {
    if (name === 'run' && mode.cursor === undefined) return run(state, step, mode.lines);
    if (name === 'close' && mode.cursor === undefined) return withoutEffects(reading(state));
    return withoutEffects({ ...state, screen: { ...state.screen, mode: editCommand(mode, name) } });
  }
  return mode.type === 'walk' ? walking(state, step, mode, name) : onRead(state, step, name, shown);
}

function onRead(state: State, step: Step, name: Command, shown: () => Frame): Update {
  const pane = paneOf(state, name, shown);
  if (pane) return withoutEffects({ ...state, pane });
  switch (name) {
    case 'way':
      return withEffects(withoutMessage(state), { type: 'take', way: isTyping(state) ? 'run' : 'type' });
    case 'show-line':
      return withEffects(withoutMessage(state), { type: 'show-line', step: step.id });
    case 'run':
    case 'check':
      return state.lab.failure ? toFailure(state) : doIt[name](state, step);
    case 'edit':
    case 'shell':
      return doIt[name](state, step);
    case 'next':
      return withEffects(state, { type: 'next', step: step.id });
    case 'back': {
      const before = neighbour(state, step, -1);
      return before ? withEffects(state, { type: 'go-to', step: before.id }) : withoutEffects(state);
    }
    case 'undo':
    case 'skip':
    case 'solve':
      return ask(state, name);
    case 'hint':
      return withEffects(
        { ...state, pane: 'lesson', offsets: { ...state.offsets, lesson: Number.MAX_SAFE_INTEGER } },
        { type: 'hint', step: step.id },
      );
    case 'hooks':
      return withoutEffects({ ...otherView(state), pane: 'picture' });
    case 'why':
      return withoutEffects({ ...state, why: !state.why, pane: 'checks' });
    case 'trace':
      return follow(state, step);
    case 'map':
      return withoutEffects(openMap(state));
    case 'cancel':
      return withEffects(state, { type: 'cancel' });
    default:
      return withoutEffects(scrollPane(state, name, shown()));
  }
}

const toFailure = (state: State): Update =>
  state.lab.failure
    ? withoutEffects({ ...state, screen: { type: 'lab-failed', failure: state.lab.failure } })
    : withoutEffects(state);

/** The pane that a command goes to: by its name, or the neighbour in the order in which they stand on the screen. */
function paneOf(state: State, name: Command, shown: () => Frame): PaneName | undefined {
  if (name !== 'pane-next' && name !== 'pane-back') return paneNames.find((pane) => name === `pane-${pane}`);
  const { body } = shown();
  const order = panesIn(body);
  const by = name === 'pane-next' ? 1 : order.length - 1;
  return order[(order.indexOf(state.pane) + by) % order.length];
}

function panesIn(body: Frame['body']): readonly PaneName[] {
  const panes = body.type === 'terminal' ? body.panes : body;
  if (panes?.type !== 'columns') return paneNames;
  const above = body.type === 'terminal' && body.above ? [body.above.pane] : [];
  return [...panes.columns.flat().map(({ pane }) => pane), ...above];
}
