import { expect, test } from 'vitest';
import { within } from './time-limit.ts';

test('what is done in time is what was returned', () => {
  expect(within(() => new Map([[1, 'a']]))).toEqual({ ok: true, value: new Map([[1, 'a']]) });
});

test.each<[string, () => unknown]>([
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  // biome-ignore lint/complexity/useRegexLiterals: a pattern that must not be in the tree
  ['a pattern', () => new RegExp('^(a+)+$').exec(`${'a'.repeat(60)}!`)],
])('%s without end is left, and says that it is nobody’s fault', (_, work) => {
  const ended = within(work, 50);
  expect(!ended.ok && [ended.error.code, ended.error.text.id]).toEqual(['unjudged', 'learn.unjudged']);
  expect(within(() => 'goes on')).toEqual({ ok: true, value: 'goes on' });
});

test('work within work has the time of both, and what is a bug stays one', () => {
  expect(within(() => within(() => 7))).toEqual({ ok: true, value: { ok: true, value: 7 } });
  expect(() =>
    within(() => {
      throw new TypeError('ours');
    }),
  ).toThrow(TypeError);
});
