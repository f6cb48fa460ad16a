import { expect, test } from 'vitest';
import { addressWord, interfaceWord, isContainer, nodeWord } from './words.ts';

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
