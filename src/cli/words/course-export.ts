import type { Course } from '../../course/course.ts';

/** Lessons one after the other, as they read on a code host, with the course's own parameters. */
export function courseMarkdown(course: Course): string {
  const lessons = course.lessons.map((lesson) => {
    const steps = lesson.steps.map((step) =>
      blocks([
        `## ${step.title}`,
        step.prose,
        `\`\`\`sh\n${step.commands.join('\n')}\n\`\`\``,
        step.look,
        step.checks.map(({ title }) => `- ${title}`).join('\n'),
      ]),
    );
    return blocks([`# ${lesson.number}. ${lesson.title}`, lesson.intro, ...steps]);
  });
  return `${blocks(lessons)}\n`;
}

/** Every command in order, a comment for each step: for a shell in a lab, nowhere else. */
export function courseScript(course: Course): string {
  const lines = course.lessons.flatMap((lesson) =>
    lesson.steps.flatMap((step) => [`# ${lesson.id}/${step.id}`, ...step.commands]),
  );
  return `${['#!/bin/bash', ...lines].join('\n')}\n`;
}

const blocks = (parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
