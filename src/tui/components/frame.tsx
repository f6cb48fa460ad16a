import { Box } from 'ink';
import type { ReactNode } from 'react';
import { footerLine, headerLine } from '../frame/bars.ts';
import { bannerLines, busyWords, messageLines, messageOf } from '../frame/message.ts';
import type { State } from '../model/state.ts';
import { Lines, Row } from './lines.tsx';
import { Spinner } from './spinner.tsx';

/** Header, banner, body, message and footer: the body takes what is left and never pushes the others away. */
export function Frame({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  return (
    <Box flexDirection="column" width={state.columns} height={state.rows} overflow="hidden">
      <Box flexShrink={0} height={1}>
        <Row line={headerLine(state)} />
      </Box>
      <Lines lines={bannerLines(state)} />
      <Box flexGrow={1} flexShrink={1} flexDirection="column" overflow="hidden">
        {children}
      </Box>
      <Box flexShrink={0} minHeight={1}>
        <MessageRow state={state} />
      </Box>
      <Box flexShrink={0} height={1}>
        <Row line={footerLine(state)} />
      </Box>
    </Box>
  );
}

export function MessageRow({ state }: { readonly state: State }) {
  const message = messageOf(state);
  if (message === 'busy') return <Spinner key={busyWords(state)} words={busyWords(state)} lang={state.lang} />;
  return <Lines lines={message ? messageLines(state, message) : [[]]} />;
}
