import { expect, test } from 'vitest';
import { parseAddress } from '../../ipv4.ts';
import { addressByHash } from './hash.ts';

test('every address of a range is chosen for somebody, and the same one always', () => {
  const range = { from: 100, to: 103 };
  const chosen = Array.from({ length: 64 }, (_, host) =>
    addressByHash(range, (parseAddress('172.18.0.0') ?? 0) + host, parseAddress('203.0.113.80') ?? 0),
  );
  expect(new Set(chosen)).toEqual(new Set([100, 101, 102, 103]));
  expect(addressByHash({ from: 7, to: 7 }, 1, 2)).toBe(7);
});
