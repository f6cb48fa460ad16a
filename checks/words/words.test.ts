import { expect, it } from 'vitest';
import { expectParity } from '../../src/i18n/testing/parity.ts';
import { en } from './en.ts';
import { text, words } from './text.ts';
import { zhCN } from './zh-CN.ts';

it('says the same in both languages', () => {
  expect(words).toEqual({ en, 'zh-CN': zhCN });
  expectParity(en, zhCN);
});

it('has words for what it makes', () => {
  expect(text('checks.see.nothing')).toEqual({ id: 'checks.see.nothing' });
});
