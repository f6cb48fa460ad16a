import { text } from '../i18n/text.ts';
import type { Diagnosis } from '../verify/check.ts';
import type { ClassGrade, ClassSummary, Collision, Grade, MarkKind, Plan, Points } from './grade.ts';

/** All grades together. `at`: ISO 8601, when the grading ended. */
export const gradeClass = (plan: Plan, grades: readonly Grade[], at: string): ClassGrade => ({
  plan,
  at,
  grades,
  summary: summaryOf(plan, grades),
});

function summaryOf(plan: Plan, grades: readonly Grade[]): ClassSummary {
  const count = (outcome: Grade['outcome']): number => grades.filter((grade) => grade.outcome === outcome).length;
  const scores = grades.flatMap(({ score }) => (score === undefined ? [] : [score])).sort((a, b) => a - b);
  return {
    passed: count('passed'),
    notPassed: count('not-passed'),
    ungraded: count('ungraded'),
    ...(scores.length > 0 ? { scores: spreadOf(scores) } : {}),
    distribution: distributionOf(plan.max, scores),
    stuck: stuckAt(plan, grades),
    diagnoses: plan.detail === 'exam' ? [] : diagnosesOf(grades),
    collisions: collisionsOf(grades),
    ungradedBecause: ungradedBecause(grades),
  };
}

function spreadOf(sorted: readonly Points[]): NonNullable<ClassSummary['scores']> {
  const at = (index: number): Points => sorted[index] ?? 0;
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(middle) : Math.round((at(middle - 1) + at(middle)) / 2);
  const mean = Math.round(sorted.reduce((all, one) => all + one, 0) / sorted.length);
  return { lowest: at(0), median, mean, highest: at(sorted.length - 1) };
}

const classes = 10;

function distributionOf(max: Points, scores: readonly Points[]): readonly number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const score of scores) {
    const at = Math.min(classes - 1, Math.floor((score * classes) / max));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

function stuckAt({ steps }: Plan, grades: readonly Grade[]): ClassSummary['stuck'] {
  return steps
    .map(({ lesson, step }, index) => {
      const outcomes = grades.map((grade) => grade.steps[index]?.outcome);
      const failed = outcomes.filter((outcome) => outcome === 'fail').length;
      return { lesson, step, failed, notReached: outcomes.filter((outcome) => outcome === 'blocked').length };
    })
    .filter(({ failed, notReached }) => failed + notReached > 0)
    .sort((one, other) => other.failed - one.failed);
}

function diagnosesOf(grades: readonly Grade[]): ClassSummary['diagnoses'] {
  const found = new Map<string, { readonly example: Diagnosis; targets: number }>();
  for (const { steps } of grades) {
    const mine = new Map(
      steps.flatMap(({ checks }) =>
        checks.flatMap(({ hidden, verdict }) =>
          !hidden && verdict.verdict === 'fail' && verdict.diagnosis
            ? [[verdict.diagnosis.id, verdict.diagnosis] as const]
            : [],
        ),
      ),
    );
    for (const [id, example] of mine) {
      const known = found.get(id);
      if (known) known.targets += 1;
      else found.set(id, { example, targets: 1 });
    }
  }
  return [...found.values()].sort(
    (one, other) => other.targets - one.targets || one.example.id.localeCompare(other.example.id),
  );
}

function collisionsOf(grades: readonly Grade[]): readonly Collision[] {
  const groups = new Map<string, { readonly kind: MarkKind; readonly targets: string[] }>();
  for (const { marks, target } of grades) {
    for (const [kind, value] of Object.entries(marks ?? {}) as [MarkKind, string][]) {
      const key = `${kind} ${value}`;
      const group = groups.get(key) ?? { kind, targets: [] };
      group.targets.push(target.id);
      groups.set(key, group);
    }
  }
  return [
    ...[...groups.values()].filter(({ targets }) => targets.length > 1),
    ...grades.flatMap((grade): readonly Collision[] =>
      grade.owner !== undefined && isElsewhere(grade, grades)
        ? [{ kind: 'variant', target: grade.target.id, owner: grade.owner }]
        : [],
    ),
  ];
}

/** Another student's variant; where nobody knows whose machine it is, a variant that another target has too. */
const isElsewhere = ({ target, owner }: Grade, grades: readonly Grade[]): boolean =>
  target.student
    ? target.student.id !== owner
    : grades.some((other) => other.target.id !== target.id && other.owner === owner);

function ungradedBecause(grades: readonly Grade[]): ClassSummary['ungradedBecause'] {
  return grades.flatMap(({ outcome, target, cause, steps }) => {
    if (outcome !== 'ungraded') return [];
    if (cause) return [{ target: target.id, ...cause }];
    const causes = steps
      .flatMap(({ checks }) => checks)
      .flatMap(({ hidden, verdict }) => (!hidden && verdict.verdict === 'error' ? [verdict.cause] : []));
    const open = causes.find(({ id }) => id !== 'grade.behind-error') ?? text('grade.not-looked-at');
    return [{ target: target.id, code: 'some-checks', text: open }];
  });
}
