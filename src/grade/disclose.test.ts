import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disclose } from './disclose.ts';
import type { Detail, Plan } from './grade.ts';
import { gradeClass } from './grade-class.ts';
import { gradeTarget } from './grade-target.ts';
import { formatNames, type formats } from './reports/index.ts';
import { anyClass, course, hostile, lookOf, planOf, roundOf } from './testing/examples.ts';
import { readCsv } from './testing/read-csv.ts';
import { wholeReport } from './testing/whole.ts';

const secret = 'SECRET';
const hiddenCheck = 'c1-reaches-outside';
const title =
  course.lessons
    .flatMap(({ steps }) => steps)
    .flatMap(({ checks }) => checks)
    .find(({ id }) => id === hiddenCheck)?.title ?? '';

/** Every format of a class in which the hidden check came out so, and said the secret. */
function printedWith(plan: Plan, outcome: 'fail' | 'error'): readonly (readonly [string, string])[] {
  const results = roundOf(({ id }) => (id === hiddenCheck ? outcome : 'pass'), secret).map((result) =>
    result.check.id === hiddenCheck ? result : { ...result, verdict: plain(result.verdict) },
  );
  const graded = gradeClass(plan, [gradeTarget(plan, course, lookOf(results))], '2026-11-28T12:00:00Z');
  const report = disclose(graded, course, 'en');
  return formatNames.map((name) => [name, wholeReport(name, report)]);
}

type Verdict = ReturnType<typeof roundOf>[number]['verdict'];
const plain = (verdict: Verdict): Verdict => (verdict.verdict === 'pass' ? { verdict: 'pass' } : verdict);

describe('a hidden check', () => {
  const plan = (released: boolean, detail: Detail = 'practice') =>
    planOf({ detail, hidden: { checks: [hiddenCheck], released } });
  it.each(['fail', 'error'] as const)(
    'that says %s tells its verdict and nothing else in any format, until released',
    (outcome) => {
      for (const [name, words] of printedWith(plan(false), outcome)) {
        expect([name, words.includes(secret)]).toEqual([name, false]);
        expect([name, words.includes(hiddenCheck)]).toEqual([name, false]);
        expect([name, words.includes(title)]).toEqual([name, false]);
      }
      expect(printedWith(plan(false), outcome).find(([name]) => name === 'json')?.[1]).toContain('"hidden-1"');
      expect(printedWith(plan(true), outcome).find(([name]) => name === 'json')?.[1]).toContain(secret);
    },
  );
});

describe('detail', () => {
  const of = (detail: Detail): string =>
    printedWith(planOf({ detail }), 'fail').find(([name]) => name === 'json')?.[1] ?? '';
  it('practice says what to do next, class does not, exam only verdicts', () => {
    expect(of('practice')).toContain('"next"');
    expect(of('class')).not.toContain('"next"');
    expect(of('class')).toContain('"why"');
    expect(of('class')).toContain(secret);
    expect(of('exam')).not.toContain(secret);
    expect(of('exam')).not.toContain('twin-address');
  });
});

it('no format holds a control character, a turned text or half a surrogate, whatever came from a student', () => {
  fc.assert(
    fc.property(anyClass, (graded) => {
      const report = disclose(graded, course, 'en');
      for (const name of formatNames) {
        const words = wholeReport(name, report);
        expect(words.isWellFormed()).toBe(true);
        expect([
          name,
          /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/.exec(words),
        ]).toEqual([name, null]);
      }
    }),
    { numRuns: 40 },
  );
});

it('a name from a student never becomes markup, a formula or a directive', () => {
  for (const words of hostile) {
    const look = {
      ...lookOf(roundOf(() => 'fail', words)),
      target: { id: words, student: { id: words, name: words }, place: words },
    };
    const plan = planOf({ title: words });
    const graded = gradeClass(
      plan,
      [gradeTarget(plan, course, look), gradeTarget(plan, course, look)],
      '2026-11-28T12:00:00Z',
    );
    const report = disclose(graded, course, 'en');
    const print = (name: keyof typeof formats): string => wholeReport(name, report);
    expect(print('html')).not.toMatch(/<script|<[a-z]+[^>]* onload=/);
    for (const name of ['moodle', 'canvas'] as const)
      for (const cell of readCsv(print(name)).flat())
        expect(cell).toMatch(/^(?:-|-?[\d.]+|(?![\s'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20])[\s\S]*|'[\s\S]*)$/);
    expect(print('markdown')).not.toMatch(/(?<!\\)<[a-z/!]|(?<!\\)!\[x\]/);
    expect(print('tap')).not.toMatch(/^(?:not )?ok \d+ - .*(?<!\\)#/m);
  }
});
