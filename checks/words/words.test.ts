import { expect, it } from 'vitest';
import { inEvery, langs } from '../../src/i18n/lang.ts';
import { expectParity } from '../../src/i18n/testing/parity.ts';
import { words } from './own.ts';
import { text } from './text.ts';

it('says the same in every language', () => {
  expect(Object.keys(words)).toEqual(langs);
  expectParity(inEvery((lang) => words[lang] ?? []));
});

it('has words for what it makes', () => {
  expect(text('checks.see.nothing')).toEqual({ id: 'checks.see.nothing' });
});
