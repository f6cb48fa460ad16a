import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plainText, printed, printedInColour } from '../text/plain.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.|\/testing\//.test(file));
const using = (word: string): readonly string[] =>
  files.filter((file) => readFileSync(join(root, file), 'utf8').includes(word)).sort();

test('only a command’s own output and the progress of a grading reach the terminal as they are', () => {
  expect(using('.terminal(')).toEqual(['src/cli/commands/grade.ts', 'src/cli/words/report.ts']);
});

test('nothing but the composition root, and the UI that cleans what it draws, writes to the standard streams', () => {
  expect(using('process.stdout.write')).toEqual(['src/main.ts']);
  expect(using('process.stderr.write')).toEqual(['src/main.ts']);
  expect(using('console.')).toEqual([]);
});

const evil = 'a\u001b[2J\u009b1A\u202eb\u2028c\r\u0007\u007fd\ud800';

test('what is harmful is shown as what it is', () => {
  expect(printed(`${evil}\n\t`)).toBe('a\u241b[2J\\u009b1A\\u202eb\\u2028c\u240d\u2407\\u007fd\ufffd\n\t');
  expect(plainText(`${evil}\n`)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  expect(printedInColour('\u001b[32m✔\u001b[39m \u001b[8mx\u001b[2K')).toBe(
    '\u001b[32m✔\u001b[39m \u241b[8mx\u241b[2K',
  );
});

test('a JSON document stays the same document', () => {
  const document = { rule: `"${evil.replace('\ud800', '')}"` };
  expect(JSON.parse(printed(JSON.stringify(document)))).toEqual(document);
});
