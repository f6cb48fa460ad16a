import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressWord, interfaceWord, isContainer, nodeWord, quote } from './words.ts';

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

const hostile = ['', '-x', 'a b', "a'b", 'a;b', '$(id)', 'a\nb', '../x', 'a/b', '\0', '网桥'];

test.each(hostile)('%j is no node', (word) => {
  expect(() => nodeWord(word)).toThrow(RangeError);
});

test.each([...hostile, '1.2.3', '1.2.3.4.5', '256.1.1.1', '1.2.3.4/24', '01.2.3.4', 'localhost'])(
  '%j is no address',
  (word) => {
    expect(() => addressWord(word)).toThrow(RangeError);
  },
);

test.each(['', '-x', 'a b', 'a/b', 'a:b', "a'b", '.', '..', 'a234567890123456', 'a\nb'])(
  '%j is no interface',
  (word) => {
    expect(() => interfaceWord(word)).toThrow(RangeError);
  },
);

test('what the kernel and Docker allow is let through', () => {
  expect([nodeWord('c1'), nodeWord('my_web.1-x'), addressWord('0.0.0.0'), addressWord('255.255.255.255')]).toEqual([
    'c1',
    'my_web.1-x',
    '0.0.0.0',
    '255.255.255.255',
  ]);
  expect([interfaceWord('br-0123456789ab'), interfaceWord('eth0.100'), interfaceWord('a$b')]).toEqual([
    'br-0123456789ab',
    'eth0.100',
    "'a$b'",
  ]);
});

test('everything that is not a machine of the lab is a container', () => {
  expect(['host', 'outside', 'internet', 'c1', 'Host'].map(isContainer)).toEqual([false, false, false, true, true]);
});
