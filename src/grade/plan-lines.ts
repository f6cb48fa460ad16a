import { type Course, type Lesson, nameIn, stepsOf } from '../course/course.ts';
import { text } from '../i18n/text.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Plan, PlanStep, Points } from './grade.ts';
import { points } from './reports/words.ts';

/** For a terminal: every lesson with what it is worth, below it each step and its goal, with the checks that earn it. */
export function planLines(plan: Plan, course: Course, translate: Translate): readonly string[] {
  const { title = nameIn(course.identity, course.lang), max, passMark } = plan;
  const steps = new Map(stepsOf(course).map((step) => [step.id, step.title]));
  const linesOf = (part: PlanStep, lesson: Lesson): readonly string[] => {
    const title = part.goalOf
      ? translate(text('grade.goal', { lesson: lesson.title }))
      : (steps.get(part.step) ?? part.step);
    return [
      `  ${points(part.max).padStart(6)}  ${part.lesson}/${part.step}  ${title}`,
      `          ${why(part, translate)}`,
    ];
  };
  return [
    translate(text('grade.plan-show.head', { title, max: points(max), pass: points(passMark) })),
    ...course.lessons.flatMap((lesson) => {
      const own = plan.steps.filter((part) => part.lesson === lesson.id);
      if (own.length === 0) return [];
      const worth = own.reduce((sum: Points, part) => sum + part.max, 0);
      return [
        '',
        translate(
          text('grade.plan-show.lesson', { title: `${lesson.number}. ${lesson.title}`, points: points(worth) }),
        ),
        ...own.flatMap((part) => linesOf(part, lesson)),
      ];
    }),
  ];
}

function why({ goalOf, partial, checks }: PlanStep, translate: Translate): string {
  const names = checks.map(({ id }) => id).join(', ');
  if (goalOf) return translate(text('grade.plan-show.goal', { checks: names }));
  return translate(text(partial === 'none' ? 'grade.plan-show.all' : 'grade.plan-show.each', { checks: names }));
}
