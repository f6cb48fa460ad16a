import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { type FactRequest, interfaces, optional, routes } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { err, ok } from '../result.ts';
import { loadRound, saveRound } from './file.ts';
import { readingsOf } from './readings.ts';
import { type Round, readFingerprint } from './round.ts';

const seen = { stdout: 'hello', stderr: '', exitCode: 0, ms: 20 };
const round: Round = { nonce: 'feed', changed: false, fingerprint: '1 2', observations: { word: seen } };
const word = (parse: FactRequest<string>['parse'] = ({ stdout }) => ok(stdout)): FactRequest<string> => ({
  key: 'word',
  script: 'echo hello',
  phase: 'quick',
  parse,
});

test('a fact is parsed once, with the nonce of its round, and tells how long the look took', () => {
  const parse = vi.fn<FactRequest<string>['parse']>(({ stdout }, { nonce }) => ok(`${stdout} ${nonce}`));
  const readings = readingsOf(round);
  expect([readings.read(word(parse)), readings.read(optional(word(parse)))]).toEqual([
    ok('hello feed'),
    ok('hello feed'),
  ]);
  expect(parse).toHaveBeenCalledTimes(1);
  expect([readings.ms(word()), readings.ms(interfaces('c1'))]).toEqual([20, 0]);
});

test('a look that failed is a failure for whoever needs it, and nothing for whom it is optional', () => {
  const bad = word(() => err({ text: text('facts.unreadable', { program: 'echo' }) }));
  for (const order of [
    [bad, optional(bad)],
    [optional(bad), bad],
  ] as const) {
    const readings = readingsOf(round);
    expect(Object.fromEntries(order.map((request) => [request.optional ?? false, readings.read(request)]))).toEqual({
      false: err({ text: { id: 'facts.unreadable', values: { program: 'echo' } } }),
      true: ok(undefined),
    });
  }
});

test('what was not looked at is unknown', () => {
  const reading = readingsOf(round).read(routes('c1'));
  expect(!reading.ok && reading.error.text.id).toBe('facts.not-looked');
});

test('a saved round is the same round', () => {
  expect(loadRound(saveRound(round))).toEqual(ok(round));
  const file = readFileSync(new URL('../facts/fixtures/wired.json', import.meta.url), 'utf8');
  const real = loadRound(file);
  expect(real.ok && JSON.parse(saveRound(real.value))).toEqual(JSON.parse(file));
});

test.each([
  ['no JSON', '{', 'facts.round-garbled'],
  ['something else', '[]', 'facts.round-garbled'],
  ['a damaged round', '{"version":1,"nonce":"feed"}', 'facts.round-garbled'],
  ['a nonce that is none', JSON.stringify({ version: 1, ...round, nonce: '.*' }), 'facts.round-garbled'],
  ['a round of the future', '{"version":2}', 'facts.round-version'],
])('%s is not a saved round', (_what, file, id) => {
  const loaded = loadRound(file);
  expect(!loaded.ok && loaded.error.text.id).toBe(id);
});

test('a fingerprint is read from its own line only', () => {
  expect(readFingerprint('feed', 'banner\nfeed fingerprint 12 34\r\n')).toEqual(ok('12 34'));
  const other = ['beef fingerprint 1 2', 'feed no-folder', ''].map((output) => readFingerprint('feed', output));
  expect(other.map((read) => !read.ok && read.error.text.id)).toEqual([
    'facts.round-cut',
    'facts.round-no-folder',
    'facts.round-cut',
  ]);
});
