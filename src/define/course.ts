import type { CourseContent } from '../course/content.ts';
import { inOrder } from '../course/graph.ts';
import type { Params } from '../course/params.ts';
import type { Pitfall } from '../doctor/pitfall.ts';
import { addWords, type Words } from '../i18n/catalogue.ts';
import type { Text } from '../i18n/text.ts';
import type { HereCourse } from '../lab/here/plan/plan.ts';
import type { LabPlan } from '../lab/topology.ts';
import type { Evidence } from '../proof/case.ts';
import type { Result } from '../result.ts';
import type { Check } from '../verify/check.ts';

/** Everything that is a course's own, as one value: the engine knows a course by this and by nothing else. */
export interface CourseDefinition<P extends Params = Params> extends CourseContent<P> {
  /** All that it says besides its lessons; each diagnosis and each pitfall has its words here. */
  readonly words: Words;
  /** In the order of the lessons and their steps. */
  readonly checks: readonly Check[];
  /** What the checks are held against. */
  readonly proof: Evidence;
  /** How its labs are wired when they come up. */
  readonly lab: {
    /** A sandbox, or why there can be none with these values. */
    plan(params: P): Result<LabPlan, Text>;
    /** A machine that is itself the lab; absent: this course needs more than one. */
    readonly here?: HereCourse<P>;
  };
  /** What of a machine spoils this course, in the order in which it is told. */
  readonly pitfalls: readonly Pitfall[];
}

/** Whatever is wrong with a definition is a bug of its author's, told at once and not when a learner comes by it. */
export function defineCourse<P extends Params>(course: CourseDefinition<P>): CourseDefinition {
  const ids = course.checks.map(({ id }) => id);
  const again = ids.find((id, at) => ids.indexOf(id) !== at);
  if (again !== undefined) throw new Error(`two checks of ${course.identity.id} are called ${again}`);
  inOrder(course.checks);
  const known = new Set(ids);
  for (const { id, after } of course.checks) {
    const unknown = after.find((one) => !known.has(one));
    if (unknown !== undefined)
      throw new Error(`${id} comes after ${unknown}, which ${course.identity.id} does not have`);
  }
  addWords(course.words);
  return course as unknown as CourseDefinition;
}
