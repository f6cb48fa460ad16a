import { text } from '../i18n/text.ts';
import type { Diagnosis } from '../verify/check.ts';
import type { ClassGrade, ClassSummary, Collision, Grade, MarkKind, Plan, Points } from './grade.ts';

/** All grades together. `at`: ISO 8601, when the grading ended. */
export function gradeClass(plan: Plan, grades: readonly Grade[], at: string): ClassGrade {
  const summary = createSummary(plan);
  for (const [index, grade] of grades.entries()) summary.add(grade, index);
  return { plan, at, grades, summary: summary.whole() };
}

export interface Summarising {
  /** `index`: the target's place in the class; grades may come in any order. */
  add(grade: Grade, index: number): void;
  whole(): ClassSummary;
}

/** What a class summary takes of one grade: some hundred bytes, so that a large class needs no memory. */
interface Line {
  readonly id: string;
  readonly student: string | undefined;
  readonly outcome: Grade['outcome'];
  readonly score: Points | undefined;
  readonly marks: Grade['marks'];
  readonly owner: string | undefined;
  readonly because: ClassSummary['ungradedBecause'];
}

export function createSummary(plan: Plan): Summarising {
  const lines = new Map<number, Line>();
  const stuck = plan.steps.map(({ lesson, step }) => ({ lesson, step, failed: 0, notReached: 0 }));
  const found = new Map<string, { example: Diagnosis; index: number; targets: number }>();

  function report(grade: Grade, index: number): void {
    for (const [id, example] of diagnosesOf(grade)) {
      const known = found.get(id);
      found.set(id, {
        ...(known && known.index < index ? known : { example, index }),
        targets: (known?.targets ?? 0) + 1,
      });
    }
  }

  return {
    add(grade, index) {
      const { target, outcome, score, marks, owner, steps } = grade;
      const because = ungradedBecause(grade);
      lines.set(index, { id: target.id, student: target.student?.id, outcome, score, marks, owner, because });
      for (const [at, one] of stuck.entries()) {
        if (steps[at]?.outcome === 'fail') one.failed += 1;
        if (steps[at]?.outcome === 'blocked') one.notReached += 1;
      }
      if (plan.detail !== 'exam') report(grade, index);
    },
    whole() {
      const all = [...lines].sort(([one], [other]) => one - other).map(([, line]) => line);
      const count = (outcome: Grade['outcome']): number => all.filter((line) => line.outcome === outcome).length;
      const scores = all.flatMap(({ score }) => (score === undefined ? [] : [score])).sort((a, b) => a - b);
      return {
        passed: count('passed'),
        notPassed: count('not-passed'),
        ungraded: count('ungraded'),
        ...(scores.length > 0 ? { scores: spreadOf(scores) } : {}),
        distribution: distributionOf(plan.max, scores),
        stuck: stuck
          .filter(({ failed, notReached }, at) => failed + notReached > 0 && !plan.steps[at]?.goalOf)
          .map((one) => ({ ...one }))
          .sort((one, other) => other.failed - one.failed),
        diagnoses: [...found.values()]
          .sort((one, other) => other.targets - one.targets || one.example.id.localeCompare(other.example.id))
          .map(({ example, targets }) => ({ example, targets })),
        collisions: collisionsOf(all),
        ungradedBecause: all.flatMap(({ because }) => because),
      };
    },
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

/** Each once. */
const diagnosesOf = ({ steps }: Grade): ReadonlyMap<string, Diagnosis> =>
  new Map(
    steps.flatMap(({ checks }) =>
      checks.flatMap(({ hidden, verdict }) =>
        !hidden && verdict.verdict === 'fail' && verdict.diagnosis
          ? [[verdict.diagnosis.id, verdict.diagnosis] as const]
          : [],
      ),
    ),
  );

function collisionsOf(lines: readonly Line[]): readonly Collision[] {
  const groups = new Map<string, { readonly kind: MarkKind; readonly targets: string[] }>();
  for (const { marks, id } of lines) {
    for (const [kind, value] of Object.entries(marks ?? {}) as [MarkKind, string][]) {
      const key = `${kind} ${value}`;
      const group = groups.get(key) ?? { kind, targets: [] };
      group.targets.push(id);
      groups.set(key, group);
    }
  }
  return [
    ...[...groups.values()].filter(({ targets }) => targets.length > 1),
    ...lines.flatMap((line): readonly Collision[] =>
      line.owner !== undefined && isElsewhere(line, lines)
        ? [{ kind: 'variant', target: line.id, owner: line.owner }]
        : [],
    ),
  ];
}

/** Another student's variant; where nobody knows whose machine it is, a variant that another target has too. */
const isElsewhere = ({ id, student, owner }: Line, lines: readonly Line[]): boolean =>
  student !== undefined ? student !== owner : lines.some((other) => other.id !== id && other.owner === owner);

function ungradedBecause({ outcome, target, cause, steps }: Grade): ClassSummary['ungradedBecause'] {
  if (outcome !== 'ungraded') return [];
  if (cause) return [{ target: target.id, code: cause.code, text: cause.text }];
  const causes = steps
    .flatMap(({ checks }) => checks)
    .flatMap(({ hidden, verdict }) => (!hidden && verdict.verdict === 'error' ? [verdict.cause] : []));
  const open = causes.find(({ id }) => id !== 'grade.behind-error') ?? text('grade.not-looked-at');
  return [{ target: target.id, code: 'some-checks', text: open }];
}
