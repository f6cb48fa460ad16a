import { Box } from 'ink';
import { tabsLine } from '../frame/bars.ts';
import { columnGap, type Layout, layoutOf } from '../frame/layout.ts';
import { paneLines } from '../frame/pane-lines.ts';
import { walkingOf } from '../model/current-walk.ts';
import type { State } from '../model/state.ts';
import { WalkScreen } from '../screens/walk.tsx';
import { spread } from '../text/clip.ts';
import { span } from '../text/span.ts';
import { shownOffset } from '../update/scrolling.ts';
import { Row } from './lines.tsx';
import { moreMark, Pane } from './pane.tsx';

/** One step: tabs on a small terminal, panes side by side on a large one. */
export function StepScreen({ state }: { readonly state: State }) {
  if (walkingOf(state)) return <WalkScreen state={state} />;
  const layout = layoutOf(state);
  return layout.type === 'tabs' ? <Tabs state={state} layout={layout} /> : <Columns state={state} layout={layout} />;
}

interface Props {
  readonly state: State;
  readonly layout: Layout;
}

function Tabs({ state, layout }: Props) {
  const box = layout.columns[0]?.[0];
  if (!box) return null;
  const total = paneLines(state, box.pane, box.width).length;
  const more = moreMark(shownOffset(state, box.pane, total, box.height), total, box.height);
  return (
    <Box flexDirection="column">
      <Row line={spread(tabsLine(state), [span(more, 'muted')], state.columns)} />
      <Pane state={state} box={box} titled={false} />
    </Box>
  );
}

function Columns({ state, layout }: Props) {
  return (
    <Box flexDirection="row" columnGap={columnGap}>
      {layout.columns.map((boxes) => (
        <Box key={boxes[0]?.pane} flexDirection="column" flexShrink={0}>
          {boxes.map((box) => (
            <Pane key={box.pane} state={state} box={box} titled />
          ))}
        </Box>
      ))}
    </Box>
  );
}
