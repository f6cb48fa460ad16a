import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote } from './quote.ts';

test('a quoted word is the same word for sh, whatever is in it', () => {
  const words = fc.sample(
    fc.string({ unit: 'binary' }).map((word) => word.replaceAll('\0', '').replace(/[\uD800-\uDFFF]/g, '')),
    300,
  );
  const hostile = ["'", "''", '$(reboot)', '`id`', '\\', '\n', '-rf', '', ' ', '*', '~', '"$HOME"', "a'b'c"];
  const all = [...hostile, ...words];
  const printed = spawnSync('sh', ['-c', `printf '%s\\0' ${all.map(quote).join(' ')}`], { encoding: 'utf8' }).stdout;
  expect(printed.split('\0').slice(0, -1)).toEqual(all);
});

test('a word that sh cannot hold is a bug', () => {
  expect(() => quote('a\0b')).toThrow(RangeError);
});
