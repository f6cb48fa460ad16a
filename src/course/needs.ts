import type { Lesson, Need } from './course.ts';
import type { Substitute } from './resolve.ts';

/** What was seen in a lab in which one command of a step was left out; every value is a parameter's default. */
export interface LeftOut {
  readonly step: string;
  /** Index of the command in its step. */
  readonly command: number;
  /** The first check that failed, and its diagnosis. */
  readonly check: string;
  readonly diagnosis: string;
  readonly values: { readonly [name: string]: string | number };
}

/** A lesson that ends with a page says there what each of its commands is needed for. */
export function withNeeds(lesson: Lesson, leftOut: readonly LeftOut[], substitute: Substitute): Lesson {
  const { end } = lesson;
  return end ? { ...lesson, end: { ...end, needs: needsOf(lesson, leftOut, substitute) } } : lesson;
}

const needsOf = ({ steps }: Lesson, leftOut: readonly LeftOut[], substitute: Substitute): readonly Need[] =>
  steps.flatMap((step) =>
    step.commands.flatMap((command, index): readonly Need[] => {
      const seen = leftOut.find((one) => one.step === step.id && one.command === index);
      const check = seen && steps.flatMap(({ checks }) => checks).find(({ id }) => id === seen.check);
      if (!seen || !check) return [];
      const values = Object.fromEntries(
        Object.entries(seen.values).map(([name, value]) => [
          name,
          typeof value === 'string' ? substitute(value) : Number(substitute(String(value))),
        ]),
      );
      const words = (part: 'what' | 'why') => ({ id: `diagnosis.${seen.diagnosis}.${part}`, values });
      return [{ command, check: check.title, what: words('what'), why: words('why') }];
    }),
  );
