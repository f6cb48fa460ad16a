import { type Course, type Lesson, type Step, stepsOf } from '../../course/course.ts';
import { owesAnswer, owesLook } from '../../learn/acts.ts';
import { fetchOf } from '../../look/walks.ts';
import type { CheckResult, Verdict } from '../../verify/check.ts';
import type { State } from './state.ts';

export const courseOf = (state: State): Course => state.courses[state.lang];
export const allSteps = (state: State): readonly Step[] => stepsOf(courseOf(state));
export const stepAt = (state: State, id: string): Step | undefined => allSteps(state).find((step) => step.id === id);
export const lessonOf = (state: State, step: Step): Lesson | undefined =>
  courseOf(state).lessons.find((lesson) => lesson.id === step.lesson);

/** The step on the screen. */
export const currentStep = (state: State): Step | undefined =>
  state.screen.type === 'step' ? stepAt(state, state.screen.step) : undefined;

/** The step that the learner is at; the first one when nothing was done yet. */
export function hereStep(state: State): Step | undefined {
  return (state.progress.at === undefined ? undefined : stepAt(state, state.progress.at)) ?? allSteps(state)[0];
}

/** `1.2`: lesson number and the step's place in it. */
export function stepNumber(state: State, step: Step): string {
  const lesson = lessonOf(state, step);
  return lesson ? `${lesson.number}.${lesson.steps.findIndex((other) => other.id === step.id) + 1}` : '';
}

/**
 * Something that only this step brings about is there, and its question still waits: what came of it is not shown before the
 * learner has said what they expect, or does not want to be asked.
 */
export const isVeiled = (state: State, step: Step): boolean =>
  owesAnswer(step, state.progress) &&
  state.working?.type !== 'solve' &&
  checksOf(state, step).some(({ result }) => result?.verdict.verdict === 'pass' && !result.check.notCausal);

/**
 * How a check looks to the learner: a verdict, or `waiting` (never looked at), `looking` (not since a change), `deduced` (its
 * request is under way and will die), `unjudged` (seen, and nobody can say what it does), `not-yet` (fails, but nobody claimed it
 * yet) or `asked` (the step's question comes first).
 */
export type CheckStatus = Verdict['verdict'] | 'waiting' | 'looking' | 'not-yet' | 'deduced' | 'asked' | 'unjudged';

/** It was seen, and nobody here can say what it does: neither a failure nor a look that failed. */
export const isUnjudged = (verdict: Verdict | undefined): boolean =>
  verdict?.verdict === 'error' && verdict.unjudged !== undefined;

export function checkStatus(state: State, step: Step, check: string): CheckStatus {
  if (isVeiled(state, step)) return 'asked';
  if (state.foreseen[check]) return 'deduced';
  const seen = state.results[check]?.verdict;
  if (seen === undefined) return 'waiting';
  if (state.stale[check]) return 'looking';
  const { verdict } = seen;
  if (isUnjudged(seen)) return 'unjudged';
  const claimed = state.attempted[step.id] === true || state.progress.steps[step.id] === 'done';
  return (verdict === 'fail' || verdict === 'blocked') && !claimed ? 'not-yet' : verdict;
}

export const checksOf = (
  state: State,
  step: Step,
): readonly { readonly id: string; readonly title: string; readonly result: CheckResult | undefined }[] =>
  step.checks.map((check) => ({ ...check, result: state.results[check.id] }));

/** Nothing has changed since it was judged, and nothing is expected to. */
const isFresh = (state: State, id: string): boolean => !state.stale[id] && !state.foreseen[id];

export const provedCount = (state: State, step: Step): number =>
  checksOf(state, step).filter((check) => check.result?.verdict.verdict === 'pass' && isFresh(state, check.id)).length;

/** Every check of the step passed in the latest look. */
export const isProved = (state: State, step: Step): boolean =>
  provedCount(state, step) === step.checks.length && state.unobservable === undefined;

/** The step holds, and whatever it asks of the learner was done: nothing stands between them and the next one. */
export const isSettled = (state: State, step: Step): boolean =>
  isProved(state, step) && !isVeiled(state, step) && !owesLook(step, state.progress);

/** What to look at afterwards tells what comes of the step: it is for whoever has answered its question and done it, or tried to. */
export function showsLook(state: State, step: Step): boolean {
  if (state.progress.steps[step.id] === 'done') return true;
  if (owesAnswer(step, state.progress)) return false;
  return isSettled(state, step) || state.attempted[step.id] === true || state.runs[step.id] !== undefined;
}

/** Where a shell can be opened, the host first. */
export function nodesOf({ picture }: State): readonly string[] {
  const nodes = picture?.nodes.filter(({ running }) => running) ?? [];
  const host = nodes.find(({ kind }) => kind === 'host')?.name ?? 'host';
  return [host, ...nodes.filter(({ kind }) => kind !== 'host').map(({ name }) => name)];
}

export type MapStatus = 'done' | 'here' | 'skipped' | 'broken' | 'todo';

/** A claimed step whose checks no longer hold. "Could not look" does not break a step. */
const isBroken = (state: State, step: Step): boolean =>
  state.progress.steps[step.id] === 'done' && checksOf(state, step).some((check) => fails(state, check));

const fails = (
  state: State,
  { id, result }: { readonly id: string; readonly result: CheckResult | undefined },
): boolean => result?.verdict.verdict === 'fail' && isFresh(state, id);

export function mapStatus(state: State, step: Step): MapStatus {
  if (isBroken(state, step)) return 'broken';
  const claimed = state.progress.steps[step.id] ?? 'todo';
  return claimed === 'todo' && hereStep(state)?.id === step.id ? 'here' : claimed;
}

export interface Break {
  readonly step: Step;
  readonly check: { readonly id: string; readonly title: string };
}

/** The first claimed step, other than the one on the screen, that a later command broke. */
export function brokenStep(state: State): Break | undefined {
  for (const step of allSteps(state)) {
    if (step.id === currentStep(state)?.id || !isBroken(state, step)) continue;
    const check = checksOf(state, step).find((one) => fails(state, one));
    if (check) return { step, check };
  }
  return undefined;
}

/** The lab is being changed: whatever else would change it has to wait. */
export const isBusy = (state: State): boolean => state.running !== undefined || state.working !== undefined;

export const countSteps = (state: State): { readonly [status in MapStatus]: number } => {
  const counts = { done: 0, here: 0, skipped: 0, broken: 0, todo: 0 };
  for (const step of allSteps(state)) counts[mapStatus(state, step)]++;
  return counts;
};

/** The step's checks that send a request, as far as they were looked at. */
export const sendingChecks = (state: State, step: Step): readonly CheckResult[] =>
  checksOf(state, step).flatMap(({ result }) =>
    result && fetchOf(result.check, courseOf(state).params) ? [result] : [],
  );
