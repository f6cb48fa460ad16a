import { type Course, nameIn, stepsOf } from '../course/course.ts';
import { type Lang, text } from '../i18n/text.ts';
import { type Translate, translator } from '../i18n/translate.ts';
import { plainDeep } from '../text/plain.ts';
import { legsOf, placeOf, tupleWords } from '../trace/index.ts';
import type { CheckWalk } from '../trace/request-walk.ts';
import { diagnosisText } from '../verify/check.ts';
import { renderVerdict } from '../verify/rendered.ts';
import type { CheckGrade, ClassGrade, ClassSummary, Collision, Detail, Grade, Plan, StepGrade } from './grade.ts';
import type { CheckReport, HopReport, Report, StepReport, SummaryReport, TargetList, TargetReport } from './report.ts';

interface Voice {
  readonly translate: Translate;
  readonly detail: Detail;
  /** Hidden check -> what it is called instead. */
  readonly hidden: ReadonlyMap<string, string>;
  readonly allowed: Plan['allowed'];
}

/** Puts a grading into words, without what its plan keeps back. `course`: at its default parameters, for the titles of the summary. */
export function disclose({ plan, at, grades, summary }: ClassGrade, course: Course, lang: Lang): Report {
  const { target, whole } = createDiscloser(plan, course, lang);
  return whole(at, grades.map(target), summary);
}

/** The same in pieces, so that each grade can go its way before the next one comes. */
export interface Discloser {
  target(grade: Grade): TargetReport;
  summary(summary: ClassSummary): SummaryReport;
  whole(at: string, targets: TargetList, summary: ClassSummary): Report;
}

export function createDiscloser(plan: Plan, course: Course, lang: Lang): Discloser {
  const translate = translator(lang);
  const ids = plan.released
    ? []
    : plan.steps.flatMap(({ checks }) => checks.flatMap(({ id, hidden }) => (hidden ? [id] : [])));
  const hidden = new Map([...new Set(ids)].map((id, index) => [id, `hidden-${index + 1}`]));
  const voice: Voice = { translate, detail: plan.detail, hidden, allowed: plan.allowed };
  const head = plainDeep({
    lang,
    course: course.identity.id,
    title: plan.title ?? nameIn(course.identity, lang),
    detail: plan.detail,
    max: plan.max,
    passMark: plan.passMark,
    ...(plan.late ? { late: plan.late } : {}),
  });
  const inWords = (summary: ClassSummary): SummaryReport => plainDeep(summaryReport(summary, course, voice));
  return {
    target: (grade) => plainDeep(targetReport(grade, voice)),
    summary: inWords,
    whole: (at, targets, summary) => ({ ...head, at, targets, summary: inWords(summary) }),
  };
}

function targetReport(grade: Grade, voice: Voice): TargetReport {
  const { target, at, outcome, tally, late, score, range, steps, cause, claimed, picture, evidence } = grade;
  return {
    ...target,
    at,
    outcome,
    tally,
    late,
    ...(score === undefined ? {} : { score }),
    range,
    steps: stepReports(steps, voice),
    ...(cause ? { cause: { code: cause.code, said: voice.translate(cause.text) } } : {}),
    notes: notesOf(grade, voice),
    ...(claimed ? { claimed } : {}),
    ...(picture && voice.detail !== 'exam' ? { picture } : {}),
    ...(evidence ? { evidence } : {}),
  };
}

function notesOf({ claimed, owner, target, notes = [] }: Grade, { translate, allowed }: Voice): readonly string[] {
  const over = (value: number | undefined, most: number | undefined): boolean =>
    value !== undefined && most !== undefined && value > most;
  return [
    ...notes.map(translate),
    ...(owner !== undefined && owner !== (target.student?.id ?? target.id)
      ? [translate(text('grade.note.owner', { owner }))]
      : []),
    ...(claimed ? [translate(text('grade.note.claimed', { ...claimed }))] : []),
    ...(over(claimed?.hints, allowed.hints)
      ? [translate(text('grade.note.hints', { claimed: claimed?.hints ?? 0, allowed: allowed.hints ?? 0 }))]
      : []),
    ...(over(claimed?.skipped, allowed.skips)
      ? [translate(text('grade.note.skips', { claimed: claimed?.skipped ?? 0, allowed: allowed.skips ?? 0 }))]
      : []),
  ];
}

/** A goal repeats checks of its lesson: why one fails is told once, at its step. */
function stepReports(steps: readonly StepGrade[], voice: Voice): readonly StepReport[] {
  const reportedBefore = new Set(steps.flatMap(({ goal, checks }) => (goal ? [] : checks.map(({ id }) => id))));
  const brief = (check: CheckGrade): CheckReport => ({
    ...checkReport(check, { ...voice, detail: 'exam' }),
    told: true,
  });
  return steps.map(({ checks, ...step }) => ({
    ...step,
    checks: checks.map((check) =>
      step.goal && reportedBefore.has(check.id) ? brief(check) : checkReport(check, voice),
    ),
  }));
}

function checkReport(check: CheckGrade, { translate, detail, hidden }: Voice): CheckReport {
  const name = hidden.get(check.id);
  if (name !== undefined)
    return { check: name, title: translate(text('grade.report.hidden')), verdict: check.verdict.verdict };
  const bare = { check: check.id, title: check.title };
  if (detail === 'exam') return { ...bare, verdict: check.verdict.verdict };
  const { verdict } = check;
  if (verdict.verdict === 'error' && hidden.has(String(verdict.cause.values?.['check'])))
    return { ...bare, verdict: 'error', cause: translate(text('grade.not-looked-at')) };
  const rendered = renderVerdict(check, translate);
  if (rendered.verdict === 'blocked')
    return { ...bare, verdict: 'blocked', blockedBy: hidden.get(rendered.blockedBy) ?? rendered.blockedBy };
  if (rendered.verdict !== 'fail') return { ...bare, ...rendered };
  const { diagnosis, walk, ...rest } = rendered;
  const { next, ...known } = diagnosis ?? {};
  return {
    ...bare,
    ...rest,
    ...(diagnosis ? { diagnosis: detail === 'practice' ? diagnosis : (known as Omit<typeof diagnosis, 'next'>) } : {}),
    ...(walk && check.walk ? { walk: { ...walk, hops: hopsOf(check.walk, translate) } } : {}),
  };
}

/** Only a walk that ends as the request did may be told hop by hop. */
function hopsOf({ trace, fit }: CheckWalk, translate: Translate): readonly HopReport[] {
  if (fit !== 'same') return [];
  return legsOf(trace).map(({ leg, hop }) => ({
    leg,
    node: hop.node,
    ...(hop.device === undefined ? {} : { device: hop.device }),
    at: placeOf(hop),
    decision: hop.decision,
    packet: tupleWords(hop.packet),
    said: translate(hop.detail),
    ...(hop.evidence === undefined ? {} : { evidence: hop.evidence }),
  }));
}

function summaryReport(summary: ClassGrade['summary'], course: Course, { translate }: Voice): SummaryReport {
  const titles = new Map(stepsOf(course).map(({ id, title }) => [id, title]));
  return {
    ...summary,
    diagnoses: summary.diagnoses.map(({ example, targets }) => ({
      id: example.id,
      what: translate(diagnosisText(example, 'what')),
      targets,
    })),
    stuck: summary.stuck.map((one) => ({ ...one, title: titles.get(one.step) ?? one.step })),
    collisions: summary.collisions.map((one) => ({ ...one, said: translate(collisionText(one)) })),
    ungradedBecause: summary.ungradedBecause.map(({ target, code, text: words }) => ({
      target,
      code,
      said: translate(words),
    })),
  };
}

const collisionText = (one: Collision) =>
  one.kind === 'variant'
    ? text('grade.collision.variant', { target: one.target, owner: one.owner })
    : text(`grade.collision.${one.kind}`, { targets: one.targets.join(', ') });
