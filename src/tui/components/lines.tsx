import { Box, Text } from 'ink';
import { memo } from 'react';
import type { Line } from '../text/span.ts';
import { useStyle } from './style.tsx';
import { lookOf } from './theme.ts';

/** One row of the terminal. */
export const Row = memo(function Row({ line }: { readonly line: Line }) {
  const { theme } = useStyle();
  return (
    <Text wrap="truncate">
      {line.length === 0
        ? ' '
        : line.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
            <Text key={index} {...lookOf(theme, part)}>
              {part.text}
            </Text>
          ))}
    </Text>
  );
});

/** Lines below each other, exactly `height` rows when it is given. */
interface LinesProps {
  readonly lines: readonly Line[];
  readonly height?: number;
}

export const Lines = memo(function Lines({ lines, height }: LinesProps) {
  return (
    <Box flexDirection="column" flexShrink={0} {...(height === undefined ? {} : { height })} overflow="hidden">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
        <Row key={index} line={line} />
      ))}
    </Box>
  );
});
