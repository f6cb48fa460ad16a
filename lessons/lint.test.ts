import { beforeAll, describe, expect, it } from 'vitest';
import { readLessonTexts, readSourceCommands } from '../src/cli/course-files.ts';
import { type CourseSources, lintCourse } from '../src/course/lint.ts';
import type { LessonText } from '../src/course/parse.ts';
import { langs } from '../src/i18n/lang.ts';
import { translator } from '../src/i18n/translate.ts';
import { requiredAsides } from './asides.ts';
import { course as content } from './course.ts';

let texts: readonly LessonText[];
let sourceCommands: readonly string[] | undefined;
const { checks: knownChecks } = content;

beforeAll(async () => {
  texts = await readLessonTexts(content);
  sourceCommands = await readSourceCommands(content);
});

const lint = (lessons: readonly LessonText[], more: Partial<CourseSources> = {}) =>
  lintCourse({ content, texts: lessons, ...(sourceCommands ? { sourceCommands } : {}), ...more });

/** `file id` of each problem, after one change in one file. */
function lintWith(file: string, change: (text: string) => string): string[] {
  const changed = texts.map((lesson) => {
    if (`${lesson.folder}/${lesson.lang}` !== file) return lesson;
    const text = change(lesson.text);
    if (text === lesson.text) throw new Error('the change changes nothing');
    return { ...lesson, text };
  });
  return idsOf(lint(changed, { knownChecks }));
}

const idsOf = (problems: ReturnType<typeof lintCourse>): string[] =>
  problems.map(({ file, text }) => `${file.replace(/^lessons\/|\.md$/g, '')} ${text.id}`);

const sub = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

it('the course is clean', () => {
  expect(lint(texts, { knownChecks })).toEqual([]);
});

describe('one thing broken in one file is found there', () => {
  const cases: readonly [string, string, (text: string) => string, string][] = [
    ['a command dropped', '1-bridge-network/en', sub('ip link set br0 up\n', ''), 'course.lint-command-missing'],
    [
      'a command changed',
      '1-bridge-network/zh-CN',
      sub('\nip link set br0 up\n', '\nip link set dev br0 up\n'),
      'course.lint-command-extra',
    ],
    [
      'two commands swapped',
      '1-bridge-network/en',
      sub('ip link add br0 type bridge\nip link set br0 up', 'ip link set br0 up\nip link add br0 type bridge'),
      'course.lint-command-missing',
    ],
    [
      'a command added',
      '2-outside/en',
      sub('```sh\niptables', '```sh\nsysctl -w net.ipv4.ip_forward=1\niptables'),
      'course.lint-command-extra',
    ],
    [
      'the last command dropped',
      '4-hairpin/zh-CN',
      sub(/```sh\ndocker exec -it c1 wget[^`]*```/, '```sh\ntrue\n```'),
      'course.lint-commands-end',
    ],
    [
      'commands of one language only',
      '3-hostport/zh-CN',
      sub('```sh\niptables -t nat -I OUTPUT', '```sh\niptables -t nat -A OUTPUT'),
      'course.lint-differs',
    ],
    ['undo of one language only', '4-hairpin/zh-CN', sub('hairpin off', 'hairpin on'), 'course.lint-differs'],
    ['another right answer', '2-outside/zh-CN', sub(/- \[ \] (.*)\n- \[x\]/, '- [x] $1\n- [ ]'), 'course.lint-differs'],
    ['an answer dropped', '2-outside/zh-CN', sub(/- \[ \] .*\n/, ''), 'course.lint-differs'],
    ['a check renamed', '0-containers/zh-CN', sub('`c1-running`', '`c1-runs`'), 'course.lint-differs'],
    ['an aside lost', '0-containers/zh-CN', sub(/> \*\*说明.*\n/, ''), 'course.lint-differs'],
    ['a step id changed', '0-containers/zh-CN', sub('step: run-c2', 'step: run-c3'), 'course.lint-step-order'],
    ['a step dropped', '0-containers/zh-CN', (text) => text.slice(0, text.indexOf('## 0.2')), 'course.lint-step-count'],
    [
      'a title left in English',
      '4-hairpin/zh-CN',
      sub(/## 4\.1 .*/, '## 4.1 Back out of the same port'),
      'course.lint-untranslated',
    ],
    [
      'Chinese in the English lesson',
      '4-hairpin/en',
      sub(/## 4\.1 .*/, '## 4.1 从同一个端口出去'),
      'course.lint-chinese-in-english',
    ],
    [
      'a step id of another lesson',
      '3-hostport/en',
      sub('step: dnat-output', 'step: bridge'),
      'course.lint-step-unique',
    ],
    ['an unknown check', '2-outside/en', sub('`c1-dns`', '`c1-names`'), 'course.lint-check-unknown'],
    ['a check of another step', '2-outside/en', sub('`c1-dns`', '`forwarding-on`'), 'course.lint-check-twice'],
    [
      'a check at another step',
      '1-bridge-network/en',
      sub('- `veth1-exists`', '- `veth1-port`: x\n- `veth1-exists`'),
      'course.lint-check-elsewhere',
    ],
    ['a check that no lesson names', '1-bridge-network/en', sub(/- `bridge-up`.*\n/, ''), 'course.lint-check-unnamed'],
    [
      'a prediction dropped',
      '3-hostport/en',
      sub(/### Predict[\s\S]*?(?=### Look)/, ''),
      'course.lint-predict-missing',
    ],
    [
      'a hint without the command',
      '4-hairpin/en',
      sub('3. Run `bridge link set dev veth1 hairpin on`.', '3. Set the flag.'),
      'course.lint-hint-command',
    ],
    [
      'a nudge that gives it away',
      '4-hairpin/en',
      sub('1. It is a property', '1. `bridge link set dev veth1 hairpin on`: a property'),
      'course.lint-hint-spoils',
    ],
    [
      'too little prose',
      '1-bridge-network/en',
      sub(/(<!-- step: bridge -->\n\n)[\s\S]*?(?=```sh)/, '$1Do this.\n\n'),
      'course.lint-prose-length',
    ],
    [
      'too much prose',
      '1-bridge-network/zh-CN',
      sub('<!-- step: bridge -->\n', `<!-- step: bridge -->\n\n${'网'.repeat(300)}\n`),
      'course.lint-prose-length',
    ],
    [
      'a default that cannot be overridden',
      '0-containers/en',
      sub('`docker ps` shows c1', '`docker ps` shows the c1-box'),
      'course.lint-parameter-left',
    ],
    [
      'an address that is no parameter',
      '1-bridge-network/en',
      sub('The `/16` counts', 'Like 172.18.0.9, the `/16` counts'),
      'course.lint-parameter-left',
    ],
  ];
  it.each(cases)('%s', (_name, file, change, expected) => {
    const found = lintWith(file, change);
    expect(found).toContain(`${file} ${expected}`);
  });

  it('every aside that the course owes its learners, in either language', () => {
    for (const { step, needle } of requiredAsides) {
      for (const lang of langs) {
        const lesson = texts.find((text) => text.lang === lang && text.text.includes(`<!-- step: ${step} -->`));
        const file = `${lesson?.folder}/${lang}`;
        expect(lintWith(file, (text) => withoutRedirect(text, step, needle))).toContain(`${file} course.lint-aside`);
      }
    }
  });

  it('a file that is missing or broken is told alone', () => {
    expect(idsOf(lint(texts.slice(1)))).toEqual(['0-containers/en course.file-missing']);
    expect(lintWith('0-containers/en', sub('### Look', '### Watch'))).toEqual([
      '0-containers/en course.section-unknown',
      '0-containers/en course.section-missing',
    ]);
  });
});

it('every problem has words in both languages', () => {
  const broken = lint(texts.slice(1));
  for (const lang of langs) {
    const translate = translator(lang);
    for (const { text } of broken) expect(translate(text).length).toBeGreaterThan(10);
  }
});

/** Takes the needle out of the asides of one step. */
function withoutRedirect(text: string, step: string, needle: string): string {
  const from = text.indexOf(`<!-- step: ${step} -->`);
  const until = text.indexOf('```sh', from);
  const prose = text
    .slice(from, until)
    .split('\n')
    .map((line) => (line.startsWith('>') ? line.replaceAll(needle, '…') : line));
  return text.slice(0, from) + prose.join('\n') + text.slice(until);
}
