import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { Parser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import { disclose } from '../disclose.ts';
import type { ClassGrade, Grade } from '../grade.ts';
import { gradeClass } from '../grade-class.ts';
import { anyClass, course } from '../testing/examples.ts';
import { readCsv } from '../testing/read-csv.ts';
import { wholeReport } from '../testing/whole.ts';
import { type FormatName, formatNames } from './index.ts';

/** What a reader of a report takes the grade of one student to be; `score` is absent where there is none. */
interface Taken {
  readonly score?: number | undefined;
  /** Where the format has them. */
  readonly max?: number | undefined;
  /** Of each step; `undefined` where it is not graded. */
  readonly steps?: readonly (number | undefined)[] | undefined;
  readonly outcome?: string | undefined;
}

const printed = (format: FormatName, graded: ClassGrade): string => wholeReport(format, disclose(graded, course, 'en'));

/** `12.5`; nothing for a range. */
const number = (words: string | undefined): number | undefined =>
  words === undefined || words.includes('–') ? undefined : Number(words);

const outcomes: { readonly [words: string]: string } = {
  passed: 'passed',
  'not passed': 'not-passed',
  'not graded': 'ungraded',
};

/** What Jenkins' xunit plug-in knows of the elements that we print (its junit-10.xsd), and where we print them. */
const reason = { inside: 'testcase', may: ['type', 'message'], must: [] };
const junitElements: {
  readonly [name: string]: {
    readonly inside: string | undefined;
    readonly may: readonly string[];
    readonly must: readonly string[];
  };
} = {
  testsuites: { inside: undefined, may: ['name', 'time', 'tests', 'failures', 'errors'], must: [] },
  testsuite: {
    inside: 'testsuites',
    may: ['name', 'tests', 'failures', 'errors', 'skipped', 'timestamp', 'hostname'],
    must: ['name', 'tests', 'failures', 'errors'],
  },
  properties: { inside: 'testsuite', may: [], must: [] },
  property: { inside: 'properties', may: ['name', 'value'], must: ['name', 'value'] },
  testcase: { inside: 'testsuite', may: ['name', 'time', 'classname', 'group'], must: ['name'] },
  failure: reason,
  error: reason,
  skipped: reason,
};

/** Of every target, as a consumer of the format reads it. */
const readers: { readonly [name in FormatName]: (graded: ClassGrade) => readonly Taken[] } = {
  text(graded) {
    const lines = printed('text', graded).split('\n');
    const rows = graded.grades.length === 1 ? lines.slice(-2, -1) : lines.slice(2, 2 + graded.grades.length);
    return rows.map((row) => {
      const one = /: . (passed|not passed|not graded) {2}([\d. –]+) of ([\d.]+) points {2}\(pass mark: [\d.]+\)$/.exec(
        row,
      );
      const many = /^. (passed|not passed|not graded) +([\d.]+(?: – [\d.]+)?) \/ ([\d.]+)(?: |$)/.exec(row);
      const [, outcome, score, max] = one ?? many ?? [];
      return { score: number(score), max: number(max), outcome: outcomes[outcome ?? ''] };
    });
  },
  json: (graded) =>
    JSON.parse(printed('json', graded)).targets.map(
      (target: { score?: number; tally: { max: number }; outcome: string; steps: { tally: Grade['tally'] }[] }) => ({
        score: target.score,
        max: target.tally.max,
        outcome: target.outcome,
        steps: target.steps.map(({ tally }) => (tally.ungraded > 0 ? undefined : tally.earned)),
      }),
    ),
  html(graded) {
    const sections = printed('html', graded).split('<section class="student"').slice(1);
    return sections.map((section) => {
      const [rows = '', foot = ''] = section.split('<tfoot>');
      const cells = (of: string): (number | undefined)[] =>
        [...of.matchAll(/<td class="number">([^<]*)<\/td>/g)].map(([, words]) => number(words));
      const [score, max] = cells(foot.slice(foot.lastIndexOf('<tr>')));
      return { score, max, steps: cells(rows).filter((_, index) => index % 2 === 0) };
    });
  },
  markdown(graded) {
    const sections = printed('markdown', graded)
      .split(/^\| {2}\| Step \|/m)
      .slice(1);
    return sections.map((section) => {
      const rows = [...section.matchAll(/\| \**([\d.]+(?: – [\d.]+)?)\** \| \**([\d.]+)\** \|$/gm)];
      const total = rows.at(graded.grades[0]?.steps.length ?? 0);
      return {
        score: number(total?.[1]),
        max: number(total?.[2]),
        steps: rows.slice(0, graded.grades[0]?.steps.length).map(([, words]) => number(words)),
      };
    });
  },
  junit(graded) {
    const taken: { [name: string]: string }[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    const open: string[] = [];
    parser.on('closetag', () => void open.pop());
    parser.on('opentag', ({ name, attributes }) => {
      const known = junitElements[name];
      expect([name, known?.inside]).toEqual([name, open.at(-1)]);
      for (const attribute of Object.keys(attributes)) expect(known?.may).toContain(attribute);
      for (const attribute of known?.must ?? []) expect(attributes).toHaveProperty(attribute);
      open.push(name);
      if (name === 'testsuite') taken.push({});
      const last = taken.at(-1);
      if (name === 'property' && last) last[String(attributes['name'])] = String(attributes['value']);
    });
    parser.write(printed('junit', graded)).close();
    return taken.map((properties) => ({
      score: number(properties['score']),
      max: number(properties['max']),
      outcome: properties['outcome'],
      steps: graded.plan.steps.map(({ lesson, step }) => number(properties[`earned:${lesson}/${step}`])),
    }));
  },
  tap(graded) {
    const events = Parser.parse(printed('tap', graded));
    expect(events.filter(([type]) => type === 'extra' || type === 'bailout')).toEqual([]);
    const points = events.filter(([type]) => type === 'assert');
    return points.map(([, { ok, diag }]) => {
      expect(ok).toBe(diag.outcome === 'passed');
      return {
        score: diag.score,
        max: diag.max,
        outcome: diag.outcome,
        steps: diag.steps.map(({ points }: { points?: number }) => points),
      };
    });
  },
  moodle: (graded) =>
    readCsv(printed('moodle', graded))
      .slice(1)
      .map((row) => ({ score: row[3] === '-' ? undefined : Number(row[3]) })),
  canvas(graded) {
    const [, possible, ...rows] = readCsv(printed('canvas', graded));
    return rows.map((row) => ({ score: row[5] === '' ? undefined : Number(row[5]), max: Number(possible?.[5]) }));
  },
  gradescope: (graded) =>
    alone(graded).map((one) => {
      const { score, tests, extra_data } = JSON.parse(printed('gradescope', one));
      const scores = tests.map((test: { score?: number }) => test.score);
      // Gradescope adds them up where there is no score of the whole; both must say the same.
      if (score !== undefined) expect(hundredths(sum(scores))).toBe(hundredths(score));
      else expect(scores.every((one: unknown) => one === undefined)).toBe(true);
      return { score, max: extra_data.max, outcome: extra_data.outcome };
    }),
  classroom50: (graded) =>
    alone(graded).map((one) => {
      const { score, 'max-score': max, tests } = JSON.parse(printed('classroom50', one));
      // Its validator refuses a result without points, and the runner tells of an autograder that failed.
      if (score === undefined) return { outcome: 'ungraded' };
      const steps = tests.slice(0, one.plan.steps.length).map((test: { score: number }) => test.score / 100);
      return { score: score / 100, max: max / 100, steps };
    }),
  xapi(graded) {
    type Statement = { verb: { id: string }; result: { score?: { raw: number; max: number } }; context?: unknown };
    const statements: Statement[] = JSON.parse(printed('xapi', graded));
    const wholes = statements.flatMap(({ context }, index) => (context === undefined ? [index] : []));
    return wholes.map((at, index) => {
      const [whole, ...steps] = statements.slice(at, wholes[index + 1]);
      const outcome = { attempted: 'ungraded', passed: 'passed', failed: 'not-passed' }[
        whole?.verb.id.split('/').at(-1) ?? ''
      ];
      const { score } = whole?.result ?? {};
      return { score: score?.raw, max: score?.max, outcome, steps: steps.map(({ result }) => result.score?.raw) };
    });
  },
};

const alone = ({ plan, grades, at }: ClassGrade): readonly ClassGrade[] =>
  grades.map((one) => gradeClass(plan, [one], at));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
// A sum of floats may round to -0.
const hundredths = (value: number): number => Math.round(value * 100) + 0;

describe('totals agree in every format, and with the grade', () => {
  it.each(formatNames)('%s', (format) => {
    fc.assert(
      fc.property(anyClass, (graded) => {
        const taken = readers[format](graded);
        expect(taken).toHaveLength(graded.grades.length);
        for (const [index, grade] of graded.grades.entries()) {
          const { score, max, steps, outcome } = taken[index] ?? {};
          expect(score === undefined ? undefined : hundredths(score)).toBe(grade.score);
          if (max !== undefined) expect(hundredths(max)).toBe(graded.plan.max);
          if (outcome !== undefined) expect(outcome).toBe(grade.outcome);
          if (steps)
            expect(steps.map((one) => (one === undefined ? undefined : hundredths(one)))).toEqual(
              grade.steps.map(({ tally }) => (tally.ungraded > 0 ? undefined : tally.earned)),
            );
        }
      }),
      { numRuns: 60 },
    );
  });
});
