import type { Action, Effect } from '../model/action.ts';
import { initialState } from '../model/initial-state.ts';
import type { TuiExit, TuiOptions } from '../model/options.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { perform } from '../store/effects.ts';
import { createStore, type Store } from '../store/store.ts';
import { actionsFor } from './line-actions.ts';
import { lineReader } from './line-reader.ts';
import { outputPrinter } from './output.ts';
import { report } from './report.ts';

/** A terminal that does not say how wide it is. */
const usualColumns = 80;

/** The same session and reducer as the screens, for terminals that cannot draw: prints lines, reads a word a line. */
export async function runPlain(options: TuiOptions): Promise<TuiExit> {
  const { session, stdin, stdout } = options;
  const write = (line: string): void => void stdout.write(`${line}\n`);
  const output = outputPrinter(write);
  let pending = 0;
  let leave: () => void = () => undefined;
  let gone = false;
  const left = new Promise<void>((resolve) => {
    leave = () => {
      gone = true;
      resolve();
    };
  });

  const columns = stdout.columns || usualColumns;
  let seen = initialState({
    courses: options.courses,
    lang: options.lang,
    columns,
    rows: 1000,
    progress: session.progress(),
  });
  const onAction = (action: Action, state: State): void => {
    if (action.type === 'session' && (action.event.type === 'line-output' || action.event.type === 'line-ended')) {
      output.follow(state, action.event.step, action.event.index, action.event.type === 'line-ended');
    }
    const before = seen;
    seen = state;
    for (const line of report(action, before, state)) write(line);
  };
  const work = async (effects: readonly Effect[]): Promise<void> => {
    pending++;
    await perform(
      { session, state: store.state, dispatch: store.dispatch, openShell: options.openShell, quit: () => leave() },
      effects,
    );
    pending--;
    next();
  };
  const store: Store = createStore(seen, (effects) => void work(effects), onAction);

  const waiting: string[] = [];
  let ended = false;
  const prompt = (): void => void (stdin.isTTY && !gone && stdout.write('bridgework> '));
  /** One line after the other: a script of commands must not overtake the lab. */
  const next = (): void => {
    while (pending === 0) {
      const line = waiting.shift();
      if (line === undefined) {
        if (ended) leave();
        else prompt();
        return;
      }
      understand(store, line, write);
    }
  };
  const reader = lineReader(
    stdin,
    (line) => {
      // These two make no sense later.
      const atOnce = ['x', 'cancel'].includes(line.trim()) || (stdin.isTTY && ['q', 'quit'].includes(line.trim()));
      if (atOnce) understand(store, line, write);
      else {
        waiting.push(line);
        if (pending === 0) next();
      }
    },
    () => {
      ended = true;
      if (pending === 0) next();
    },
  );

  const unsubscribe = session.subscribe((event) => store.dispatch({ type: 'session', event }));
  write(translate(options.lang, 'ui.plain.welcome'));
  void work([{ type: 'start' }]);
  await left;
  unsubscribe();
  reader.close();
  const { screen } = store.state();
  return screen.type === 'bug' ? { type: 'bug', message: screen.message } : { type: 'quit' };
}

function understand(store: Store, line: string, write: (line: string) => void): void {
  const { lang } = store.state();
  if (line.trim() === '') return;
  const actions = actionsFor(store.state(), line);
  if (!actions) write(translate(lang, 'ui.plain.unknown', { word: line.trim() }));
  else for (const action of actions) store.dispatch(action);
}
