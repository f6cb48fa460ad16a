import { pitfalls } from '../../checks/pitfalls/index.ts';
import * as evidence from '../../checks/proof/index.ts';
import { injections } from '../../checks/proof/injections.ts';
import { course } from '../../checks/testing/prove.ts';
import { formatNames } from '../../src/grade/reports/index.ts';
import { planCases } from '../../src/proof/plan.ts';

const cases = planCases(course, evidence, {});
const of = (aspect: (typeof cases)[number]['aspect']): number => cases.filter((one) => one.aspect === aspect).length;

/** What pages speak of, as many as there are in the code now. */
export const counts = {
  diagnoses: Object.keys(injections).length,
  mutants: of('caught'),
  alternatives: of('fair'),
  fakes: of('fooled'),
  lessons: course.lessons.length,
  pitfalls: pitfalls.length,
  formats: formatNames.length,
} as const;

export type Counts = { readonly [what in keyof typeof counts]: number };
