import { describe, expect, it } from 'vitest';
import { addWords, isMessageId, messageIds } from './catalogue.ts';
import { langs, languages } from './lang.ts';
import { own } from './own.ts';
import { expectParity } from './testing/parity.ts';
import { translator } from './translate.ts';

describe('the catalogue', () => {
  it('says the same in every language', async () => {
    expectParity(own);
    const { program } = await languages.en.program();
    for (const lang of langs) {
      const other = await languages[lang].program();
      expect(Object.keys(other.program).toSorted()).toEqual(Object.keys(program).toSorted());
    }
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
