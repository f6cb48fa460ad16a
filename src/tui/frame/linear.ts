import { currentWalk } from '../model/current-walk.ts';
import type { State } from '../model/state.ts';
import { hooksLines } from '../picture/hooks.ts';
import { pictureLines } from '../picture/picture.ts';
import { endLines } from '../screens/end-lines.ts';
import { helpLines } from '../screens/help-lines.ts';
import { mapHead, mapView } from '../screens/map-lines.ts';
import { startingLines } from '../screens/starting-lines.ts';
import { bugLines, confirmLines, finishLines, labFailedLines } from '../screens/text-screens.ts';
import { type Line, span } from '../text/span.ts';
import { walkWordsLines } from '../walk/walk-lines.ts';
import { paneTitle } from './bars.ts';
import type { Frame } from './frame.ts';
import { paneLines } from './pane-lines.ts';

/** A state for screen readers: one column in reading order, whole and without drawings, between the bars of its frame. */
export function linearLines(state: State, { header, banner, message, footer }: Frame): readonly Line[] {
  const words = message.type === 'busy' ? [[span(message.words)]] : message.lines;
  return [header, ...banner, ...wholeBody(state), ...words, footer];
}

function wholeBody(state: State): readonly Line[] {
  const width = state.columns;
  if (state.screen.type === 'bug') return bugLines(state.lang, state.screen.message, width);
  if (state.overlay?.type === 'help') return helpLines(state);
  if (state.overlay?.type === 'confirm') return confirmLines(state, width);
  switch (state.screen.type) {
    case 'starting':
      return startingLines(state, width);
    case 'lab-failed':
      return labFailedLines(state, width);
    case 'map':
      return [...mapHead(state, width), ...mapView(state, width).lines];
    case 'end':
      return endLines(state, width);
    case 'finish':
      return finishLines(state, width);
    case 'step':
      if (currentWalk(state)) return walkWordsLines(state, width);
      return [
        paneTitle(state, state.pane),
        ...(state.pane === 'picture' ? pictureWords(state, width) : paneLines(state, state.pane, width)),
      ];
  }
}

const pictureWords = (state: State, width: number): readonly Line[] =>
  state.hooks ? hooksLines(state, width, false) : pictureLines(state, width, false);
