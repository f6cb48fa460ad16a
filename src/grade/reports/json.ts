import * as z from 'zod';
import { langs } from '../../i18n/lang.ts';
import { walkShape } from '../../trace/walk-shape.ts';
import type { Points, Tally } from '../grade.ts';
import type { Report, TargetList, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { listed } from './pieces.ts';
import { decimal } from './words.ts';

const count = z.int().nonnegative();
/** At most two decimals. */
const points = z.number().nonnegative();
const outcome = z.enum(['pass', 'fail', 'error', 'blocked']);
/** `earned + failed + notReached + ungraded = max`. */
const tally = z.strictObject({ max: points, earned: points, failed: points, notReached: points, ungraded: points });
const hop = z.strictObject({
  leg: z.enum(['request', 'reply']),
  node: z.string(),
  device: z.string().optional(),
  at: z.string(),
  decision: z.enum(['pass', 'rewrite', 'stop', 'unknown']),
  packet: z.string(),
  said: z.string(),
  evidence: z.string().optional(),
});
const walk = z.strictObject({ ...walkShape, hops: z.array(hop) });
const check = z.strictObject({
  check: z.string(),
  title: z.string(),
  verdict: outcome,
  /** Of a goal: why stands at the check's own step. */
  told: z.literal(true).optional(),
  expected: z.string().optional(),
  observed: z.string().optional(),
  diagnosis: z
    .strictObject({ id: z.string(), what: z.string(), why: z.string(), next: z.string().optional() })
    .optional(),
  walk: walk.optional(),
  cause: z.string().optional(),
  blockedBy: z.string().optional(),
});
const target = z.strictObject({
  id: z.string(),
  student: z.strictObject({ id: z.string(), name: z.string().optional(), email: z.string().optional() }).optional(),
  place: z.string(),
  /** ISO 8601: when it was looked at. */
  at: z.string(),
  outcome: z.enum(['passed', 'not-passed', 'ungraded']),
  tally,
  late: z.strictObject({ days: count, points }),
  /** `tally.earned - late.points`; absent when ungraded: then only `range` is known. */
  score: points.optional(),
  range: z.strictObject({ atLeast: points, atMost: points }),
  steps: z.array(
    z.strictObject({
      lesson: z.string(),
      /** `goal` where it is one. */
      step: z.string(),
      title: z.string(),
      outcome,
      tally,
      checks: z.array(check),
      /** What the lesson is for, not a step of it. */
      goal: z.literal(true).optional(),
    }),
  ),
  cause: z.strictObject({ code: z.string(), said: z.string() }).optional(),
  notes: z.array(z.string()),
  /** What stored progress says; no part of the grade. */
  claimed: z.strictObject({ done: count, skipped: count, hints: count }).optional(),
  evidence: z.strictObject({ file: z.string(), sha256: z.string(), key: z.string().optional() }).optional(),
});

/** `grade --format json`. */
export const gradeDocument = z
  .strictObject({
    version: z.literal(1),
    title: z.string(),
    lang: z.enum(langs),
    at: z.string(),
    detail: z.enum(['practice', 'class', 'exam']),
    max: points,
    passMark: points,
    late: z.strictObject({ due: z.string(), perDay: z.number(), atMost: z.number() }).optional(),
    targets: z.array(target),
    summary: z.strictObject({
      passed: count,
      notPassed: count,
      ungraded: count,
      scores: z.strictObject({ lowest: points, median: points, mean: points, highest: points }).optional(),
      /** Ten bands of a tenth of `max` each. */
      distribution: z.array(count),
      stuck: z.array(
        z.strictObject({ lesson: z.string(), step: z.string(), title: z.string(), failed: count, notReached: count }),
      ),
      diagnoses: z.array(z.strictObject({ id: z.string(), what: z.string(), targets: count })),
      collisions: z.array(
        z.union([
          z.strictObject({
            kind: z.enum(['machine', 'state', 'evidence', 'key']),
            targets: z.array(z.string()),
            said: z.string(),
          }),
          z.strictObject({ kind: z.literal('variant'), target: z.string(), owner: z.string(), said: z.string() }),
        ]),
      ),
      ungradedBecause: z.array(z.strictObject({ target: z.string(), code: z.string(), said: z.string() })),
    }),
  })
  .meta({ title: 'bridgework grade --format json' });

export const jsonReport: Format = {
  of: 'class',
  /** Each target is proved to be one of the schema before it is printed, the rest of the document in the end. */
  *print({ targets, ...rest }) {
    const { targets: _, summary, ...head } = gradeDocument.parse({ ...toGradeHead(rest), targets: [] });
    yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "targets": `;
    yield* listed('  ', documents(targets));
    yield `,\n  "summary": ${JSON.stringify(summary, null, 2).replaceAll('\n', '\n  ')}\n}\n`;
  },
};

function* documents(targets: TargetList): Generator<unknown> {
  for (const one of targets) yield target.parse(toTarget(one));
}

const decimals = <T extends { readonly [part: string]: Points }>(values: T): T =>
  Object.fromEntries(Object.entries(values).map(([part, value]) => [part, decimal(value)])) as T;

function toGradeHead({ course: _, max, passMark, summary, ...rest }: Omit<Report, 'targets'>) {
  return {
    version: 1,
    ...rest,
    max: decimal(max),
    passMark: decimal(passMark),
    summary: { ...summary, ...(summary.scores ? { scores: decimals(summary.scores) } : {}) },
  };
}

function toTarget({ picture: _, tally: total, late, score, range, steps, ...rest }: TargetReport): unknown {
  return {
    ...rest,
    tally: decimals<{ [part in keyof Tally]: Points }>(total),
    late: { days: late.days, points: decimal(late.points) },
    ...(score === undefined ? {} : { score: decimal(score) }),
    range: decimals<{ atLeast: Points; atMost: Points }>(range),
    steps: steps.map((step) => ({ ...step, tally: decimals<{ [part in keyof Tally]: Points }>(step.tally) })),
  };
}
