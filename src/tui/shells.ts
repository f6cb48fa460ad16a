import type { BodyFrame } from './frame/body-frame.ts';
import type { Shells, TerminalSize } from './model/options.ts';
import type { World } from './store/effects.ts';
import type { Store } from './store/store.ts';
import { createKeyboard } from './terminal/keyboard.ts';
import type { Terminals } from './terminal/terminals.ts';

/** The shells beside the lesson, bound to the store: the effects that they are, and who gets a key. */
export interface BoundShells {
  readonly effects: NonNullable<World['shells']>;
  take(typed: string): string;
  /** Ends every one of them. */
  close(): void;
}

/** `store` is asked for when something happens, not before. */
export function bindShells(shells: Shells, store: () => Store): BoundShells {
  let terminals: Terminals | undefined;
  let closed = false;
  const keyboard = createKeyboard({
    state: () => store().state(),
    dispatch: (action) => store().dispatch(action),
    type: (id, text) => terminals?.type(id, text),
    paste: (id, text) => terminals?.paste(id, text),
  });
  const start = async (): Promise<Terminals> => {
    // Only who opens one pays for the emulator.
    const { createTerminals } = await import('./terminal/terminals.ts');
    terminals ??= createTerminals((action) => store().dispatch(action));
    store().subscribe(() => resize(terminals, store().frame().body));
    return terminals;
  };
  return {
    take: keyboard.take,
    effects: {
      async open(id, node) {
        const all = terminals ?? (await start());
        const shell = await shells.open(node, sizeIn(store().frame().body) ?? smallest);
        if (shell === 'no-terminal') store().dispatch({ type: 'terminal', event: { type: 'unavailable', id } });
        if (typeof shell === 'string') return shell === 'no-terminal';
        if (closed) shell.end();
        else all.open(id, shell, sizeIn(store().frame().body) ?? smallest);
        return true;
      },
      close: (id) => terminals?.close(id),
      type: (id, text) => terminals?.type(id, text),
      scroll: (id, by) => terminals?.scroll(id, by),
    },
    close() {
      closed = true;
      terminals?.closeAll();
    },
  };
}

const smallest: TerminalSize = { columns: 80, rows: 24 };

const sizeIn = (body: BodyFrame): TerminalSize | undefined =>
  body.type === 'terminal' ? { columns: body.terminal.width, rows: body.terminal.height } : undefined;

/** A terminal that is not on the screen keeps its size. */
function resize(terminals: Terminals | undefined, body: BodyFrame): void {
  const size = sizeIn(body);
  if (size) terminals?.fit(size);
}
