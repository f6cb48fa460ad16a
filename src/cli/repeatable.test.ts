import { Command } from 'commander';
import { expect, test } from 'vitest';
import { repeatable } from './repeatable.ts';

const made = (): Command =>
  repeatable(repeatable(new Command('look'), '--key <file>', 'a key'), '--evidence <files...>', 'what was seen');

test.each([
  [[], { key: [], evidence: [] }],
  [['--key', 'a', '--key=b'], { key: ['a', 'b'], evidence: [] }],
  [['--evidence', 'a', 'b', '--key', 'k', '--evidence', 'c'], { key: ['k'], evidence: ['a', 'b', 'c'] }],
])('%j is a list, however often it is given', (args, options) => {
  expect(made().parse(args, { from: 'user' }).opts()).toEqual(options);
});

test('the help does not tell that there is none at first', () => {
  expect(made().helpInformation()).not.toContain('default');
});
