import { text } from '../i18n/text.ts';
import type { Check } from '../verify/check.ts';
import type { Plan } from './grade.ts';
import { type PlanProblem, problem, type ReadPlan } from './read-plan.ts';

/** What can be used, but is perhaps not what was meant. `checks`: those of the course. */
export function lintPlan(plan: Plan, { file, lineOf }: ReadPlan, checks: readonly Check[]): readonly PlanProblem[] {
  const free = new Set(checks.flatMap(({ id, notCausal }) => (notCausal ? [id] : [])));
  const onlyLooks = plan.steps.filter((step) => step.checks.every(({ id }) => free.has(id)));
  const named = (file.count ?? []).flatMap((entry, index) => {
    const step =
      'step' in entry && onlyLooks.find(({ lesson, step }) => [step, `${lesson}/${step}`].includes(entry.step));
    return step ? [{ name: `${step.lesson}/${step.step}`, path: ['count', index, 'step'] }] : [];
  });
  const counted = new Set(plan.steps.flatMap(({ lesson, step }) => [step, `${lesson}/${step}`]));
  const idle = (file.count ?? []).flatMap((entry, index) =>
    'step' in entry && entry.weight !== 0 && !counted.has(entry.step) ? [{ step: entry.step, index }] : [],
  );
  return [
    ...idle.map(({ step, index }) =>
      problem(lineOf(['count', index, 'step']), text('grade.lint.idle', { step }), 'warning'),
    ),
    ...named.map(({ name, path }) => problem(lineOf(path), text('grade.lint.free', { step: name }), 'warning')),
    ...(plan.passMark === 0 ? [problem(lineOf(['pass']), text('grade.lint.everyone'), 'warning')] : []),
    ...(plan.late && plan.late.atMost < plan.late.perDay
      ? [problem(lineOf(['late', 'atMost']), text('grade.lint.late'), 'warning')]
      : []),
  ];
}
