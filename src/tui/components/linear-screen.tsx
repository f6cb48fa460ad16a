import { Box } from 'ink';
import { footerLine, headerLine, paneTitle } from '../frame/bars.ts';
import { bannerLines, busyWords, messageLines, messageOf } from '../frame/message.ts';
import { paneLines } from '../frame/pane-lines.ts';
import { walkingOf } from '../model/current-walk.ts';
import type { State } from '../model/state.ts';
import { pictureLines } from '../picture/picture.ts';
import { helpLines } from '../screens/help-lines.ts';
import { mapHead, mapView } from '../screens/map-lines.ts';
import { startingLines } from '../screens/starting-lines.tsx';
import { bugLines, confirmLines, finishLines, labFailedLines } from '../screens/text-screens.ts';
import { type Line, span } from '../text/span.ts';
import { walkWordsLines } from '../walk/walk-lines.ts';
import { Lines } from './lines.tsx';

/** For screen readers: one column in reading order, no drawing, nothing that moves; the keys stay the same. */
export function LinearScreen({ state }: { readonly state: State }) {
  const message = messageOf(state);
  const said: readonly Line[] =
    message === 'busy' ? [[span(busyWords(state))]] : message ? messageLines(state, message) : [];
  return (
    <Box flexDirection="column" width={state.columns}>
      <Lines lines={[headerLine(state), ...bannerLines(state), ...body(state), ...said, footerLine(state)]} />
    </Box>
  );
}

function body(state: State): readonly Line[] {
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
    case 'finish':
      return finishLines(state, width);
    case 'step':
      if (walkingOf(state)) return walkWordsLines(state, width);
      return [
        paneTitle(state, state.pane),
        ...(state.pane === 'picture' ? pictureLines(state, width, false) : paneLines(state, state.pane, width)),
      ];
  }
}
