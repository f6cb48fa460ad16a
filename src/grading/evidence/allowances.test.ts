import { expect, test } from 'vitest';
import { evidenceIn } from './allowances.ts';

test('of a whole folder that is named, what stands beside evidence is no evidence of anybody', () => {
  expect(evidenceIn(['a.jsonl', 'a.jsonl.allowed', 'b.jsonl', 'a.jsonl'])).toEqual(['a.jsonl', 'b.jsonl']);
  // Alone it is what somebody named, and is told what is wrong with it.
  expect(evidenceIn(['a.jsonl.allowed'])).toEqual(['a.jsonl.allowed']);
});
