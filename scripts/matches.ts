// npm run docs:matches: writes docs/matches.md, what is known of each match, target, expression and statement; with --check says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { table } from './matches/table.ts';

const file = new URL('../docs/matches.md', import.meta.url);
const text = table();
if (argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/matches.md is out of date: npm run docs:matches');
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
