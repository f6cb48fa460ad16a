import * as z from 'zod';
import type { MessageId } from '../i18n/catalogue.ts';

/** zod carries the id of a catalogue message. */
const because = (id: MessageId): MessageId => id;

/** At most two decimals, so that it is a whole number of hundredths. */
const hundredths = (id: MessageId, atMost: number) =>
  z
    .number(because(id))
    .refine((value) => value >= 0 && value <= atMost, because(id))
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, because(id));
const percent = (id: MessageId) =>
  z.string(because(id)).regex(/^(?:100(?:\.0{1,2})?|\d{1,2}(?:\.\d{1,2})?)%$/, because(id));
const id = z.string(because('grade.plan.id')).regex(/^[a-z0-9][a-z0-9/-]{0,99}$/, because('grade.plan.id'));
const weight = hundredths('grade.plan.weight', 1000);
const partial = z.enum(['checks', 'none'], because('grade.plan.partial'));
const count = z
  .int(because('grade.plan.count'))
  .min(0, because('grade.plan.count'))
  .max(1000, because('grade.plan.count'));

const lessonEntry = z
  .strictObject({
    lesson: id,
    /** Of the whole lesson, whatever steps it has. */
    share: hundredths('grade.plan.share', 1000).optional(),
    /** What part of the share is for the lesson's goal, all or nothing. Absent: 50%. */
    goal: percent('grade.plan.percent').optional(),
    /** Of each of its steps. */
    weight: weight.optional(),
    partial: partial.optional(),
  })
  .refine(({ share, weight: each }) => share === undefined || each === undefined, {
    path: ['weight'],
    error: because('grade.plan.share-weight'),
  })
  .refine(({ share, goal }) => share !== undefined || goal === undefined, {
    path: ['goal'],
    error: because('grade.plan.goal-share'),
  });
const stepEntry = z.strictObject({
  /** `LESSON/STEP` or `STEP`. */
  step: id,
  weight: weight.optional(),
  partial: partial.optional(),
  /** Check -> its weight within the step; checks that are not named do not count. Absent: all of them, alike. */
  checks: z.record(id, weight, because('grade.plan.checks')).optional(),
});

/** What a plan file holds. */
export const planSchema = z
  .strictObject(
    {
      version: z.literal(1, because('grade.plan.version')),
      title: z
        .string(because('grade.plan.title'))
        .min(1, because('grade.plan.title'))
        .max(200, because('grade.plan.title'))
        .optional(),
      /** `60%` of all points, or a number of points. Absent: everything. */
      pass: z
        .union([percent('grade.plan.pass'), hundredths('grade.plan.pass', 1_000_000)], because('grade.plan.pass'))
        .optional(),
      /** What all shares and weights together are worth. Absent: their sum; 100 where nothing is listed. */
      total: hundredths('grade.plan.total', 100_000)
        .refine((value) => value > 0, because('grade.plan.total'))
        .optional(),
      /** What counts, in any order; a step's own entry is stronger than its lesson's. Absent: the whole course, each lesson with the same share. */
      count: z
        .array(z.union([lessonEntry, stepEntry], because('grade.plan.entry')), because('grade.plan.entries'))
        .min(1, because('grade.plan.entries'))
        .optional(),
      /** Of steps that do not say otherwise; absent: `checks`. */
      partial: partial.optional(),
      late: z
        .strictObject(
          {
            due: z.iso.datetime({ offset: true, error: because('grade.plan.due') }),
            perDay: percent('grade.plan.percent'),
            /** Absent: 100%. */
            atMost: percent('grade.plan.percent').optional(),
          },
          because('grade.plan.late'),
        )
        .optional(),
      /** Absent: `practice`. */
      detail: z.enum(['practice', 'class', 'exam'], because('grade.plan.detail')).optional(),
      hidden: z
        .strictObject(
          {
            checks: z.array(id, because('grade.plan.hidden')),
            released: z.boolean(because('grade.plan.released')).optional(),
          },
          because('grade.plan.hidden'),
        )
        .optional(),
      /** Compared with what a learner's progress claims, and shown beside the grade. */
      allowed: z
        .strictObject({ hints: count.optional(), skips: count.optional() }, because('grade.plan.allowed'))
        .optional(),
    },
    because('grade.plan.shape'),
  )
  .meta({ title: 'a plan of bridgework grade' });

export type PlanFile = z.infer<typeof planSchema>;
