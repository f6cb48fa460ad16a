import { type Course, type Lesson, nameIn } from '../course/course.ts';

const lessonEntry = ({ id, goal }: Lesson): string =>
  `  - lesson: ${id}\n    share: 1\n${goal.length === 0 ? '' : '    goal: 50%\n'}`;

/**
 * A plan file to begin with: the whole course, every rule that there is with an example. The words are English in any language,
 * as the keys are.
 */
export function writePlan({ identity, lessons }: Course): string {
  const [lesson] = lessons;
  const step = lesson?.steps[0];
  const check = step?.checks[0]?.id ?? '';
  return `# A plan of bridgework grade; "bridgework grade plan lint FILE" looks at it.
version: 1
title: ${nameIn(identity, 'en')}

# Who has this much has passed: a percentage of all points, or a number of points.
pass: 60%

# What all shares and weights together are worth. Without it: their sum.
total: 100

# practice: everything is told. class: no hints at what to do next. exam: verdicts and points only.
detail: class

# checks: each check earns its share of the step. none: a step counts when all its checks pass.
partial: checks

# What counts. A share is that of the whole lesson; of it, what the goal says is for what the lesson is about (who reaches
# whom), all or nothing, and the rest is for its steps. "weight: 1" in place of a share counts each step, and no goal.
# "bridgework grade plan show FILE" says what each thing is worth.
count:
${lessons.map(lessonEntry).join('')}  # One step otherwise than its lesson, with only some of its checks:
  # - step: ${lesson?.id ?? ''}/${step?.id ?? ''}
  #   weight: 3
  #   partial: none
  #   checks:
  #     ${check}: 1

# Each day that has begun after the due time costs part of what was earned.
# late:
#   due: 2026-12-01T23:59:00+08:00
#   perDay: 10%
#   atMost: 50%

# Verdict without any detail, until released is true.
# hidden:
#   checks: [${check}]
#   released: false

# What learners may use. Their own progress file says so, which proves nothing: shown beside the grade, never part of it.
# allowed:
#   hints: 10
#   skips: 0
`;
}
