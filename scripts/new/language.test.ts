import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageFiles } from './language.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const paths = globSync('{src/i18n,checks,lessons,vagrant/words}/**/*.*', { cwd: root });

test('a language is one line of the registry, and a file beside each of English', () => {
  const files = languageFiles({ tag: 'pt-BR', locale: 'pt_BR' }, read, paths);
  const registry = 'src/i18n/lang.ts';
  expect((files[registry] ?? '').split('\n').filter((line) => !read(registry).includes(line))).toEqual([
    "  'pt-BR': { locale: 'pt_BR.UTF-8', program: () => import('./pt-BR/program.ts') },",
  ]);
  const english = paths.filter((path) => /(^|\/)en(\/|\.(ts|md|sh)$)/.test(path));
  expect(
    Object.keys(files)
      .filter((path) => path !== registry)
      .toSorted(),
  ).toEqual(english.map((path) => path.replace(/(^|\/)en(?=\/|\.)/, '$1pt-BR')).toSorted());
});

test('one that is there, or that nobody calls so, is refused', () => {
  expect(() => languageFiles({ tag: 'zh-CN', locale: 'zh_CN' }, read, paths)).toThrow('already');
  expect(() => languageFiles({ tag: '../fr', locale: 'fr_FR' }, read, paths)).toThrow('fr_FR');
  expect(() => languageFiles({ tag: 'fr', locale: 'fr' }, read, paths)).toThrow('fr_FR');
});
