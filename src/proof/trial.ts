import { type Course, type Step, stepsOf } from '../course/course.ts';
import { withDependencies } from '../course/graph.ts';
import { type Text, text } from '../i18n/text.ts';
import { lookAgain, notSeenIn } from '../look/look-again.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { type Bench, Unable } from './bench.ts';
import type { Outcome } from './case.ts';
import { checksAgainst, problemsOfEarly, problemsOfFault, problemsOfLines, problemsOfRight } from './judgement.ts';
import { onlyLooks } from './lines.ts';
import { type Case, outcomeOf } from './plan.ts';
import { differences } from './snapshot.ts';

interface Tried {
  readonly problems: readonly Text[];
  readonly checks: readonly string[];
}

/** Tries one case; whatever the lab does, there is an outcome. */
export async function tryCase(
  bench: Bench,
  one: Case,
  course: Course,
  checks: readonly Check[],
  now: () => number,
): Promise<Outcome> {
  const began = now();
  const since = (): number => Math.round(now() - began);
  try {
    const tried = await tryIt(bench, one, course, checks);
    return outcomeOf(one, { ...tried, ms: since() });
  } catch (error) {
    if (!(error instanceof Unable)) throw error;
    return outcomeOf(one, { problems: [], checks: [], unable: error.failure.text, ms: since() });
  }
}

function tryIt(bench: Bench, one: Case, course: Course, checks: readonly Check[]): Promise<Tried> {
  const own = checks.filter(({ step }) => step === one.step.id);
  if (one.fault) return tryFault(bench, { ...one, fault: one.fault }, checks, own);
  if (one.twin) return tryTwin(bench, { ...one, twin: one.twin }, course, checks);
  return one.aspect === 'causal' ? tryCausal(bench, one.step, checks, own) : tryUndo(bench, one.step, checks, own);
}

const idsOf = (checks: readonly Check[]): readonly string[] => checks.map(({ id }) => id);

async function tryFault(
  bench: Bench,
  { fault, step, lines }: Case & { readonly fault: NonNullable<Case['fault']> },
  checks: readonly Check[],
  own: readonly Check[],
): Promise<Tried> {
  await bench.before(step.id);
  const statuses = await bench.type(lines);
  const due = withDependencies(checks, checksAgainst(fault, own));
  const results = await lookAtAll(bench, due);
  if (fault.afresh) await bench.renew();
  return { problems: problemsOfFault(fault, results, statuses), checks: Object.keys(fault.fails) };
}

/** The course with the twin's lines in place of some steps, up to the end of the lesson or of the course. */
async function tryTwin(
  bench: Bench,
  { step: begin, twin }: Case & { readonly twin: NonNullable<Case['twin']> },
  course: Course,
  checks: readonly Check[],
): Promise<Tried> {
  const steps = stepsOf(course);
  const changed = steps.filter(({ id }) => twin.instead[id]);
  const { lesson } = changed.at(-1) ?? begin;
  const last = course.lessons.find(({ id }) => id === lesson)?.steps.at(-1);
  const end = twin.until === 'course' || !last ? steps.length : steps.indexOf(last) + 1;
  await bench.before(begin.id);
  const played = steps.slice(steps.indexOf(begin), end);
  const lines = played.flatMap(({ id, commands }) => twin.instead[id] ?? commands.filter((line) => !onlyLooks(line)));
  const own = new Set(Object.values(twin.instead).flat());
  const problems = problemsOfLines(await bench.type(lines, (line) => !own.has(line)));
  if (problems.length > 0) return { problems, checks: [] };
  const done = new Set(steps.slice(0, end).map(({ id }) => id));
  const due = checks.filter((check) => done.has(check.step));
  return { problems: problemsOfRight(await lookForRight(bench, due)), checks: idsOf(due) };
}

/** On a busy machine a right state may miss a deadline, which many looks at once make worse: what does not pass is looked at alone. */
const lookForRight = (bench: Bench, due: readonly Check[]): Promise<readonly CheckResult[]> =>
  lookUntil(bench, due, ({ verdict }) => verdict.verdict !== 'pass');

const lookAtAll = (bench: Bench, due: readonly Check[]): Promise<readonly CheckResult[]> =>
  lookUntil(bench, due, notSeenIn);

/** Throws `Unable` where it never could look. */
async function lookUntil(
  bench: Bench,
  due: readonly Check[],
  tooLittle: (result: CheckResult) => boolean,
): Promise<readonly CheckResult[]> {
  const among = (open: readonly Check[]): readonly Check[] => withDependencies(due, idsOf(open));
  const results = await lookAgain((checks) => bench.look(checks), due, tooLittle, among);
  for (const { verdict } of results) {
    if (verdict.verdict === 'error') throw new Unable({ code: 'look', text: verdict.cause });
  }
  return results;
}

/** Each check fails before the step's commands and passes after them. */
async function tryCausal(bench: Bench, step: Step, checks: readonly Check[], own: readonly Check[]): Promise<Tried> {
  const due = withDependencies(checks, idsOf(own));
  await bench.before(step.id);
  const early = await lookAtAll(bench, due);
  const problems = [
    ...problemsOfRight(early.filter(({ check }) => !own.includes(check))),
    ...problemsOfEarly(early, own),
  ];
  const statuses = await bench.play(step);
  const after = await lookForRight(bench, due);
  return { problems: [...problems, ...problemsOfLines(statuses), ...problemsOfRight(after)], checks: idsOf(own) };
}

/** Doing a step and taking it back leaves the lab as it was; done again, it passes. */
async function tryUndo(bench: Bench, step: Step, checks: readonly Check[], own: readonly Check[]): Promise<Tried> {
  await bench.before(step.id);
  const before = await bench.snapshot();
  const statuses = [...(await bench.play(step)), ...(await bench.undo(step))];
  const rest = differences(before, await bench.snapshot());
  if (rest.length > 0) bench.forget();
  const again = await bench.play(step);
  const results = await lookForRight(bench, withDependencies(checks, idsOf(own)));
  const left = rest.slice(0, 3).map((row) => text('proof.problem.undo', { difference: row.slice(0, 160) }));
  const problems = [...problemsOfLines([...statuses, ...again]), ...left, ...problemsOfRight(results)];
  return { problems, checks: idsOf(own) };
}
