import type { Action, Effect } from '../model/action.ts';
import { initialState } from '../model/initial-state.ts';
import type { TuiExit, TuiOptions } from '../model/options.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { perform } from '../store/effects.ts';
import { createStore, type Store } from '../store/store.ts';
import { actionsFor } from './line-actions.ts';
import { lineQueue } from './line-queue.ts';
import { lineReader } from './line-reader.ts';
import { outputPrinter } from './output.ts';
import { report } from './report.ts';

/** A terminal that does not say how wide it is. */
const usualColumns = 80;

/** The same session and reducer as the screens, for terminals that cannot draw: prints lines, reads a word a line. */
export async function runPlain(options: TuiOptions): Promise<TuiExit> {
  const { session, stdin, stdout, openShell } = options;
  const write = (line: string): void => void stdout.write(`${line}\n`);
  const { promise: left, resolve } = Promise.withResolvers<void>();
  let gone = false;
  const leave = (): void => {
    gone = true;
    resolve();
  };

  const queue = lineQueue({
    take: (line) => understand(store, line, write),
    idle: () => void (stdin.isTTY && !gone && stdout.write('bridgework> ')),
    done: leave,
  });
  const work = (effects: readonly Effect[]): Promise<void> =>
    queue.during(() =>
      perform({ session, state: store.state, dispatch: store.dispatch, openShell, quit: leave }, effects),
    );
  const first = firstState(options);
  const store: Store = createStore(first, (effects) => void work(effects), printer(first, write));
  const reader = lineReader(
    stdin,
    (line) => (isUrgent(line, stdin.isTTY) ? understand(store, line, write) : queue.push(line)),
    queue.end,
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

const firstState = ({ courses, lang, stdout, session }: TuiOptions): State =>
  initialState({ courses, lang, columns: stdout.columns || usualColumns, rows: 1000, progress: session.progress() });

/** Prints what each action changed, and the output of commands as it comes. */
function printer(first: State, write: (line: string) => void): (action: Action, state: State) => void {
  const output = outputPrinter(write);
  let before = first;
  return (action, after) => {
    if (action.type === 'session' && (action.event.type === 'line-output' || action.event.type === 'line-ended')) {
      output.follow(after, action.event.step, action.event.index, action.event.type === 'line-ended');
    }
    const changed = report(action, before, after);
    before = after;
    for (const line of changed) write(line);
  };
}

/** To cancel makes no sense later; nor does to leave, for somebody who sits at a terminal. */
const isUrgent = (line: string, terminal: boolean): boolean =>
  ['x', 'cancel'].includes(line.trim()) || (terminal && ['q', 'quit'].includes(line.trim()));

function understand(store: Store, line: string, write: (line: string) => void): void {
  const { lang } = store.state();
  if (line.trim() === '') return;
  const actions = actionsFor(store.state(), line);
  if (!actions) write(translate(lang, 'ui.plain.unknown', { word: line.trim() }));
  else for (const action of actions) store.dispatch(action);
}
