import { Box, useApp, useInput, useIsScreenReaderEnabled, usePaste } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { Boundary } from './components/boundary.tsx';
import { LinearScreen } from './components/linear-screen.tsx';
import { Lines } from './components/lines.tsx';
import { Screen } from './components/screen.tsx';
import { type Style, StyleProvider } from './components/style.tsx';
import { linearLines } from './frame/linear.ts';
import { keyName } from './ink-keys.ts';
import { commandFor, type Key, modeOf } from './model/keymap.ts';
import { bugLines } from './screens/text-screens.ts';
import type { Store } from './store/store.ts';
import { proseWidth } from './text/columns.ts';
import { graphemes } from './text/width.ts';

export type Suspend = (task: () => Promise<void>) => Promise<unknown>;

interface RootProps {
  readonly store: Store;
  readonly style: Style;
  /** Gives the shell effect the way to hand over the terminal. */
  readonly onReady: (suspend: Suspend) => void;
  /** Keys that came when a shell had the keyboard already, but were read before. */
  readonly take: (typed: string) => string;
}

/** Binds the store to Ink: keys in, screens out. */
export function Root({ store, style, onReady, take }: RootProps) {
  const reader = useIsScreenReaderEnabled();
  const { suspendTerminal } = useApp();
  useEffect(() => onReady((task) => suspendTerminal(task)), [onReady, suspendTerminal]);
  useInput((input, key) => {
    const name = keyName(input, key);
    // Several characters at once are fast typing; pasted text comes by `usePaste`.
    const several = input.length > 1 && !key.ctrl && !key.meta ? graphemes(input) : [];
    for (const one of several.length > 1 ? several.map(charKey) : [name]) press(store, one, take);
  });
  usePaste((text) => {
    if (modeOf(store.state()) === 'typing') store.dispatch({ type: 'typed', text });
  });
  const fallback = (message: string) => (
    <Box paddingX={2} paddingY={1}>
      <Lines lines={bugLines(store.state().lang, message, Math.min(store.state().columns - 4, proseWidth))} />
    </Box>
  );
  return (
    <StyleProvider value={style}>
      <Boundary onBug={(message) => store.dispatch({ type: 'bug', message })} fallback={fallback}>
        {reader ? <Reading store={store} /> : <Drawn store={store} />}
      </Boundary>
    </StyleProvider>
  );
}

function Drawn({ store }: { readonly store: Store }) {
  return <Screen frame={useSyncExternalStore(store.subscribe, store.frame)} />;
}

function Reading({ store }: { readonly store: Store }) {
  const frame = useSyncExternalStore(store.subscribe, store.frame);
  return <LinearScreen lines={linearLines(store.state(), frame)} columns={frame.columns} />;
}

const charKey = (char: string): Key =>
  char === '\r' || char === '\n' || char === '\r\n' ? 'enter' : char === ' ' ? 'space' : char;

/** A key means a command, or a character while something is typed. */
function press(store: Store, key: Key, take: (typed: string) => string): void {
  const mode = modeOf(store.state());
  if (mode.startsWith('terminal')) {
    take(typedAs(key));
    return;
  }
  const command = commandFor(mode, key);
  const text = key === 'space' ? ' ' : key;
  if (command) store.dispatch({ type: 'command', command });
  else if (mode === 'typing' && graphemes(text).length === 1) store.dispatch({ type: 'typed', text });
}

const typedAs = (key: Key): string =>
  key === 'enter'
    ? '\r'
    : key === 'space'
      ? ' '
      : key === 'backspace'
        ? '\u007f'
        : graphemes(key).length === 1
          ? key
          : '';
