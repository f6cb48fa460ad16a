import { render } from 'ink';
import { themeOf } from './components/theme.ts';
import { initialState } from './model/initial-state.ts';
import type { TuiExit, TuiOptions } from './model/options.ts';
import { translate } from './model/words.ts';
import { Root, type Suspend } from './root.tsx';
import { bugLines } from './screens/text-screens.ts';
import { perform } from './store/effects.ts';
import { createStore } from './store/store.ts';
import { plainText } from './text/span.ts';

/** The full-screen UI; resolves when the learner left and the terminal is as it was. */
export async function runScreen(options: TuiOptions): Promise<TuiExit> {
  const { session, stdin, stdout, env } = options;
  const reader = env['INK_SCREEN_READER'] === 'true';
  let suspend: Suspend | undefined;
  let leave: () => void = () => undefined;

  const openShell = async (): Promise<boolean> => {
    let opened = false;
    await suspend?.(async () => {
      stdout.write(`${translate(store.state().lang, 'ui.shell.intro')}\n`);
      opened = await options.openShell();
    });
    return opened;
  };
  const first = initialState({
    courses: options.courses,
    lang: options.lang,
    ...sizeOf(stdout),
    progress: session.progress(),
  });
  const store = createStore(
    first,
    (effects) =>
      void perform({ session, state: store.state, dispatch: store.dispatch, openShell, quit: () => leave() }, effects),
  );
  const resized = (): void => store.dispatch({ type: 'resized', ...sizeOf(stdout) });
  stdout.on('resize', resized);
  const unsubscribe = session.subscribe((event) => store.dispatch({ type: 'session', event }));

  const style = { theme: themeOf(env), animate: options.animate ?? !reader };
  const app = render(
    <Root
      store={store}
      style={style}
      onReady={(ready) => {
        suspend = ready;
      }}
    />,
    {
      stdin,
      stdout,
      exitOnCtrlC: false,
      // Nothing of ours prints to the console: the lint forbids it.
      patchConsole: false,
      interactive: true,
      alternateScreen: !reader,
      incrementalRendering: true,
      isScreenReaderEnabled: reader,
    },
  );
  leave = () => app.unmount();
  // The terminal is gone: an ssh connection broke, a window was closed.
  const hungUp = (): void => leave();
  for (const event of goneEvents) stdin.on(event, hungUp);
  void perform({ session, state: store.state, dispatch: store.dispatch, openShell, quit: () => leave() }, [
    { type: 'start' },
  ]);
  await app.waitUntilExit();
  unsubscribe();
  stdout.off('resize', resized);
  for (const event of goneEvents) stdin.off(event, hungUp);

  const { screen, lang } = store.state();
  if (screen.type !== 'bug') return { type: 'quit' };
  // The alternate screen is gone with what it said: say it again where it can be copied.
  stdout.write(`${bugLines(lang, screen.message, sizeOf(stdout).columns).map(plainText).join('\n')}\n`);
  return { type: 'bug', message: screen.message };
}

const goneEvents = ['end', 'close', 'error'] as const;

/** Some terminals (serial lines, a bare pty) do not know their size and say 0: then it is the classic one. */
const sizeOf = (stdout: TuiOptions['stdout']): { readonly columns: number; readonly rows: number } => ({
  columns: stdout.columns || 80,
  rows: stdout.rows || 24,
});
