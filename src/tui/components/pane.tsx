import { Box } from 'ink';
import { paneTitle } from '../frame/bars.ts';
import type { PaneBox } from '../frame/layout.ts';
import { paneLines } from '../frame/pane-lines.ts';
import type { State } from '../model/state.ts';
import { clipLine, spread } from '../text/clip.ts';
import { type Line, span } from '../text/span.ts';
import { cellWidth, lineWidth } from '../text/width.ts';
import { shownOffset } from '../update/scrolling.ts';
import { Lines, Row } from './lines.tsx';

interface PaneProps {
  readonly state: State;
  readonly box: PaneBox;
  /** With a title row of its own; tabs have theirs in the tab row. */
  readonly titled: boolean;
}

/** The part of a pane that fits, with marks where there is more above or below. */
export function Pane({ state, box, titled }: PaneProps) {
  const all = paneLines(state, box.pane, box.width);
  const offset = shownOffset(state, box.pane, all.length, box.height);
  const shown = all.slice(offset, offset + box.height).map((line) => clipLine(line, box.width));
  const more = moreMark(offset, all.length, box.height);
  return (
    <Box flexDirection="column" width={box.width} flexShrink={0} overflow="hidden">
      {titled ? <Row line={titleLine(state, box, more)} /> : null}
      <Lines lines={shown} height={box.height} />
    </Box>
  );
}

/** `↑ 12–30/64 ↓`, empty when everything is shown. */
export function moreMark(offset: number, total: number, height: number): string {
  if (total <= height) return '';
  const end = Math.min(total, offset + height);
  return `${offset > 0 ? '↑' : ' '} ${end}/${total} ${end < total ? '↓' : ' '}`;
}

function titleLine(state: State, box: PaneBox, more: string): Line {
  const role = state.pane === box.pane ? 'accent' : 'muted';
  const left: Line = [span(state.pane === box.pane ? '▸ ' : '─ ', role), ...paneTitle(state, box.pane), span(' ')];
  const rule = Math.max(0, box.width - lineWidth(left) - cellWidth(more) - (more === '' ? 0 : 1));
  return spread([...left, span('─'.repeat(rule), role)], more === '' ? [] : [span(more, 'muted')], box.width);
}
