import { expect, test } from 'vitest';
import { corrected } from './prose.ts';

const counts = { diagnoses: 95, mutants: 230, alternatives: 52, fakes: 29, lessons: 5, pitfalls: 60, formats: 11 };
const run = 'In 1,000 labs with 9,083 requests.';
const wrongIn = (page: string) => corrected(page, counts, () => run);

test('what is right stays, in digits or in words, and so does what only looks like a count', () => {
  const page =
    'Five lessons, eleven report formats, [95 diagnoses](x), against 230 wrong versions, 52 solutions that are right, 29 fakes; the first lessons, all diagnoses, in 1,000 labs with 9,083 requests';
  expect(wrongIn(page)).toEqual({ text: page, changes: [] });
});

test('what is wrong is told, and written as it was: in digits or in words', () => {
  expect(wrongIn('[92 diagnoses](x) in four lessons.\nTen formats; 30 fakes.')).toEqual({
    text: '[95 diagnoses](x) in five lessons.\neleven formats; 29 fakes.',
    changes: [
      '92 diagnoses, and there are 95',
      '30 fakes, and there are 29',
      'four lessons, and there are 5',
      'Ten formats, and there are 11',
    ],
  });
});

test('a figure of a run that its page does not have is told', () => {
  expect(wrongIn('in 1,000 labs with 9,084 requests none disagreed, and more').changes).toEqual([
    '9,084, which docs/differential.md does not have',
  ]);
});
