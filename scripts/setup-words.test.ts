import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { langs } from '../src/i18n/lang.ts';

const root = join(import.meta.dirname, '..');
const file = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Key and format of every word of one language, as the shell reads them. */
function wordsOf(language: string): ReadonlyMap<string, string> {
  const path = `vagrant/words/${language}.sh`;
  const keys = [...file(path).matchAll(/^ {4}([a-z0-9_-]+)\) echo /gm)].map(([, key = '']) => key);
  const script = `. ./${path}; for key; do printf '%s\\t%s\\n' "$key" "$(format "$key")"; done`;
  const output = execFileSync('sh', ['-euc', script, 'sh', ...keys], { cwd: root, encoding: 'utf8' });
  const lines = output.trimEnd().split('\n');
  return new Map(lines.map((line): [string, string] => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? '']));
}

const english = wordsOf('en');
const others = langs.filter((lang) => lang !== 'en').map(wordsOf);
// Comments say things in words of their own.
const scripts = [
  'vagrant/provision.sh',
  'vagrant/vm/provision.sh',
  'vagrant/vm/greet.sh',
  'vagrant/setup.sh',
  'vagrant/remove.sh',
  'vagrant/node.sh',
  'vagrant/record.sh',
  'bin/bridgework',
  'scripts/setup.sh',
  'scripts/build.sh',
]
  .map(file)
  .join('\n')
  .replaceAll(/^ *#.*$/gm, '');
const placesIn = (format = ''): number => format.split('%s').length - 1;

describe("set-up's words", () => {
  it.each(others)('are the same in every language, with as many places for values', (other) => {
    expect([...other.keys()]).toEqual([...english.keys()]);
    const places = (words: ReadonlyMap<string, string>) => [...words].map(([key, format]) => [key, placesIn(format)]);
    expect(places(other)).toEqual(places(english));
  });

  it('hold nothing else that printf would expand', () => {
    const formats = [english, ...others].flatMap((words) => [...words.values()]);
    expect(formats.filter((format) => /[\\%]/.test(format.replaceAll('%s', '')))).toEqual([]);
  });

  it('say everything that the scripts say, and why each program is needed', () => {
    const output = [...scripts.matchAll(/\b(?:say|fail|failed|format) ([a-z][a-z-]+)/g)].map(([, key = '']) => key);
    const programs = [...scripts.matchAll(/^([a-z0-9_-]+)\|[a-z0-9.@!>= -]+$/gm)].map(
      ([, program = '']) => `why-${program}`,
    );
    expect(programs.length).toBeGreaterThan(20);
    expect([...new Set([...output, ...programs])].sort()).toEqual([...english.keys()].sort());
  });

  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, '不认识的选项：--nonsense'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C.UTF-8' }, 'unknown option: --nonsense'],
    [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'zh_TW' }, '不认识的选项：--nonsense'],
    [{}, 'unknown option: --nonsense'],
  ])('follow the environment: %o', (locale, expected) => {
    const env = { PATH: process.env['PATH'], ...locale };
    let output = '';
    try {
      execFileSync('sh', ['vagrant/provision.sh', '--nonsense'], { cwd: root, env, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      output = String((error as { stderr?: unknown }).stderr);
    }
    expect(output).toContain(expected);
  });
});
