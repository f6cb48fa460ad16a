import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAddress, inRange, meet, parseAddress, parseRange } from './ipv4.ts';

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

test.each([
  '',
  '1.2.3',
  '1.2.3.256',
  '010.0.0.1',
  '0x7f.0.0.1',
  '127.1',
  '1.2.3.4 ',
  '1.2.3.4/33',
  '1.2.3.9-1.2.3.4',
  '::1',
  '1.2.3.4/24/8',
])('%j is no range', (text) => {
  expect(parseRange(text)).toBeUndefined();
});

test.each([
  ['10.0.0.0/8', '10.2.3.4', true],
  ['10.2.3.4', '10.0.0.0/8', true],
  ['10.0.0.0/9', '10.128.0.0/9', false],
  ['0.0.0.0/0', '255.255.255.255', true],
])('%s and %s meet: %s', (one, other, expected) => {
  const [a, b] = [parseRange(one), parseRange(other)];
  expect(a && b && meet(a, b)).toBe(expected);
});
