import { expect, test } from 'vitest';
import { ok } from '../result.ts';
import type { Change } from './monitor/notice.ts';
import { type Around, type Input, notYetWatching, pace, type Watching, watching } from './watching.ts';

const link: Change = { kind: 'ip', node: 'host' };
const rule: Change = { kind: 'nft', node: 'host' };
const changed = (change: Change): Input => ({ type: 'notice', notice: { type: 'change', change } });
const around: Around = { now: 0, quiet: true, idle: true, pace };

/** Goes through inputs from here; the effects of the last one, and the state. */
function through(from: Watching, ...inputs: readonly (Input | [Input, Partial<Around>])[]) {
  let step = { state: from, effects: [] as readonly { readonly type: string }[] };
  for (const input of inputs) {
    const [one, more] = Array.isArray(input) ? input : [input, {}];
    step = watching(step.state, one, { ...around, ...more });
  }
  return { state: step.state, effects: step.effects.map(({ type }) => type) };
}
const { state: seen } = through(
  notYetWatching,
  { type: 'start' },
  { type: 'begin' },
  { type: 'saw', fingerprint: 'a' },
);

test('a stale picture is told once, whatever else changes before the next look', () => {
  const first = through(seen, changed(link));
  expect(first.effects).toEqual(['stale', 'settle']);
  expect(through(first.state, changed(rule)).effects).toEqual(['settle']);
  expect(through(first.state, { type: 'begin' }, changed(rule)).effects).toEqual(['stale', 'settle']);
});

test('what settles is glanced at, then looked at, unless something is in the way of either', () => {
  const { state, effects } = through(seen, changed(link), { type: 'settled' });
  expect(effects).toEqual(['glance']);
  expect(through(state, { type: 'glanced', results: [] }).effects).toEqual(['show', 'changed']);
  expect(through(state, [{ type: 'glanced', results: [] }, { idle: false }]).effects).toEqual(['show']);
  expect(through(seen, changed(link), [{ type: 'settled' }, { quiet: false, idle: false }]).effects).toEqual([]);
});

test('a glance that a change has overtaken is not shown, and there is never a second one beside it', () => {
  const two = through(seen, changed(link), { type: 'settled' }, changed(rule), { type: 'settled' });
  expect(two.effects).toEqual([]);
  const again = through(two.state, { type: 'glanced', results: [] });
  expect(again.effects).toEqual(['glance']);
  expect(through(again.state, { type: 'glanced', results: [] }).effects).toEqual(['show', 'changed']);
});

test('a slow look counts only where no other look began meanwhile', () => {
  const asked = { type: 'ask-fingerprint', before: 'a', look: seen.looks } as const;
  const other: Input = { type: 'fingerprint', asked, got: ok('b') };
  expect(through(seen, other).effects).toEqual(['stale', 'settle', 'wait']);
  expect(through(seen, { ...other, got: ok('a') }).effects).toEqual(['wait']);
  expect(through(seen, { type: 'begin' }, other).effects).toEqual(['wait']);
  expect(through(seen, [other, { idle: false }]).effects).toEqual(['wait']);
});

test('nothing follows once it was stopped', () => {
  const { state } = through(seen, { type: 'stop' });
  const inputs: readonly Input[] = [
    ...([changed(link), { type: 'settled' }, { type: 'slow-look' }, { type: 'rest' }, { type: 'start' }] as const),
    { type: 'monitor-ended', how: ok({ stderr: '', exitCode: 0, signal: null }) },
  ];
  for (const input of inputs) expect(through(state, input)).toEqual({ state, effects: [] });
});
