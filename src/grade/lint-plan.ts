import { text } from '../i18n/text.ts';
import type { Check } from '../verify/check.ts';
import type { Plan } from './grade.ts';
import { type PlanProblem, problem, type ReadPlan } from './read-plan.ts';

/** What can be used, but is perhaps not what was meant. `checks`: those of the course. */
export function lintPlan(plan: Plan, { lineOf }: ReadPlan, checks: readonly Check[]): readonly PlanProblem[] {
  const free = new Set(checks.flatMap(({ id, notCausal }) => (notCausal ? [id] : [])));
  const freeSteps = plan.steps.filter((step) => step.max > 0 && step.checks.every(({ id }) => free.has(id)));
  return [
    ...freeSteps.map(({ lesson, step }) =>
      problem(lineOf(['count']), text('grade.lint.free', { step: `${lesson}/${step}` }), 'warning'),
    ),
    ...(plan.passMark === 0 ? [problem(lineOf(['pass']), text('grade.lint.everyone'), 'warning')] : []),
    ...(plan.late && plan.late.atMost < plan.late.perDay
      ? [problem(lineOf(['late', 'atMost']), text('grade.lint.late'), 'warning')]
      : []),
  ];
}
