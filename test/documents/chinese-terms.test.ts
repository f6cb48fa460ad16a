import { describe, expect, test } from 'vitest';
import { files, read } from './tree.ts';

const pages = files.filter((file) => file.endsWith('zh-CN.md'));
/** Pages, and the catalogues of words: those of a language are in a file or a folder of its name. */
const chinese = files.filter((file) => /(^|[/.])zh-CN([/.]|$)/.test(file));

/** Words that are nobody's terms, and what Chinese readers know instead. */
const instead: { readonly [term: string]: string } = {
  转向: '重定向',
  网线端: 'veth 接口',
  看什么: '观察',
  不算证明: '本来就成立',
  '[一两这那哪每]头': '端',
  取到: '拿到',
  喊话: '广播询问',
};

test('there are Chinese pages and catalogues', () => {
  expect(pages.length).toBeGreaterThan(5);
  expect(chinese.length).toBeGreaterThan(pages.length);
});

test.each(Object.entries(instead))('nobody says %s, but %s', (term) => {
  const lines = chinese.flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => new RegExp(term).test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});

describe('端口映射, the word that learners search for', () => {
  test.each(['lessons/3-hostport/zh-CN.md', 'README.zh-CN.md'])('is in %s', (file) => {
    expect(read(file)).toContain('端口映射');
  });
});

test('labels end with a Chinese colon', () => {
  const labels = pages.flatMap((file) => read(file).match(/^(?:>|-|\d+\.) \*\*[^*]+\*\*/gmu) ?? []);
  expect(labels.length).toBeGreaterThan(10);
  expect(labels.filter((label) => !label.endsWith('：**'))).toEqual([]);
});
