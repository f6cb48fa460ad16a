import { Box } from 'ink';
import { Lines } from '../components/lines.tsx';
import { bodyRows, columnGap } from '../frame/layout.ts';
import { proseWidth } from '../frame/pane-lines.ts';
import { markdownLines } from '../markdown/markdown.ts';
import { allSteps, stepNumber } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { blank, type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';
import { mapHead, mapOffset, mapView } from './map-lines.ts';

/** The whole course; on a wide terminal with a look into the step under the cursor. */
export function MapScreen({ state }: { readonly state: State }) {
  const wide = state.columns >= 110;
  const width = wide ? Math.floor((state.columns - columnGap) / 2) : state.columns;
  const view = mapView(state, width);
  const head = mapHead(state, state.columns);
  const height = Math.max(1, bodyRows(state) - head.length);
  const offset = mapOffset(view, height);
  return (
    <Box flexDirection="column">
      <Lines lines={head} />
      <Box flexDirection="row" columnGap={columnGap}>
        <Box width={width} flexShrink={0}>
          <Lines lines={view.lines.slice(offset, offset + height)} height={height} />
        </Box>
        {wide ? (
          <Lines
            lines={previewLines(state, Math.min(proseWidth, state.columns - width - columnGap)).slice(0, height)}
            height={height}
          />
        ) : null}
      </Box>
    </Box>
  );
}

function previewLines(state: State, width: number): readonly Line[] {
  const step = state.screen.type === 'map' ? allSteps(state)[state.screen.cursor] : undefined;
  if (!step) return [];
  const title = wrap([span(`${stepNumber(state, step)} ${step.title}`, 'heading', { bold: true })], width);
  return [...title, blank, ...markdownLines(step.prose, width)];
}
