import { expect, it } from 'vitest';
import { defaultParams } from '../../lessons/course.ts';
import { stepsOf } from '../course/course.ts';
import { loadCourse } from '../course/load.ts';
import { packageRoot, readLessonTexts, readSourceCommands } from './course-files.ts';

it.each(['en', 'zh-CN'] as const)(
  'the %s course has every command of the source, in its order and verbatim',
  async (lang) => {
    const course = loadCourse(lang, await readLessonTexts([lang]), defaultParams);
    expect(course.ok).toBe(true);
    const commands = course.ok ? stepsOf(course.value).flatMap((step) => step.commands) : [];
    expect(commands).toEqual(await readSourceCommands());
  },
);

it('a root without lessons gives no texts instead of an exception', async () => {
  expect(await readLessonTexts(['en'], '/nonexistent')).toEqual([]);
});

it('the root is found from below it', () => {
  expect(packageRoot(`${packageRoot()}/src/course/lint`)).toBe(packageRoot());
});
