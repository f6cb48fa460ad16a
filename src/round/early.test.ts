import { expect, test } from 'vitest';
import { interfaces } from '../facts/index.ts';
import { createEarlyReader } from './early.ts';

const nonce = '0123456789abcdef';
const requests = ['host', 'c1', 'c2'].map(interfaces);

/** As `tell` writes it: these facts, by their place among the requests. */
function early(...facts: readonly (readonly [number, string])[]): string {
  const lines = facts.map(([index]) => `${index} 0 100.05 100.17`);
  const sizes = facts.flatMap(([index, out]) => [`${out.length} ${index}.out`, `0 ${index}.err`]);
  const bytes = facts.map(([, out]) => out).join('');
  const frame = ['round 1', 'before 1 2', 'after -', ...lines, 'sizes', ...sizes, 'bytes', bytes].join('\n');
  return `${nonce} early\n${Buffer.from(frame).toString('base64')}\n${nonce} told\n`;
}

const seenBy = (read: ReturnType<typeof createEarlyReader>, text: string, size: number) => {
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  return pieces.flatMap((piece) => {
    const round = read(piece);
    return round ? [Object.values(round.observations).map(({ stdout }) => stdout)] : [];
  });
};

test.each([1, 7, 64, 100_000])('what was told adds up, however it comes (pieces of %i)', (size) => {
  const read = createEarlyReader({ nonce, requests });
  const output = `login banner\n${early([0, 'a'], [1, 'b'])}${early([2, 'c'], [0, 'newer'])}${nonce} begin\nrest`;
  const seen = seenBy(read, output, size);
  expect(seen.at(-1)).toEqual(['newer', 'b', 'c']);
  if (size < 100) expect(seen[0]).toEqual(['a', 'b']);
});

test('nothing is claimed of how the round ends, and other rounds are not listened to', () => {
  const read = createEarlyReader({ nonce, requests });
  expect(read(early([0, 'a']))).toMatchObject({ changed: false, fingerprint: '1 2' });
  expect(createEarlyReader({ nonce: 'f'.repeat(16), requests })(early([0, 'a']))).toBeUndefined();
});

test('what is garbled is left out; whoever tells without end is not listened to any more', () => {
  const read = createEarlyReader({ nonce, requests });
  expect(read(`${nonce} early\n*garbled*\n${nonce} told\n`)).toBeUndefined();
  expect(read(`${nonce} told\n`)).toBeUndefined();
  expect(read(early([1, 'b']))).toBeDefined();
  for (let count = 0; count < 40; count += 1) read(early([0, 'a']));
  expect(read(early([2, 'c']))).toBeUndefined();
});
