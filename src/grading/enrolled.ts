import type { Target, TargetLook } from '../grade/grade.ts';
import type { Recognise } from '../grade/variants/recognise.ts';
import type { RosterEntry } from '../grade/variants/roster.ts';
import type { Gradable } from './gradable.ts';

/** The class that a grading knows of. */
export interface Enrolment {
  readonly students: readonly RosterEntry[];
  /** They are those of a roster, not the one who was named. */
  readonly isClass: boolean;
  /** With it: students have parameters of their own. */
  readonly secret?: string;
  readonly recognise?: Recognise;
}

/** The same target, wherever it is, with what the roster knows of its student, and whose names its lab has. */
export function enrolled(one: Gradable, { students, recognise }: Enrolment): Gradable {
  const target = known(one.target, students);
  return {
    target,
    async look(plan, signal) {
      const look: TargetLook = { ...(await one.look(plan, signal)), target };
      const owner =
        look.looked && look.picture ? recognise?.(look.picture, target.student?.id ?? target.id) : undefined;
      return owner === undefined || !look.looked ? look : { ...look, owner };
    },
  };
}

function known(target: Target, students: readonly RosterEntry[]): Target {
  const found = students.find(({ id }) => id === (target.student?.id ?? target.id));
  if (!found) return target;
  const { lab: _, ...student } = found;
  return { ...target, student };
}
