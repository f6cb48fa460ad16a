import { expect, test, vi } from 'vitest';
import type { Action } from '../model/action.ts';
import { plainText } from '../text/span.ts';
import { createTerminals } from './terminals.ts';

const size = { columns: 40, rows: 5 };

/** A shell that prints what the test says. */
function shell() {
  let data: (chunk: string) => void = () => undefined;
  let exit: (code: number) => void = () => undefined;
  const calls: string[] = [];
  return {
    calls,
    print: (chunk: string) => data(chunk),
    leave: (code: number) => exit(code),
    onData: (listener: typeof data) => {
      data = listener;
    },
    onExit: (listener: typeof exit) => {
      exit = listener;
    },
    write: (text: string) => void calls.push(text),
    resize: (columns: number, rows: number) => void calls.push(`${columns}x${rows}`),
    hold: () => void calls.push('hold'),
    release: () => void calls.push('release'),
    end: () => void calls.push('end'),
  };
}

function opened() {
  const actions: Action[] = [];
  const terminals = createTerminals((action) => void actions.push(action));
  const one = shell();
  terminals.open(1, one, size);
  const events = () => actions.flatMap((action) => (action.type === 'terminal' ? [action.event] : []));
  const last = () => events().findLast((event) => event.type === 'screen');
  const shown = () => {
    const event = last();
    return event?.type === 'screen' ? event.screen.lines.map(plainText) : [];
  };
  return { terminals, one, events, shown };
}

test('what is printed is shown, typed and pasted text is written', async () => {
  const { terminals, one, shown } = opened();
  one.print('hello');
  await vi.waitFor(() => expect(shown()[0]).toContain('hello'));
  terminals.type(1, 'ls\r');
  terminals.paste(1, 'a\nb');
  terminals.type(2, 'nobody');
  expect(one.calls).toEqual(['ls\r', 'a\rb']);
  terminals.closeAll();
});

test('who prints without end has to wait, frame by frame, and is heard again', async () => {
  const { terminals, one, events } = opened();
  for (let chunk = 0; chunk < 4; chunk++) one.print('y\r\n'.repeat(20_000));
  expect(one.calls).toContain('hold');
  await vi.waitFor(() => expect(one.calls).toContain('release'));
  // Sixty thousand lines are a handful of screens.
  expect(events().length).toBeLessThan(40);
  terminals.closeAll();
});

test('who asks without end gets few answers', async () => {
  const { terminals, one } = opened();
  one.print('\u001b[c'.repeat(50_000));
  one.print('done');
  await vi.waitFor(() => expect(one.calls.join('').length).toBeGreaterThan(0));
  await vi.waitFor(() =>
    expect(one.calls.filter((call) => call.includes('\u001b')).join('').length).toBeLessThan(8192),
  );
  terminals.closeAll();
});

test('a size is told to the shell and to its screen, once', () => {
  const { terminals, one, events } = opened();
  terminals.fit({ columns: 60, rows: 9 });
  terminals.fit({ columns: 60, rows: 9 });
  expect(one.calls).toEqual(['60x9']);
  expect(events().at(-1)).toMatchObject({ screen: { columns: 60, rows: 9 } });
  terminals.closeAll();
});

test('a shell that ends is told once; one that is closed is ended', () => {
  const { terminals, one, events } = opened();
  one.leave(3);
  terminals.close(1);
  expect(events()).toEqual([{ type: 'ended', id: 1, code: 3 }]);
  const other = opened();
  other.terminals.close(1);
  expect(other.one.calls).toEqual(['end']);
  expect(other.events()).toEqual([{ type: 'ended', id: 1, code: 0 }]);
});
