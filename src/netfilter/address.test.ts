import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAddress, inRange, parseAddress, parseRange } from './address.ts';

test('an address is read back as it was printed', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      expect(formatAddress(parseAddress(text) ?? -1)).toBe(text);
    }),
  );
});

test.each([
  ['172.18.0.0/16', '172.18.255.255', true],
  ['172.18.0.2/16', '172.18.0.9', true],
  ['172.18.0.0/16', '172.19.0.0', false],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['10.0.3.0/255.0.255.0', '10.77.3.9', true],
  ['10.0.0.0/255.255.0.0', '10.0.9.9', true],
  ['1.2.3.4-1.2.3.9', '1.2.3.9', true],
  ['1.2.3.4', '1.2.3.5', false],
])('%s has %s: %s', (range, address, expected) => {
  const found = parseRange(range);
  expect(found && inRange(parseAddress(address) ?? -1, found)).toBe(expected);
});

test.each(['', '1.2.3', '1.2.3.256', '1.2.3.4/33', '1.2.3.9-1.2.3.4', '::1', '1.2.3.4/24/8'])(
  '%j is no range',
  (text) => {
    expect(parseRange(text)).toBeUndefined();
  },
);
