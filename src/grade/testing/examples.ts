import fc from 'fast-check';
import { stepsOf } from '../../course/course.ts';
import { type Text, text } from '../../i18n/text.ts';
import { allChecks, course } from '../../testing/one-host/course.ts';
import '../../testing/one-host/words.ts';
import { dropped, undecided } from '../../tui/testing/walks.ts';
import type { Check, CheckResult, Verdict } from '../../verify/check.ts';
import type { ClassGrade, Plan, TargetLook } from '../grade.ts';
import { gradeClass } from '../grade-class.ts';
import { gradeTarget } from '../grade-target.ts';
import { resolvePlan } from '../plan.ts';
import type { PlanFile } from '../plan-schema.ts';

export { course };

export const planOf = (file: Omit<PlanFile, 'version'>): Plan => {
  const plan = resolvePlan({ file: { version: 1, ...file }, lineOf: () => 1 }, course);
  if (!plan.ok) throw new Error(plan.error.map(({ text: { id } }) => id).join(' '));
  return plan.value;
};

/** Every step of the course a point, whatever lesson it is of; nothing for goals. */
export const eachStepAlike = (more: Omit<PlanFile, 'version' | 'count'> = {}): Plan =>
  planOf({ ...more, count: course.lessons.map(({ id }) => ({ lesson: id, weight: 1 })) });

/** Any words, as a text of the catalogue. */
export const reasonText = (words: string): Text => text('grade.plan.yaml', { reason: words });

export type Outcome = 'pass' | 'fail' | 'error';

/** What a round would say when each check, if it is reached, came out so; `blocked` follows from what comes before. */
export function roundOf(outcome: (check: Check) => Outcome, words = 'seen'): readonly CheckResult[] {
  const verdicts = new Map<string, Verdict>();
  const walks = [dropped(), undecided()];
  return allChecks.map((check, index): CheckResult => {
    const before = check.after.find((id) => verdicts.get(id)?.verdict !== 'pass');
    const cause = before === undefined ? undefined : verdicts.get(before);
    const by = cause?.verdict === 'blocked' ? cause.by : before;
    const verdict: Verdict = by === undefined ? verdictOf(outcome(check), words) : { verdict: 'blocked', by };
    verdicts.set(check.id, verdict);
    const walk = verdict.verdict === 'fail' && check.kind === 'behaviour' ? walks[index % 2] : undefined;
    return { check, verdict, ms: 1, ...(walk ? { walk } : {}) };
  });
}

function verdictOf(outcome: Outcome, words: string): Verdict {
  switch (outcome) {
    case 'pass':
      return { verdict: 'pass', observed: reasonText(words) };
    case 'fail':
      return {
        verdict: 'fail',
        expected: reasonText(words),
        observed: reasonText(words),
        diagnosis: { id: 'twin-address', values: { name: words, other: 'c2', address: '172.18.0.2' } },
      };
    case 'error':
      return { verdict: 'error', cause: reasonText(words) };
  }
}

export const lookOf = (results: readonly CheckResult[], id = 'alice', at = '2026-11-28T12:00:00Z'): TargetLook => ({
  target: { id, place: `lab ${id}` },
  at,
  looked: true,
  results,
});

/** What breaks formats: formulas, markup, directives, escape sequences, turned text, broken surrogates. */
export const hostile = [
  '=HYPERLINK("x","y")',
  '+1+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '</script><script>alert(1)</script>',
  '" onload="x',
  ']]>',
  '<!--',
  '&amp;',
  '# SKIP',
  '\\',
  'a|b`c',
  '![x](y)',
  '\u001b[2J\u001b]0;x\u0007',
  '\u0000\u0008\u000b',
  '\u202eabc\u2066',
  '\ud800',
  '\ufffe\uffff',
  'line\r\nline\n...\n1..0\nok 9',
  '---',
  '容器、网络',
  '{id}',
];
const anyWords = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 20 }));
const anyOutcome = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Outcome>('pass') },
  { weight: 3, arbitrary: fc.constant<Outcome>('fail') },
  { weight: 1, arbitrary: fc.constant<Outcome>('error') },
);

const steps = stepsOf(course);
const anyWeight = fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100);
const anyPartial = fc.constantFrom('checks', 'none');
const anyCount: fc.Arbitrary<NonNullable<PlanFile['count']>> = fc
  .subarray([...steps], { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((step) =>
        fc
          .record(
            {
              weight: anyWeight,
              partial: anyPartial,
              checks: fc
                .subarray([...step.checks], { minLength: 1 })
                .chain((some) =>
                  fc
                    .tuple(...some.map(() => anyWeight))
                    .map((weights) => Object.fromEntries(some.map(({ id }, index) => [id, weights[index] ?? 1]))),
                ),
            },
            { requiredKeys: [] },
          )
          .map((rest) => ({ step: step.id, ...rest })),
      ),
    ),
  );

/** Plans of any kind: weights with two decimals, totals, hidden checks, late rules, every level of detail. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record(
    {
      title: anyWords.filter((words) => words !== ''),
      pass: fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
      total: fc.integer({ min: 1, max: 20_000 }).map((cents) => cents / 100),
      count: anyCount,
      partial: anyPartial,
      detail: fc.constantFrom('practice', 'class', 'exam'),
      late: fc.record({
        due: fc.constant('2026-11-25T09:00:00+08:00'),
        perDay: fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
        atMost: fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
      }),
    },
    { requiredKeys: [] },
  )
  .chain((file) => {
    const plan = resolvePlan({ file: { version: 1, ...file }, lineOf: () => 1 }, course);
    const counted = plan.ok ? plan.value.steps.flatMap(({ checks }) => checks.map(({ id }) => id)) : [];
    return fc
      .record({ checks: fc.subarray(counted), released: fc.boolean() })
      .map((hidden) => resolvePlan({ file: { version: 1, ...file, hidden }, lineOf: () => 1 }, course));
  })
  .map((plan) => (plan.ok ? plan.value : planOf({})));

const anyLook = (id: string): fc.Arbitrary<TargetLook> =>
  fc
    .record({
      name: anyWords,
      words: anyWords,
      at: fc.constantFrom('2026-11-24T00:00:00Z', '2026-11-26T12:00:00Z', '2027-01-01T00:00:00Z'),
      outcome: fc.array(anyOutcome, { minLength: allChecks.length, maxLength: allChecks.length }),
      unreachable: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
    })
    .map(({ name, words, at, outcome, unreachable }): TargetLook => {
      const target = { id, student: { id, name, email: `${id.length}@example.org` }, place: words };
      if (unreachable) return { target, at, looked: false, cause: { code: 'unreachable', text: reasonText(words) } };
      const results = roundOf((check) => outcome[allChecks.indexOf(check)] ?? 'pass', words);
      return { target, at, looked: true, results, claimed: { done: 3, skipped: 1, hints: 2 } };
    });

/** A class of one to five, with any plan. */
export const anyClass: fc.Arbitrary<ClassGrade> = fc
  .tuple(anyPlan, fc.uniqueArray(anyWords, { minLength: 1, maxLength: 5 }))
  .chain(([plan, ids]) =>
    fc.tuple(...ids.map(anyLook)).map((looks) =>
      gradeClass(
        plan,
        looks.map((look) => gradeTarget(plan, course, look)),
        '2026-11-28T12:00:00Z',
      ),
    ),
  );
