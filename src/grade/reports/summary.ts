import { text } from '../../i18n/text.ts';
import type { Report } from '../report.ts';
import { points, type Words } from './words.ts';

/** The class in a few sentences: how many passed, how the scores are spread. */
export function headLines(
  { summary: { passed, notPassed, ungraded, scores } }: Report,
  translate: Words,
): readonly string[] {
  const counts = translate(text('grade.summary.counts', { passed, notPassed, ungraded }));
  if (!scores) return [counts];
  const { lowest, median, mean, highest } = scores;
  const values = { lowest: points(lowest), median: points(median), mean: points(mean), highest: points(highest) };
  return [counts, translate(text('grade.summary.scores', values))];
}

const shown = 10;

/** What a teacher acts on: where people are stuck, what is wrong, who collides, who is ungraded; none of it empty. */
export function summarySections({ summary }: Report, translate: Words): readonly Section[] {
  const stuck = mostStuck(summary.stuck).map(({ lesson, step, ...rest }) =>
    translate(text('grade.summary.stuck-at', { ...rest, step: `${lesson}/${step}` })),
  );
  const sections: readonly Section[] = [
    { title: translate(text('grade.summary.stuck')), lines: stuck },
    {
      title: translate(text('grade.summary.diagnoses')),
      lines: summary.diagnoses.slice(0, shown).map((one) => translate(text('grade.summary.diagnosis', one))),
    },
    { title: translate(text('grade.summary.collisions')), lines: summary.collisions.map(({ said }) => said) },
    {
      title: translate(text('grade.summary.ungraded')),
      lines: summary.ungradedBecause.map(({ target, said }) => `${target}: ${said}`),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** For a terminal. */
export function summaryLines(report: Report, translate: Words): readonly string[] {
  const bars = { title: translate(text('grade.summary.distribution')), lines: distributionLines(report) };
  return [
    ...headLines(report, translate),
    ...[bars, ...summarySections(report, translate)]
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)]),
  ];
}

/** The steps to talk about in class: those where most failed first, and none that were only not reached. */
const mostStuck = (stuck: Report['summary']['stuck']): Report['summary']['stuck'] =>
  stuck.filter(({ failed }) => failed > 0).slice(0, shown);

const widest = 40;

function distributionLines({ max, summary: { distribution } }: Report): readonly string[] {
  const most = Math.max(...distribution);
  if (most === 0) return [];
  return distribution.map((count, index) => {
    const bar = '█'.repeat(Math.ceil((count * Math.min(widest, most)) / most));
    return `${bandOf(max, index).padStart(15)}  ${bar}${bar === '' ? '' : ' '}${count}`;
  });
}

/** `10.8 – 13.5`: the tenth of the denominator that a bar stands for. */
export const bandOf = (max: number, index: number): string =>
  `${points(Math.ceil((max * index) / 10))} – ${points(Math.ceil((max * (index + 1)) / 10))}`;
