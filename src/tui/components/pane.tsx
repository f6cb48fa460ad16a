import { Box } from 'ink';
import { memo } from 'react';
import type { PaneFrame, TitledPane } from '../frame/pane-frames.ts';
import { Lines, Row } from './lines.tsx';

/** The part of a pane that fits, below its title where it has one; tabs have theirs in the tab row. */
export const Pane = memo(function Pane({ pane }: { readonly pane: PaneFrame | TitledPane }) {
  return (
    <Box flexDirection="column" width={pane.width} flexShrink={0} overflow="hidden">
      {'title' in pane ? <Row line={pane.title} /> : null}
      <Lines lines={pane.lines} height={pane.height} />
    </Box>
  );
});
