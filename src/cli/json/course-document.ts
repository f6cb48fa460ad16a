import * as z from 'zod';
import type { Course } from '../../course/course.ts';
import { langs } from '../../i18n/lang.ts';

const step = z.strictObject({
  id: z.string(),
  title: z.string(),
  commands: z.array(z.string()),
  checks: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  undo: z.array(z.string()),
});

/** `course list --json`. */
export const courseDocument = z
  .strictObject({
    version: z.literal(1),
    lang: z.enum(langs),
    lessons: z.array(
      z.strictObject({ id: z.string(), number: z.int().nonnegative(), title: z.string(), steps: z.array(step) }),
    ),
  })
  .meta({ title: 'bridgework course list --json' });

export function toCourseDocument({ lang, lessons }: Course): z.infer<typeof courseDocument> {
  return {
    version: 1,
    lang,
    lessons: lessons.map(({ id, number, title, steps }) => ({
      id,
      number,
      title,
      steps: steps.map((one) => ({
        id: one.id,
        title: one.title,
        commands: [...one.commands],
        checks: [...one.checks],
        undo: [...one.undo],
      })),
    })),
  };
}
