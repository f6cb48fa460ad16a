import { expect, test } from 'vitest';
import { markdownLines } from '../../../src/tui/markdown/markdown.ts';
import { lineWidth } from '../../../src/tui/text/width.ts';
import { realCourses } from './real-courses.ts';

test.each(['en', 'zh-CN'] as const)('every lesson in %s fits every width from 40', (lang) => {
  for (const lesson of realCourses[lang].lessons) {
    for (const source of [lesson.intro, ...lesson.steps.flatMap((step) => [step.prose, step.look, ...step.hints])]) {
      for (const width of [40, 56, 76, 84]) {
        for (const line of markdownLines(source, width)) expect(lineWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  }
});
