// npm run docs:numbers: writes the numbers of README.md that the code knows; with --check says which are wrong.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { counts } from './numbers/counts.ts';
import { corrected } from './numbers/prose.ts';

const pages = ['README.md', 'docs/command-line.md', 'docs/grading.md', 'docs/integrity.md'];

const wrong = pages.flatMap((page) => {
  const file = new URL(`../${page}`, import.meta.url);
  const { text, changes } = corrected(readFileSync(file, 'utf8'), counts, (source) =>
    readFileSync(new URL(`../${source}`, import.meta.url), 'utf8'),
  );
  if (!argv.includes('--check')) writeFileSync(file, text);
  return changes.map((change) => `${page}: ${change}`);
});
if (argv.includes('--check') && wrong.length > 0) {
  console.error([...wrong, 'npm run docs:numbers'].join('\n'));
  process.exitCode = 1;
}
