import { type RenderOptions, render } from 'ink';
import { themeOf } from './components/theme.ts';
import type { Effect } from './model/action.ts';
import { initialState } from './model/initial-state.ts';
import type { TuiExit, TuiOptions } from './model/options.ts';
import type { State } from './model/state.ts';
import { translate } from './model/words.ts';
import { Root, type Suspend } from './root.tsx';
import { bugLines } from './screens/text-screens.ts';
import { bindShells } from './shells.ts';
import { perform } from './store/effects.ts';
import { createStore, type Store } from './store/store.ts';
import { plainText } from './text/span.ts';

/** The full-screen UI; resolves when the learner left and the terminal is as it was. */
export async function runScreen(options: TuiOptions): Promise<TuiExit> {
  const { session, stdout, env } = options;
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
  // A screen reader reads lines, not screens: there a shell has the whole terminal, as everywhere without panes.
  const shells = reader || !options.shells ? undefined : bindShells(options.shells, () => store);
  const work = (effects: readonly Effect[]): Promise<void> =>
    perform(
      {
        session,
        state: store.state,
        dispatch: store.dispatch,
        openShell,
        ...(shells ? { shells: shells.effects } : {}),
        quit: () => leave(),
      },
      effects,
    );
  const store: Store = createStore(firstState(options, shells !== undefined), (effects) => void work(effects));

  const style = { theme: themeOf(env), animate: options.animate ?? !reader };
  const ready = (given: Suspend): void => {
    suspend = given;
  };
  const stdin = shells && options.shells ? options.shells.keyboard(options.stdin, shells.take) : options.stdin;
  const late = shells?.take ?? ((typed: string) => typed);
  const app = render(
    <Root store={store} style={style} onReady={ready} take={late} />,
    inkOptions({ ...options, stdin }, reader),
  );
  leave = () => app.unmount();
  const unfollow = followTerminal(options, store, leave);
  const unsubscribe = session.subscribe((event) => store.dispatch({ type: 'session', event }));
  void work([{ type: 'start' }]);
  await app.waitUntilExit();
  shells?.close();
  unsubscribe();
  unfollow();
  return lastWords(store.state(), stdout);
}

const firstState = ({ courses, lang, stdout, session }: TuiOptions, hasPanes: boolean): State =>
  initialState({ courses, lang, ...sizeOf(stdout), progress: session.progress(), hasPanes });

const inkOptions = ({ stdin, stdout }: TuiOptions, reader: boolean): RenderOptions => ({
  stdin,
  stdout,
  exitOnCtrlC: false,
  // Nothing of ours prints to the console: the lint forbids it.
  patchConsole: false,
  interactive: true,
  alternateScreen: !reader,
  incrementalRendering: true,
  // What is typed into a shell is seen at once; thirty would add as many milliseconds.
  maxFps: 60,
  isScreenReaderEnabled: reader,
});

/** The terminal changes its size, or is gone: an ssh connection broke, a window was closed. Returns how to stop. */
function followTerminal({ stdin, stdout }: TuiOptions, store: Store, leave: () => void): () => void {
  const resized = (): void => store.dispatch({ type: 'resized', ...sizeOf(stdout) });
  const hungUp = (): void => leave();
  stdout.on('resize', resized);
  for (const event of goneEvents) stdin.on(event, hungUp);
  return () => {
    stdout.off('resize', resized);
    for (const event of goneEvents) stdin.off(event, hungUp);
  };
}

const goneEvents = ['end', 'close', 'error'] as const;

/** The alternate screen is gone with what it showed: a bug is printed once more where it can be copied. */
function lastWords({ screen, lang }: State, stdout: TuiOptions['stdout']): TuiExit {
  if (screen.type !== 'bug') return { type: 'quit' };
  stdout.write(`${bugLines(lang, screen.message, sizeOf(stdout).columns).map(plainText).join('\n')}\n`);
  return { type: 'bug', message: screen.message };
}

/** Some terminals (serial lines, a bare pty) do not know their size and say 0: then it is the classic one. */
const sizeOf = (stdout: TuiOptions['stdout']): { readonly columns: number; readonly rows: number } => ({
  columns: stdout.columns || 80,
  rows: stdout.rows || 24,
});
