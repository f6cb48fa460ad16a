import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf } from './parts.ts';

const nonce = '0123456789abcdef';
const printed = (name: string, body: string, status: number): string =>
  `\n${nonce} begin ${name}\n${body}\n${nonce} end ${status}\n`;

test('what was framed comes back, whatever stood between', () => {
  const part = fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9 -]{0,9}$/),
    body: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('begin x\n', '\n', 'end 0\n', '\nfeed begin x\n')),
    status: fc.nat(255),
  });
  const parts = fc.uniqueArray(part, { selector: ({ name }) => name, maxLength: 5 });
  fc.assert(
    fc.property(parts, (all) => {
      const read = partsOf(all.map(({ name, body, status }) => printed(name, body, status)).join(''), nonce);
      expect([...read].map(([name, { body, exitCode }]) => ({ name, body, status: exitCode }))).toEqual(all);
    }),
  );
});

test('a part that did not end is left out', () => {
  expect([...partsOf(`${printed('a', 'x', 1)}\n${nonce} begin b\nhalf`, nonce)]).toEqual([
    ['a', { body: 'x', exitCode: 1 }],
  ]);
});

test('another nonce frames nothing', () => {
  expect(partsOf(printed('a', 'x', 0), 'ffff').size).toBe(0);
});
