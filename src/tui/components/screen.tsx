import { Box } from 'ink';
import type { Frame } from '../frame/frame.ts';
import type { MessageRow } from '../frame/message.ts';
import { Body } from './body.tsx';
import { Lines, Row } from './lines.tsx';
import { Spinner } from './spinner.tsx';

/** Header, banner, body, message and footer: the body takes what is left and never pushes the others away. */
export function Screen({ frame }: { readonly frame: Frame }) {
  const { columns, rows, header, banner, body, message, footer } = frame;
  if (body.type === 'too-small') return <Body body={body} />;
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Box flexShrink={0} height={1}>
        <Row line={header} />
      </Box>
      <Lines lines={banner} />
      <Box flexGrow={1} flexShrink={1} flexDirection="column" overflow="hidden">
        <Body body={body} />
      </Box>
      <Box flexShrink={0} minHeight={1}>
        <Message message={message} />
      </Box>
      <Box flexShrink={0} height={1}>
        <Row line={footer} />
      </Box>
    </Box>
  );
}

const emptyRow = [[]];

function Message({ message }: { readonly message: MessageRow }) {
  if (message.type === 'busy') return <Spinner key={message.words} words={message.words} lang={message.lang} />;
  return <Lines lines={message.lines.length > 0 ? message.lines : emptyRow} />;
}
