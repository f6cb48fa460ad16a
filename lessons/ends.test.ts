import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readLessonTexts } from '../src/cli/course-files.ts';
import { lintCourse } from '../src/course/lint.ts';
import { langs } from '../src/i18n/lang.ts';
import { translator } from '../src/i18n/translate.ts';
import { course as content } from './course.ts';
import { leftOut } from './left-out.ts';
import { taught } from './testing/taught.ts';

const courses = await Promise.all(langs.map(async (lang) => [lang, await taught(lang)] as const));

/** What a program wrote, by the name that a quotation gives. */
async function written(name: string): Promise<readonly string[]> {
  const file = name.endsWith('-proxy') ? `lessons/quoted/${name}.txt` : `test/differential/wild/${name}.iptables`;
  return (await readFile(file, 'utf8')).split('\n');
}

describe.each(courses)('the pages at the ends of the lessons, in %s', (lang, course) => {
  const translate = translator(lang);

  it('quote of Docker what Docker wrote, and from which version', async () => {
    const quotations = course.lessons.flatMap(({ end }) => [
      ...(end?.counterpart ?? '').matchAll(/^```(.*)\n([\s\S]*?)^```/gm),
    ]);
    expect(quotations.length).toBeGreaterThanOrEqual(course.lessons.length);
    for (const [, info = '', lines = ''] of quotations) {
      const [, name = ''] = info.split(' ');
      const known = await written(name);
      expect(
        lines
          .trim()
          .split('\n')
          .filter((line) => !known.includes(line)),
        name,
      ).toEqual([]);
      expect(course.lessons.some(({ end }) => end?.counterpart.includes(/\d+\.\d+\.\d+/.exec(name)?.[0] ?? '?'))).toBe(
        true,
      );
    }
  });

  it('say of every command that is no mere look what breaks without it, in words', () => {
    for (const { steps, end } of course.lessons) {
      const commands = steps.filter(({ id }) => !content.proof.observations[id]).flatMap((step) => step.commands);
      expect(end?.needs.map(({ command }) => command)).toEqual(commands);
      for (const { what, why } of end?.needs ?? []) expect(translate(what) + translate(why)).not.toMatch(/[{}]/);
    }
  });
});

it('what was seen without a command is what the proof holds of it', () => {
  const held = content.proof.commandMutants.map(({ step, command, leftOut: fails }) => [
    step,
    command,
    ...(Object.entries(fails)[0] ?? []),
  ]);
  expect(leftOut.map(({ step, command, check, diagnosis }) => [step, command, check, diagnosis]).toSorted()).toEqual(
    held.toSorted(),
  );
});

describe('course lint', () => {
  const lint = async (folder: string, change: (text: string) => string, more: Partial<typeof content> = {}) => {
    const texts = await readLessonTexts(content);
    const changed = texts.map((one) =>
      one.folder === folder && one.lang === 'zh-CN' ? { ...one, text: change(one.text) } : one,
    );
    return lintCourse({ content: { ...content, ...more }, texts: changed, knownChecks: content.checks }).map(
      ({ text }) => text.id,
    );
  };

  it('wants the same page in every language', async () => {
    expect(await lint('3-hostport', (text) => text)).toEqual([]);
    expect(await lint('3-hostport', (text) => text.slice(0, text.lastIndexOf('\n## ')))).toEqual([
      'course.lint-end-missing',
    ]);
    expect(await lint('3-hostport', (text) => text.replace('   iptables -Z FORWARD\n', ''))).toEqual([
      'course.lint-end-differs',
    ]);
    expect(await lint('3-hostport', (text) => text.replace('/usr/sbin/docker-proxy', '/usr/bin/docker-proxy'))).toEqual(
      ['course.lint-end-differs'],
    );
  });

  it('wants nothing said of a command that is not there', async () => {
    const [first] = leftOut;
    const stray = first ? [{ ...first, command: 9 }] : [];
    expect(await lint('3-hostport', (text) => text, { leftOut: stray })).toEqual(['course.lint-end-stray']);
  });
});
