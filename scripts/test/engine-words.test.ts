import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** Names, addresses and ports of the course in lessons/. */
const words = /\b(c1|c2|br0|veth[12]|ens33|5678|baidu)\b|\b172\.18\.0\./;

/**
 * What still knows them: examples in messages; the networks that variants keep clear of. A file that does not any more has to go from this list, and none may come.
 */
const knowing = [
  'src/grade/variants/networks.ts',
  'src/i18n/LANGUAGE/course.ts',
  'src/i18n/LANGUAGE/lab.ts',
  'src/i18n/LANGUAGE/program.ts',
];

test('the engine has none of the course’s words', () => {
  const production = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !/\.test\.tsx?$|\/(testing|fixtures)\//.test(file),
  );
  expect(production.length).toBeGreaterThan(300);
  const found = production
    .filter((file) => words.test(readFileSync(join(root, file), 'utf8')))
    .map((file) => file.replace(/^(src\/i18n\/)[^/]+(?=\/)/, '$1LANGUAGE'));
  expect([...new Set(found)].toSorted()).toEqual(knowing);
});
