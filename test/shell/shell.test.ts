import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { more, scripts } from './rendered.ts';

const root = join(import.meta.dirname, '../..');
/** What a learner types is the learner's. */
const { 'the course': _, ...both } = scripts.both;
const all = Object.entries({ ...scripts.sandbox, ...both, ...scripts.here, ...scripts.doctor, ...more });

/** What a checker has to say about a script; empty when it is content. */
function complaints([program = '', ...args]: readonly string[], script: string): string {
  const { error, stdout, stderr } = spawnSync(program, args, { input: script, encoding: 'utf8' });
  if (error) throw error;
  return `${stdout}${stderr}`.trim();
}

/** Of a whole file; in a script that is made of several, this says nothing. */
const wholeFile = /^# shellcheck shell=sh$/gm;

/** Its notes are for files by themselves (the stage `shell`); a value may well be a typographer's quote (SC1112). */
describe.each(all)('%s', (_name, script) => {
  it.each([
    ['shellcheck', ['shellcheck', '--shell=dash', '--severity=warning', '--exclude=SC1112', '--format=gcc', '-']],
    ['dash', ['dash', '-n']],
    ["busybox's sh", ['busybox', 'sh', '-n']],
  ])('is in order for %s', (_checker, command) => {
    expect(complaints(command, script.replaceAll(wholeFile, ''))).toBe('');
  });
});

const sources = globSync('{src,checks,lessons}/**/*.{sh,pl}', { cwd: root }).filter(
  (path) => !path.includes('/fixtures/'),
);
const bodyOf = (path: string): string => readFileSync(join(root, path), 'utf8').replace(/^(#.*\n)+/, '');

test.each(sources)('%s is part of one of them', (path) => {
  expect(all.some(([, script]) => script.includes(bodyOf(path).trim()))).toBe(true);
});

test.each(sources.filter((path) => path.endsWith('.pl')))('%s is Perl', (path) => {
  expect(complaints(['perl', '-c', join(root, path)], '')).toMatch(/^\S+ syntax OK$/);
});
