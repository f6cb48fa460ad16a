// npm run docs:diagnoses: writes docs/diagnoses.md, the catalogue of diagnoses; with --check says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { catalogue } from './diagnoses/catalogue.ts';

const file = new URL('../docs/diagnoses.md', import.meta.url);
const text = catalogue();
if (argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/diagnoses.md is out of date: npm run docs:diagnoses');
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
