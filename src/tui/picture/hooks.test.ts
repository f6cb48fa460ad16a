import { describe, expect, test } from 'vitest';
import { hookOrder, hooksOf } from '../../picture/hooks.ts';
import { legsOf } from '../../trace/index.ts';
import { solved } from '../../trace/testing/solved.ts';
import type { State } from '../model/state.ts';
import { pictureAfter } from '../testing/fake-picture.ts';
import { stepState } from '../testing/states.ts';
import { delivered, dropped } from '../testing/walks.ts';
import { wiring } from '../testing/wiring.ts';
import { plainText } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { hookMapLines, mapRows, narrowestMap } from './hook-map.ts';
import { stopOf } from './hook-stops.ts';
import { hooksLines } from './hooks.ts';

const { host } = solved().nodes;
const rules = host.rules;
const state = (more: Partial<State> = {}): State => ({
  ...stepState(),
  picture: { ...pictureAfter(new Set(wiring)), hooks: [hooksOf('host', rules)] },
  ...more,
});
const drawn = (of: State, width: number, art = true): string => hooksLines(of, width, art).map(plainText).join('\n');

test.each([
  [76, 'en'],
  [58, 'en'],
  [76, 'zh-CN'],
  [40, 'en'],
] as const)('%d cells wide in %s', (width, lang) => {
  const lines = hooksLines(state({ lang }), width);
  expect(lines.map(plainText).join('\n')).toMatchSnapshot();
  for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
});

test('every rule of the host is on the map, word for word, and nothing else', () => {
  const all = rules.chains.flatMap((chain) => chain.rules.map(({ text }) => text));
  expect(all.length).toBeGreaterThan(5);
  const shown = drawn(state(), 400)
    .split('\n')
    .filter((line) => line.startsWith('  -A'))
    .map((line) => line.trim());
  expect(shown.toSorted()).toEqual(all.toSorted());
});

describe.each([
  ['there and back', delivered()],
  ['dropped on the way', dropped()],
])('a walk %s', (_, walk) => {
  const hops = legsOf(walk.trace).map(({ hop }) => hop);
  const at = (hop: number, lang: State['lang'] = 'en'): State =>
    state({
      lang,
      screen: { type: 'step', step: 'c1-route', mode: { type: 'walk', check: 'c1-reaches-host', walk, hop } },
    });

  test('at every hop of a hook exactly one stop has the mark, and it is that hook', () => {
    const hooks = hops.flatMap((hop, index) =>
      hop.stage.kind === 'hook' ? [{ hop, index, hook: hop.stage.hook }] : [],
    );
    expect(hooks.length).toBeGreaterThan(1);
    for (const { hop, index, hook } of hooks) {
      const map = hookMapLines(at(index), hop.node, 76).map(plainText).join('\n');
      expect(map.match(/◆/g)).toHaveLength(1);
      expect(map).toContain(`◆${hook.toUpperCase()}`);
      expect(stopOf(hop)).toBe(hook);
    }
  });

  test('another node has no mark, and the map never takes more than its rows', () => {
    hops.forEach((hop, index) => {
      for (const width of [narrowestMap, 76, 120]) {
        for (const lang of ['en', 'zh-CN'] as const) {
          const map = hookMapLines(at(index, lang), hop.node, width);
          expect(map).toHaveLength(mapRows);
          for (const line of map) expect(lineWidth(line)).toBeLessThanOrEqual(width);
        }
      }
      expect(hookMapLines(at(index), 'elsewhere', 76).map(plainText).join('\n')).not.toContain('◆');
    });
  });
});

test('all names of the hooks are on the narrowest map in full', () => {
  for (const lang of ['en', 'zh-CN'] as const) {
    const map = hookMapLines(state({ lang }), 'host', narrowestMap).map(plainText).join('\n');
    for (const hook of hookOrder) expect(map).toContain(hook.toUpperCase());
  }
});

test('where nobody has looked it does not say that nothing hangs there', () => {
  const { hooks: _, ...picture } = pictureAfter(new Set(wiring));
  expect(drawn(state({ picture }), 76)).toContain('once the rules of the host have been looked at');
  const map = hookMapLines(state({ picture }), 'host', 76).map(plainText).join('\n');
  expect(map).toContain('?');
  expect(map).not.toContain('–');
});
