import { Box } from 'ink';
import { memo } from 'react';
import type { BodyFrame } from '../frame/body-frame.ts';
import { columnGap } from '../text/columns.ts';
import { Lines, Row } from './lines.tsx';
import { Pane } from './pane.tsx';

type BodyOf<Type extends BodyFrame['type']> = Extract<BodyFrame, { readonly type: Type }>;

/** What is between the bars. */
export const Body = memo(function Body({ body }: { readonly body: BodyFrame }) {
  switch (body.type) {
    case 'too-small':
      return <Lines lines={body.lines} />;
    case 'page':
      return (
        <Box paddingX={2} paddingY={1} flexDirection="column">
          <Lines lines={body.lines} />
        </Box>
      );
    case 'end':
    case 'help':
    case 'walk':
      return <Lines lines={body.lines} height={body.height} />;
    case 'map':
      return <CourseMap body={body} />;
    case 'tabs':
      return (
        <Box flexDirection="column" width={body.pane.width} flexShrink={0}>
          <Row line={body.tabs} />
          <Pane pane={body.pane} />
        </Box>
      );
    case 'columns':
      return <Columns body={body} />;
    case 'terminal':
      return <Terminal body={body} />;
  }
});

function Terminal({ body: { panes, above, terminal } }: { readonly body: BodyOf<'terminal'> }) {
  return (
    <Box flexDirection="row" columnGap={columnGap}>
      {panes ? <Body body={panes} /> : null}
      <Box flexDirection="column" width={terminal.width} flexShrink={0} overflow="hidden">
        {above ? <Pane pane={above} /> : null}
        <Row line={terminal.title} />
        <Lines lines={terminal.lines} height={terminal.height} />
      </Box>
    </Box>
  );
}

function CourseMap({ body }: { readonly body: BodyOf<'map'> }) {
  return (
    <Box flexDirection="column">
      <Lines lines={body.head} />
      <Box flexDirection="row" columnGap={columnGap}>
        <Box width={body.width} flexShrink={0}>
          <Lines lines={body.list} height={body.height} />
        </Box>
        {body.preview ? <Lines lines={body.preview} height={body.height} /> : null}
      </Box>
    </Box>
  );
}

function Columns({ body }: { readonly body: BodyOf<'columns'> }) {
  return (
    <Box flexDirection="row" columnGap={columnGap}>
      {body.columns.map((panes) => (
        <Box key={panes[0]?.pane} flexDirection="column" flexShrink={0}>
          {panes.map((pane) => (
            <Pane key={pane.pane} pane={pane} />
          ))}
        </Box>
      ))}
    </Box>
  );
}
