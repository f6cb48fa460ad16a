import { createHash } from 'node:crypto';
import type { Report, StepReport, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { listed } from './pieces.ts';
import { decimal } from './words.ts';

/**
 * xAPI 1.0.3 statements: the student passed, failed or (ungraded) attempted the course, and each step of it. A statement's id
 * follows from what it says, so that sending a report twice stores it once.
 */
export const xapiReport: Format = {
  of: 'class',
  print: (report) => listed('', statementsOf(report)),
};

/** Names that no one else has, without claiming a host. */
const nameOf = ({ course }: Report): string => `urn:bridgework:course:${course}`;
/** An account needs the address of the system that it belongs to; `.invalid` (RFC 2606) is nobody's. */
const homePage = 'https://bridgework.invalid';
const verb = (name: 'passed' | 'failed' | 'attempted') => ({
  id: `http://adlnet.gov/expapi/verbs/${name}`,
  display: { 'en-US': name },
});

interface Graded {
  readonly object: string;
  readonly name: string;
  readonly type: 'course' | 'lesson';
  readonly verb: Parameters<typeof verb>[0];
  readonly result: unknown;
  readonly parent?: string;
}

function* statementsOf(report: Report): Generator<unknown> {
  for (const target of report.targets) yield* statements(target, report);
}

function statements(target: TargetReport, report: Report): readonly unknown[] {
  const { score, outcome } = target;
  const base = nameOf(report);
  const course: Graded = {
    object: base,
    name: report.title,
    type: 'course',
    verb: outcome === 'ungraded' ? 'attempted' : outcome === 'passed' ? 'passed' : 'failed',
    result: score === undefined ? { completion: false } : resultOf(score, report.max, outcome === 'passed'),
  };
  return [course, ...target.steps.map((step) => gradedStep(step, base))].map((graded) =>
    statement(graded, target, report),
  );
}

const gradedStep = ({ lesson, step, title, outcome, tally }: StepReport, base: string): Graded => ({
  object: `${base}:${lesson}:${step}`,
  name: title,
  type: 'lesson',
  verb: tally.ungraded > 0 ? 'attempted' : outcome === 'pass' ? 'passed' : 'failed',
  result: tally.ungraded > 0 ? { completion: false } : resultOf(tally.earned, tally.max, outcome === 'pass'),
  parent: base,
});

const resultOf = (raw: number, max: number, success: boolean): unknown => ({
  score: {
    scaled: max === 0 ? 0 : Math.round((raw / max) * 10_000) / 10_000,
    raw: decimal(raw),
    min: 0,
    max: decimal(max),
  },
  success,
  completion: true,
});

function statement(graded: Graded, { id, student, at }: TargetReport, { lang }: Report): unknown {
  const language = lang === 'en' ? 'en-US' : lang;
  const rest = {
    actor: {
      objectType: 'Agent',
      ...(student?.name === undefined ? {} : { name: student.name }),
      // Only one way of naming somebody may be used.
      ...(student?.email !== undefined && isAddress(student.email)
        ? { mbox: `mailto:${student.email}` }
        : { account: { homePage, name: student?.id ?? id } }),
    },
    verb: verb(graded.verb),
    object: {
      objectType: 'Activity',
      id: graded.object,
      definition: { name: { [language]: graded.name }, type: `http://adlnet.gov/expapi/activities/${graded.type}` },
    },
    result: graded.result,
    ...(graded.parent === undefined
      ? {}
      : { context: { contextActivities: { parent: [{ objectType: 'Activity', id: graded.parent }] } } }),
    timestamp: at,
  };
  return { id: uuidOf(JSON.stringify(rest)), ...rest, version: '1.0.3' };
}

/** One that is none would make a store refuse all statements of the class. */
const isAddress = (words: string): boolean => /^[A-Za-z0-9._+~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(words);

/** A UUID of version 8 (RFC 9562) out of a hash. */
function uuidOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
