import type { Step } from '../course/course.ts';
import type { cleaning } from './cleaning.ts';
import { onlyLooks, onlyRules, startsContainer, touchesContainers } from './lines.ts';

/** What is known of the state of a lab in which case after case is tried. */
export interface Standing {
  /** How many steps are done; undefined: in no known state. */
  readonly done: number | undefined;
  /** All of these steps is there but firewall rules and switches, which may be anything. */
  readonly rulesSpoilt: boolean;
  /** The containers are those that the course starts, as they were started. */
  readonly pristine: boolean;
}

export const newLab: Standing = { done: 0, rulesSpoilt: false, pristine: false };

/** A course as it is played on a bench. */
export interface Played {
  readonly steps: readonly Step[];
  /** So many of the first steps only start containers. */
  readonly starting: number;
}

export const playedOf = (steps: readonly Step[]): Played => ({
  steps,
  starting: steps.findIndex(({ commands }) => !commands.every(startsContainer)),
});

/** Something that has to be run, and how the lab stands while it runs (or has failed), and once all of it succeeded. */
export interface Lead {
  readonly during: Standing;
  readonly after: Standing;
}

export type Work = Lead &
  (
    | { readonly type: 'clean'; readonly what: Parameters<typeof cleaning>[0] }
    | { readonly type: 'prepare'; readonly lines: readonly string[] }
  );

/** Commands of steps, without those that only show something. */
export const linesOf = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ commands }) => commands).filter((line) => !onlyLooks(line));

/** Lines that lead to `done` steps being done if all of them succeed. */
export function leading(
  before: Standing,
  lines: readonly string[],
  done: number | undefined,
  { starting }: Pick<Played, 'starting'>,
): Lead {
  const touched = lines.some(touchesContainers);
  const during = { ...before, done: undefined, pristine: before.pristine && !touched };
  return { during, after: { ...before, done, pristine: touched ? done === starting : before.pristine } };
}

/** After lines of which nobody knows where they lead. */
export function afterTyping(before: Standing, lines: readonly string[]): Standing {
  const rulesOnly = lines.every(onlyRules);
  return {
    done: rulesOnly ? before.done : undefined,
    rulesSpoilt: before.rulesSpoilt || rulesOnly,
    pristine: before.pristine && !lines.some(touchesContainers),
  };
}

/**
 * What to run so that the first `wanted` steps are done and nothing else: as little as possible of cleaning and of playing.
 * Containers are started first: only what they are started by may touch them, else they would not count as the course's own.
 */
export function toReach(first: Standing, wanted: number, played: Played): readonly Work[] {
  const { steps, starting } = played;
  const cleaned = toClean(first, wanted, played);
  const works = [...cleaned];
  let standing = cleaned.at(-1)?.after ?? first;
  const prepareTo = (end: number): void => {
    const lines = linesOf(steps.slice(standing.done, end));
    const lead = leading(standing, lines, end, played);
    works.push({ type: 'prepare', lines, ...lead });
    standing = lead.after;
  };
  if (standing.done !== undefined && standing.done < starting && wanted > starting) prepareTo(starting);
  if (standing.done !== undefined && standing.done < wanted) prepareTo(wanted);
  return works;
}

/** Afterwards no more than `wanted` steps are done. */
function toClean(standing: Standing, wanted: number, played: Played): readonly Work[] {
  const { steps, starting } = played;
  const { done, rulesSpoilt, pristine } = standing;
  if (done !== undefined && done <= wanted) {
    if (!rulesSpoilt) return [];
    const lines = linesOf(steps.slice(0, done)).filter(onlyRules);
    const { during, after } = leading(standing, lines, done, played);
    return [
      { type: 'clean', what: 'rules', during: standing, after: standing },
      { type: 'prepare', lines, during, after: { ...after, rulesSpoilt: false } },
    ];
  }
  const keep = pristine && wanted >= starting;
  const after = { done: keep ? starting : 0, rulesSpoilt: false, pristine: keep };
  return [{ type: 'clean', what: keep ? 'wires' : 'containers', during: standing, after }];
}
