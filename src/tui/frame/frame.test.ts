import { describe, expect, test } from 'vitest';
import { failed, stepState, withVerdicts } from '../testing/states.ts';
import { frameOf } from './frame.ts';
import { messageHeight } from './message.ts';

describe('panes on the step screen', () => {
  const panesOf = (columns: number, rows: number) => {
    const { body } = frameOf(stepState({ columns, rows }));
    return body.type === 'columns' ? body.columns : body.type === 'tabs' ? [[body.pane]] : [];
  };

  test('a small terminal shows the pane in use', () => {
    expect(
      panesOf(80, 24)
        .flat()
        .map(({ pane }) => pane),
    ).toEqual(['lesson']);
  });

  test.each([
    [120, 40],
    [200, 50],
  ])('at %i x %i all four are there and fill it', (columns, rows) => {
    const { banner, message } = frameOf(stepState({ columns, rows }));
    const panes = panesOf(columns, rows);
    expect(
      panes
        .flat()
        .map(({ pane }) => pane)
        .toSorted(),
    ).toEqual(['checks', 'lesson', 'picture', 'run']);
    const body = rows - 2 - banner.length - messageHeight(message);
    for (const column of panes) expect(column.reduce((sum, { height }) => sum + height + 1, 0)).toBe(body);
    const widths = panes.map(([first]) => first?.width ?? 0);
    expect(widths.reduce((sum, one) => sum + one, 0) + 3 * (widths.length - 1)).toBe(columns);
  });
});

test('an offset beyond the end shows the end, and says how much there is', () => {
  const state = { ...stepState({ rows: 10 }), offsets: { lesson: Number.MAX_SAFE_INTEGER } };
  const { body } = frameOf(state);
  if (body.type !== 'tabs') throw new Error(body.type);
  const { offset, total, height, lines } = body.pane;
  expect(lines).toHaveLength(height);
  expect(offset + height).toBe(total);
});

test('a message and a banner take their rows from the body, never from the bars', () => {
  const quiet = stepState({ columns: 120, rows: 40 });
  const broken = {
    ...withVerdicts(quiet, { 'bridge-exists': failed }),
    progress: { ...quiet.progress, steps: { bridge: 'done' as const } },
  };
  const rows = (state: typeof quiet): number => {
    const { banner, body, message } = frameOf(state);
    if (body.type !== 'columns') throw new Error(body.type);
    const [first = []] = body.columns;
    return banner.length + messageHeight(message) + first.reduce((sum, { height }) => sum + height + 1, 0);
  };
  expect(frameOf(broken).banner).not.toEqual([]);
  expect([rows(quiet), rows(broken)]).toEqual([38, 38]);
});

test('a terminal that is too small gets words alone', () => {
  expect(frameOf(stepState({ columns: 30, rows: 8 })).body.type).toBe('too-small');
});
