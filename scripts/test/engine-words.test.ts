import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** Names, addresses and ports of the course in lessons/. Its network as a whole is one that Docker takes by itself, too. */
const words = /\b(c1|c2|br0|veth[12]|ens33|5678|baidu)\b|\b172\.18\.0\.(?!0\/16)/;

/** Of the course in test/courses/vxlan. */
const otherWords = /\b(osaka|lan42|vx42|red0|blue0|4242)\b|\b(10\.42\.7|192\.168\.77)\./;

const production = globSync('src/**/*.{ts,tsx,sh,pl}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$|\/(testing|fixtures)\//.test(file),
);
const filesWith = (pattern: RegExp): readonly string[] =>
  production.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));

test('the engine has none of the words of the second course', () => {
  expect(filesWith(otherWords)).toEqual([]);
});

test('the engine has none of the course’s words', () => {
  expect(production.length).toBeGreaterThan(300);
  expect(filesWith(words)).toEqual([]);
});
