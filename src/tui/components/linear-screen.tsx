import { Box } from 'ink';
import type { Line } from '../text/span.ts';
import { Lines } from './lines.tsx';

/** For screen readers: one column in reading order, no drawing, nothing that moves; the keys stay the same. */
export function LinearScreen({ lines, columns }: { readonly lines: readonly Line[]; readonly columns: number }) {
  return (
    <Box flexDirection="column" width={columns}>
      <Lines lines={lines} />
    </Box>
  );
}
