import { Box } from 'ink';
import type { State } from '../model/state.ts';
import { say } from '../model/words.ts';
import { helpHeight, helpLines } from '../screens/help-lines.ts';
import { MapScreen } from '../screens/map.tsx';
import { StartingScreen } from '../screens/starting-lines.tsx';
import { bugLines, confirmLines, finishLines, labFailedLines } from '../screens/text-screens.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';
import { Frame } from './frame.tsx';
import { Lines } from './lines.tsx';
import { StepScreen } from './panes.tsx';

const smallest = { columns: 40, rows: 10 };

/** The screen of a state, overlays on top. */
export function Screen({ state }: { readonly state: State }) {
  if (state.columns < smallest.columns || state.rows < smallest.rows) return <TooSmall state={state} />;
  return (
    <Frame state={state}>
      <Body state={state} />
    </Frame>
  );
}

function Body({ state }: { readonly state: State }) {
  const width = Math.min(state.columns - 4, 84);
  if (state.screen.type === 'bug') return <Words lines={bugLines(state.lang, state.screen.message, width)} />;
  if (state.overlay?.type === 'help') return <Help state={state} offset={state.overlay.offset} />;
  if (state.overlay?.type === 'confirm') return <Words lines={confirmLines(state, width)} />;
  switch (state.screen.type) {
    case 'starting':
      return <StartingScreen state={state} />;
    case 'lab-failed':
      return <Words lines={labFailedLines(state, width)} />;
    case 'map':
      return <MapScreen state={state} />;
    case 'step':
      return <StepScreen state={state} />;
    case 'finish':
      return <Words lines={finishLines(state, width)} />;
  }
}

function TooSmall({ state }: { readonly state: State }) {
  const lines = wrap([span(say(state.lang, 'ui.too-small'))], state.columns);
  return <Lines lines={lines.slice(0, state.rows)} />;
}

function Words({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <Box paddingX={2} paddingY={1} flexDirection="column">
      <Lines lines={lines} />
    </Box>
  );
}

function Help({ state, offset }: { readonly state: State; readonly offset: number }) {
  const lines = helpLines(state);
  const height = helpHeight(state);
  const from = Math.max(0, Math.min(offset, lines.length - height));
  return <Lines lines={lines.slice(from, from + height)} height={height} />;
}
