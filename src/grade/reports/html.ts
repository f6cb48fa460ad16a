import { text } from '../../i18n/text.ts';
import { markup } from '../../text/markup.ts';
import type { Report } from '../report.ts';
import type { Format } from './format.ts';
import { outcomeClasses, studentSection } from './html-student.ts';
import { style } from './html-style.ts';
import { bandOf, headLines, summarySections } from './summary.ts';
import { nameOf, outcomeWords, points, scoreOf, type Words, when, wordsOf } from './words.ts';

/**
 * One file without scripts or anything from elsewhere, and with a policy that would allow neither. Several students: the class
 * first, each student a page of his own behind a link; on paper, all of them one after the other.
 */
export const htmlReport: Format = {
  of: 'class',
  *print(report, drawing) {
    const translate = wordsOf(report);
    const many = report.targets.length > 1;
    const head = [
      '<!doctype html>',
      `<html lang="${report.lang}">`,
      '<head>',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
      `<title>${markup(report.title)}</title>`,
      `<style>\n${style}\n</style>`,
      '</head>',
      `<body${many ? ' class="many"' : ''}>`,
      `<header><h1>${markup(report.title)}</h1><p class="soft">${markup(when(report.at))}</p></header>`,
      '<main>',
      ...(many ? [classSection(report, translate)] : []),
    ];
    yield `${head.join('\n')}\n`;
    let index = 0;
    for (const target of report.targets) {
      yield `${studentSection(target, idOf(index), report, translate, drawing)}\n`;
      index += 1;
    }
    yield '</main>\n</body>\n</html>\n';
  },
};

/** Not the student's own id: it may be anything. */
const idOf = (index: number): string => `student-${index + 1}`;

function classSection(report: Report, translate: Words): string {
  const [counts = '', ...rest] = headLines(report, translate);
  const heading = (words: string): string => `<h2>${markup(words)}</h2>`;
  return [
    '<section id="class">',
    `<p class="big">${markup(counts)}</p>`,
    ...rest.map((line) => `<p>${markup(line)}</p>`),
    classTable(report, translate),
    ...(report.summary.scores ? [heading(translate(text('grade.summary.distribution'))), bars(report)] : []),
    ...summarySections(report, translate).flatMap(({ title, lines }) => [
      heading(title),
      `<ul class="plain">${lines.map((line) => `<li>${markup(line)}</li>`).join('')}</ul>`,
    ]),
    '</section>',
  ].join('\n');
}

function classTable({ targets, max }: Report, translate: Words): string {
  const rows = Array.from(targets, (target, index) => {
    const outcome = markup(outcomeWords(target, translate));
    return `<tr><td><a href="#${idOf(index)}">${markup(nameOf(target))}</a></td><td class="status ${outcomeClasses[target.outcome]}">${outcome}</td><td class="number">${scoreOf(target)}</td><td class="number">${points(max)}</td><td class="optional soft">${markup(target.place)}</td></tr>`;
  });
  const head = (id: 'student' | 'outcome' | 'points' | 'max' | 'place', kind: string): string =>
    `<th class="${kind}">${markup(translate(text(`grade.head.${id}`)))}</th>`;
  return [
    '<div class="scroll"><table>',
    `<thead><tr>${head('student', '')}${head('outcome', '')}${head('points', 'number')}${head('max', 'number')}${head('place', 'optional')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>`,
    '</table></div>',
  ].join('\n');
}

function bars({ max, summary: { distribution } }: Report): string {
  const most = Math.max(...distribution, 1);
  const rows = distribution.map(
    (count, index) =>
      `<span>${bandOf(max, index)}</span><div><div class="bar" style="width: ${Math.round((count * 100) / most)}%"></div></div><span>${count}</span>`,
  );
  return `<div class="bars">${rows.join('\n')}</div>`;
}
