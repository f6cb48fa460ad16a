import { expect, it } from 'vitest';
import { course } from '../../../lessons/course.ts';
import { taught } from '../../../lessons/testing/taught.ts';
import { packageRoot, readLessonTexts, readSourceCommands } from '../../../src/cli/course-files.ts';
import { stepsOf } from '../../../src/course/course.ts';
import { langs } from '../../../src/i18n/lang.ts';

it.each(langs)('the %s course has every command of the source, in its order and verbatim', async (lang) => {
  const commands = stepsOf(await taught(lang)).flatMap((step) => step.commands);
  expect(commands).toEqual(await readSourceCommands(course));
});

it('a root without lessons gives no texts instead of an exception', async () => {
  expect(await readLessonTexts(course, ['en'], '/nonexistent')).toEqual([]);
});

it('the root is found from below it', () => {
  expect(packageRoot(`${packageRoot()}/src/course/lint`)).toBe(packageRoot());
});
