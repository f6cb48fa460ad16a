import { type Course, stepsOf } from '../../course/course.ts';
import { type Lang, type Text, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { Foreseen } from '../../look/foresee.ts';
import { glyphs } from '../../text/glyphs.ts';
import { plainText } from '../../text/plain.ts';
import { endWords } from '../../trace/index.ts';
import { diagnosisText } from '../../verify/check.ts';

const titleOf = (course: Course, check: string): string =>
  stepsOf(course)
    .flatMap(({ checks }) => checks)
    .find(({ id }) => id === check)?.title ?? check;

/** What `check --watch` prints of requests that are under way and will die: no verdict. */
export function foreseenLines(foreseen: readonly Foreseen[], course: Course, lang: Lang): readonly string[] {
  const say = translator(lang);
  return foreseen.flatMap(({ check, verdict, trace }) => {
    const reasons: readonly Text[] = [
      endWords(trace),
      ...(verdict.diagnosis ? [diagnosisText(verdict.diagnosis, 'what')] : []),
    ];
    const head = `  ${glyphs.deduced} ${say(text('cli.verdict.deduced'))}  ${titleOf(course, check.id)}`;
    return [head, ...reasons.map((reason) => `      ${plainText(say(reason))}`)];
  });
}

/** …and what it says when the real request proved that wrong. */
export function refutedLines(refuted: readonly Foreseen[], course: Course, lang: Lang): readonly string[] {
  const say = translator(lang);
  return refuted.flatMap(({ check, trace }) => [
    `  ${glyphs.error} ${titleOf(course, check.id)}`,
    `      ${plainText(say(text('ui.checks.refuted', { reason: endWords(trace) })))}`,
  ]);
}
