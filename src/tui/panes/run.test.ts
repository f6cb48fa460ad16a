import { expect, test } from 'vitest';
import type { State } from '../model/state.ts';
import { openScreen } from '../testing/emulator.ts';
import { stepState } from '../testing/states.ts';
import { type Line, plainText } from '../text/span.ts';
import { cellWidth, graphemes } from '../text/width.ts';
import { runLines } from './run.ts';

const long =
  'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 ! -o br0 -m comment --comment "容器 的 出口 经过 这里" -j MASQUERADE';

/** `cursor`: before this grapheme; undefined while a line is chosen. */
const editing = (command: string, cursor?: number): State => {
  const state = stepState();
  if (state.screen.type !== 'step') throw new Error('no step');
  const mode = {
    type: 'edit' as const,
    lines: ['ip link', command],
    line: 1,
    ...(cursor === undefined ? {} : { cursor }),
  };
  return { ...state, screen: { ...state.screen, mode } };
};

/** The rows of the second command, with the indent of four that all but the first have. */
const rowsOf = (state: State, width: number): readonly Line[] => {
  const lines = runLines(state, width);
  const from = lines.findIndex((line) => plainText(line).startsWith('▸ '));
  const rows = lines.slice(from);
  return rows.slice(
    0,
    rows.findIndex((line) => line.length === 0),
  );
};

const text = (row: Line): string => plainText(row).trimEnd();

test.each([80, 60, 40])('a command that is typed breaks where it does when it is not, at %i columns', (width) => {
  const still = rowsOf(editing(long), width).map(text);
  expect(still.length).toBeGreaterThan(1);
  for (let cursor = 0; cursor <= graphemes(long).length; cursor++) {
    const typed = rowsOf(editing(long, cursor), width);
    // A row that is full to its last cell leaves the space after it to the next one.
    expect(typed.map((row) => text(row).trim()).filter((row) => row !== '')).toEqual(still.map((row) => row.trim()));
    for (const row of typed) expect(cellWidth(plainText(row))).toBeLessThanOrEqual(width);
  }
});

test.each([80, 60, 40])('the cursor is on the character that comes next, at %i columns', (width) => {
  const characters = graphemes(`${long} `);
  for (let cursor = 0; cursor < characters.length; cursor++) {
    const rows = rowsOf(editing(long, cursor), width);
    // What stands before the indent's end is not the command's.
    const spans = rows.flatMap((row) => row.slice(1));
    const at = spans.findIndex(({ role }) => role === 'selected');
    expect(spans[at]?.text).toBe(characters[cursor]);
    const before = spans.slice(0, at).map((part) => part.text);
    expect(before.join('')).toBe(characters.slice(0, cursor).join(''));
  }
});

test.each([80, 40])(
  'what is typed at the end of a full row goes on in the next one, at %i columns',
  async (columns) => {
    const screen = openScreen({ columns, rows: 30 });
    await screen.until('0.1 Start the first container');
    await screen.press('e', '\u0015');
    const words =
      'docker run --detach --name first --network none --hostname first --label 网桥=是 --label course=bridgework';
    await screen.press(words);
    const frame = (await screen.until('course=bridgework')).split('\n');
    // Chinese may be broken between any two characters.
    for (const word of words.split(' ').filter((one) => /^[!-~]+$/.test(one)))
      expect(frame.some((row) => row.split(/[ │]+/).includes(word))).toBe(true);
  },
);
