import { type Text, text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { Points } from '../grade.ts';
import type { Report, StepReport, TargetReport } from '../report.ts';

/** Hundredths as a decimal number: exact, at most two decimals. */
export const decimal = (points: Points): number => points / 100;

/** `12.5`. */
export const points = (value: Points): string => String(decimal(value));

/** `12.5`, or `10 – 15` where part of it could not be looked at. */
export const scoreOf = ({ score, range }: Pick<TargetReport, 'score' | 'range'>): string =>
  score === undefined ? `${points(range.atLeast)} – ${points(range.atMost)}` : points(score);

/** Of a step: `0.5`, or `0 – 1`. */
export const earnedOf = ({ tally: { earned, ungraded } }: Pick<StepReport, 'tally'>): string =>
  ungraded === 0 ? points(earned) : `${points(earned)} – ${points(earned + ungraded)}`;

/** `2026-11-28 16:19 UTC`. */
export const when = (at: string): string => {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

const outcomeGlyphs = { passed: glyphs.pass, 'not-passed': glyphs.fail, ungraded: glyphs.error } as const;

/** A text of a student, else of his machine. */
export const nameOf = ({ id, student }: Pick<TargetReport, 'id' | 'student'>): string =>
  student?.name === undefined ? id : `${student.name} (${id})`;

export type Words = Translate;
export const wordsOf = (report: Pick<Report, 'lang'>): Words => translator(report.lang);

/** Of a step or a check: `✘ fail`. */
export const verdictWords = (verdict: StepReport['outcome'], translate: Words): string =>
  `${glyphs[verdict]} ${translate(text(`cli.verdict.${verdict}`))}`;

/** Of a student: `✔ passed`. */
export const outcomeWords = ({ outcome }: Pick<TargetReport, 'outcome'>, translate: Words): string =>
  `${outcomeGlyphs[outcome]} ${translate(text(`grade.outcome.${outcome}`))}`;

/** `12.5 of 20 points`. */
export const scoreWords = (target: Pick<TargetReport, 'score' | 'range'>, max: Points, translate: Words): string =>
  translate(text('grade.report.score', { score: scoreOf(target), max: points(max) }));

/** What stands below a check that did not pass, one line each. */
export function reasonsOf(check: StepReport['checks'][number], translate: Words): readonly string[] {
  const line = (words: Text): string => translate(words);
  const { expected, observed, diagnosis, walk, cause, blockedBy, verdict } = check;
  if (verdict === 'pass') return [];
  return [
    ...(walk?.fit === 'same' ? [walk.said] : []),
    ...(expected === undefined ? [] : [line(text('cli.verdict.expected', { expected }))]),
    ...(observed === undefined ? [] : [line(text('cli.verdict.observed', { observed }))]),
    ...(diagnosis ? [`${diagnosis.what} ${diagnosis.why}`] : []),
    ...(diagnosis?.next === undefined ? [] : [diagnosis.next]),
    ...(cause === undefined ? [] : [cause]),
    ...(blockedBy === undefined ? [] : [line(text('cli.verdict.blocked-by', { check: blockedBy }))]),
  ];
}

/** Lateness in words; absent when it cost nothing. */
export const lateWords = ({ late }: TargetReport, translate: Words): string | undefined =>
  late.points === 0
    ? undefined
    : translate(text('grade.report.late', { days: late.days, points: points(late.points) }));
