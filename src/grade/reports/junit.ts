import { markup } from '../../text/markup.ts';
import type { CheckReport, StepReport, TargetReport } from '../report.ts';
import type { Format } from './format.ts';
import { decimal, nameOf, reasonsOf, type Words, wordsOf } from './words.ts';

/**
 * A suite for each student, a case for each check, as Jenkins' xunit plug-in describes it (junit-10.xsd). What is blocked is
 * `skipped`. The format knows no points: they are properties of the suite, `score` only where there is one.
 */
export const junitReport: Format = {
  of: 'class',
  *print(report) {
    const translate = wordsOf(report);
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${markup(report.title)}"${counts(report.targets)}>\n`;
    for (const target of report.targets) yield `${suite(target, report.passMark, translate)}\n`;
    yield '</testsuites>\n';
  },
};

/** Each check once, at its own step where that counts. */
const casesIn = ({ checks }: StepReport): readonly CheckReport[] => checks.filter(({ told: repeated }) => !repeated);
const casesOf = ({ steps }: TargetReport): readonly CheckReport[] => steps.flatMap(casesIn);

function counts(targets: Iterable<TargetReport>): string {
  const of = { tests: 0, fail: 0, error: 0 };
  for (const target of targets)
    for (const { verdict } of casesOf(target)) {
      of.tests += 1;
      if (verdict === 'fail' || verdict === 'error') of[verdict] += 1;
    }
  return ` tests="${of.tests}" failures="${of.fail}" errors="${of.error}"`;
}

function suite(target: TargetReport, passMark: number, translate: Words): string {
  const { tally, late, score, outcome, steps } = target;
  const skipped = casesOf(target).filter(({ verdict }) => verdict === 'blocked').length;
  const properties: readonly (readonly [string, string | number])[] = [
    ['outcome', outcome],
    ...(score === undefined ? [] : [['score', decimal(score)] as const]),
    ['max', decimal(tally.max)],
    ['passMark', decimal(passMark)],
    ['earned', decimal(tally.earned)],
    ['failed', decimal(tally.failed)],
    ['notReached', decimal(tally.notReached)],
    ['ungraded', decimal(tally.ungraded)],
    ['late', decimal(late.points)],
    ...steps.flatMap(({ lesson, step, tally: { earned, max, ungraded } }) => [
      [`max:${lesson}/${step}`, decimal(max)] as const,
      ...(ungraded === 0 ? [[`earned:${lesson}/${step}`, decimal(earned)] as const] : []),
    ]),
  ];
  return [
    `<testsuite name="${markup(nameOf(target))}"${counts([target])} skipped="${skipped}" timestamp="${markup(target.at)}" hostname="${markup(target.place)}">`,
    '<properties>',
    ...properties.map(([name, value]) => `<property name="${markup(name)}" value="${markup(String(value))}"/>`),
    '</properties>',
    ...steps.flatMap((step) => casesIn(step).map((check) => testcase(step, check, translate))),
    '</testsuite>',
  ].join('\n');
}

const elements = { fail: 'failure', error: 'error', blocked: 'skipped' } as const;

function testcase({ lesson, step }: StepReport, check: CheckReport, translate: Words): string {
  const head = `<testcase classname="${markup(`${lesson}.${step}`)}" name="${markup(check.title)}"`;
  if (check.verdict === 'pass') return `${head}/>`;
  const element = elements[check.verdict];
  const reasons = reasonsOf(check, translate);
  const type = markup(check.diagnosis?.id ?? check.verdict);
  const message = markup(reasons[0] ?? check.verdict);
  return `${head}>\n<${element} type="${type}" message="${message}">${markup(reasons.join('\n'))}</${element}>\n</testcase>`;
}
