import * as z from 'zod';
import type { Course } from '../../course/course.ts';
import type { Lang } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { walkShape } from '../../trace/walk-shape.ts';
import type { CheckResult } from '../../verify/check.ts';
import { spokenVerdict } from '../../verify/index.ts';

const diagnosis = z.strictObject({
  id: z.string(),
  what: z.string(),
  why: z.string(),
  next: z.string(),
});
/** Where the request of a failed check ended. */
const walk = z.strictObject(walkShape);
const base = {
  lesson: z.string(),
  step: z.string(),
  check: z.string(),
  title: z.string(),
  ms: z.number().nonnegative(),
  /** Why the check holds without the step's commands; absent when a pass proves them. */
  notCausal: z.string().optional(),
};
const verdict = z.discriminatedUnion('verdict', [
  z.strictObject({ ...base, verdict: z.literal('pass'), observed: z.string().optional() }),
  z.strictObject({
    ...base,
    verdict: z.literal('fail'),
    expected: z.string(),
    observed: z.string(),
    diagnosis: diagnosis.optional(),
    walk: walk.optional(),
  }),
  z.strictObject({
    ...base,
    verdict: z.literal('error'),
    cause: z.string(),
    unjudged: z.enum(['unread', 'contradicts']).optional(),
  }),
  z.strictObject({ ...base, verdict: z.literal('blocked'), blockedBy: z.string() }),
]);
const count = z.int().nonnegative();

/** `check --json`. */
export const checkDocument = z
  .strictObject({
    version: z.literal(1),
    lab: z.string(),
    verdicts: z.array(verdict),
    summary: z.strictObject({ pass: count, fail: count, error: count, blocked: count }),
  })
  .meta({ title: 'bridgework check --json' });

export type CheckDocument = z.infer<typeof checkDocument>;
type CheckVerdict = CheckDocument['verdicts'][number];

/** Texts in one language; results in the order of the course's steps. */
export function toCheckDocument(
  lab: string,
  course: Course,
  results: readonly CheckResult[],
  lang: Lang,
): CheckDocument {
  const translate = translator(lang);
  const verdicts = course.lessons.flatMap((lesson) =>
    lesson.steps.flatMap((step) =>
      step.checks.flatMap(({ id, title }): CheckVerdict[] => {
        const result = results.find(({ check }) => check.id === id);
        if (!result) return [];
        const { notCausal } = result.check;
        const where = { lesson: lesson.id, step: step.id, check: id, title, ms: result.ms };
        return [
          { ...where, ...(notCausal ? { notCausal: translate(notCausal) } : {}), ...spokenVerdict(result, translate) },
        ];
      }),
    ),
  );
  const summary = { pass: 0, fail: 0, error: 0, blocked: 0 };
  for (const { verdict: outcome } of verdicts) summary[outcome] += 1;
  return { version: 1, lab, verdicts, summary };
}
