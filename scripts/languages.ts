// npm run languages: writes what lists the languages of src/i18n/lang.ts; --check says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { listed } from './languages/listed.ts';

const root = join(import.meta.dirname, '..');
for (const [file, text] of Object.entries(listed)) {
  const path = join(root, file);
  if (!argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${file} is out of date: npm run languages`);
    process.exitCode = 1;
  }
}
