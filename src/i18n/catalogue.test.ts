import { describe, expect, it } from 'vitest';
import { addWords, isMessageId, messageIds } from './catalogue.ts';
import { program as enProgram } from './en/program.ts';
import { en } from './en/words.ts';
import { expectParity } from './testing/parity.ts';
import { translator } from './translate.ts';
import { program as zhProgram } from './zh-CN/program.ts';
import { zhCN } from './zh-CN/words.ts';

describe('the catalogue', () => {
  it('says the same in both languages', () => {
    expectParity(en, zhCN);
    expect(Object.keys(zhProgram).toSorted()).toEqual(Object.keys(enProgram).toSorted());
  });

  it('knows what it has not', () => {
    expect(isMessageId('cli.nonsense')).toBe(false);
    expect(isMessageId('cli.interrupted')).toBe(true);
    expect(isMessageId('toString')).toBe(false);
  });

  it('takes the words of a course, in the languages that it has', () => {
    const words = { en: [{ 'course-of-a-test.one': 'One {thing}.' }] };
    addWords(words);
    addWords(words);
    expect(translator('en')({ id: 'course-of-a-test.one', values: { thing: 'bridge' } })).toBe('One bridge.');
    expect(translator('zh-CN')({ id: 'course-of-a-test.one', values: { thing: 'bridge' } })).toBe('One bridge.');
    expect(messageIds('en')).toContain('course-of-a-test.one');
  });

  it('takes no id that means something already, and gives no words for one that nobody has', () => {
    expect(() => addWords({ en: [{ 'cli.interrupted': 'x' }] })).toThrow('cli.interrupted');
    expect(() => translator('en')({ id: 'course-of-a-test.two' })).toThrow('course-of-a-test.two');
  });
});
