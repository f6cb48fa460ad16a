import { text } from '../../i18n/text.ts';
import { glyphs } from '../../text/glyphs.ts';
import { markup } from '../../text/markup.ts';
import type { CheckReport, HopReport, Report, StepReport, TargetReport } from '../report.ts';
import type { Drawing } from './format.ts';
import {
  earnedOf,
  lateWords,
  nameOf,
  outcomeWords,
  points,
  reasonsOf,
  scoreOf,
  scoreWords,
  verdictWords,
  type Words,
  when,
} from './words.ts';

export const outcomeClasses = { passed: 'pass', 'not-passed': 'fail', ungraded: 'error' } as const;

/** One student: the result, every step, what is wrong with the packet's way, the picture, the evidence. */
export function studentSection(
  target: TargetReport,
  id: string,
  report: Report,
  translate: Words,
  drawing: Drawing,
): string {
  const { tally, place, at, cause, picture, evidence } = target;
  const [failed, notReached, ungraded] = [tally.failed, tally.notReached, tally.ungraded].map(points);
  const late = lateWords(target, translate);
  const parts = { failed: failed ?? '', notReached: notReached ?? '', ungraded: ungraded ?? '' };
  const soft = (words: string): string => `<p class="soft">${markup(words)}</p>`;
  return [
    `<section class="student" id="${id}">`,
    `<h2>${markup(nameOf(target))}</h2>`,
    `<p class="big ${outcomeClasses[target.outcome]}">${markup(`${outcomeWords(target, translate)}: ${scoreWords(target, report.max, translate)}`)}</p>`,
    soft(
      `${translate(text('grade.report.lost', parts))} ${translate(text('grade.report.pass-mark', { points: points(report.passMark) }))}`,
    ),
    ...(late === undefined ? [] : [`<p>${markup(late)}</p>`]),
    soft(translate(text('grade.report.looked', { place, at: when(at) }))),
    ...target.notes.map((note) => `<p>${markup(note)}</p>`),
    ...(cause ? [`<p class="card error">? ${markup(cause.said)}</p>`] : []),
    stepTable(target, report, translate),
    ...(cause ? [] : target.steps.flatMap((step) => wrongStep(step, translate))),
    ...(picture
      ? [
          `<h3>${markup(translate(text('grade.report.picture')))}</h3>`,
          `<div class="picture">${drawing.topology(picture)}</div>`,
        ]
      : []),
    ...(evidence ? [soft(translate(text('grade.report.evidence', { ...evidence })))] : []),
    `<nav><a href="#class">${markup(translate(text('grade.report.back')))}</a></nav>`,
    '</section>',
  ].join('\n');
}

function stepTable(target: TargetReport, { max }: Report, translate: Words): string {
  const rows = target.steps.map(
    (step) =>
      `<tr><td class="status ${step.outcome}">${markup(verdictWords(step.outcome, translate))}</td><td>${markup(step.title)} <span class="soft optional">${markup(`${step.lesson}/${step.step}`)}</span></td><td class="number">${earnedOf(step)}</td><td class="number">${points(step.tally.max)}</td></tr>`,
  );
  const head = (id: 'outcome' | 'step' | 'points' | 'max', kind = ''): string =>
    `<th${kind}>${markup(translate(text(`grade.head.${id}`)))}</th>`;
  const late =
    target.late.points === 0
      ? ''
      : `<tr><td></td><td>${markup(lateWords(target, translate) ?? '')}</td><td class="number">−${points(target.late.points)}</td><td></td></tr>`;
  return [
    '<div class="scroll"><table>',
    `<thead><tr>${head('outcome')}${head('step')}${head('points', ' class="number"')}${head('max', ' class="number"')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>`,
    `<tfoot>${late}<tr><td></td><td>${markup(translate(text('grade.report.total')))}</td><td class="number">${scoreOf(target)}</td><td class="number">${points(max)}</td></tr></tfoot>`,
    '</table></div>',
  ].join('\n');
}

/** A step that says more than its verdict. What is only blocked is in the table. */
function wrongStep(step: StepReport, translate: Words): readonly string[] {
  const checks = step.checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'error');
  if (checks.every((check) => reasonsOf(check, translate).length === 0)) return [];
  return [
    `<div class="card"><h3>${markup(step.title)}</h3><ul class="checks">`,
    ...checks.map((check) => wrongCheck(check, translate)),
    '</ul></div>',
  ];
}

function wrongCheck(check: CheckReport, translate: Words): string {
  const reasons = reasonsOf(check, translate).map((line) => `<li>${markup(line)}</li>`);
  const hops = check.walk?.hops ?? [];
  return [
    `<li><span class="${check.verdict}">${markup(verdictWords(check.verdict, translate))}</span> ${markup(check.title)}`,
    `<ul class="plain">${reasons.join('')}</ul>`,
    ...(hops.length > 0 ? [walk(hops, translate)] : []),
    '</li>',
  ].join('\n');
}

function walk(hops: readonly HopReport[], translate: Words): string {
  const items = hops.map((hop, index) => {
    const turns = hop.leg === 'reply' && hops[index - 1]?.leg !== 'reply';
    const where = [hop.node, hop.device ?? '', hop.at, hop.packet].filter((word) => word !== '').join('  ');
    const evidence = hop.evidence === undefined ? '' : `<code>${markup(hop.evidence)}</code>`;
    const lead = turns ? `${markup(translate(text('grade.report.reply')))} ` : '';
    return `<li class="${hop.decision}">${hop.decision === 'stop' ? `${glyphs.fail} ` : ''}${lead}${markup(where)}  ${markup(hop.said)}${evidence}</li>`;
  });
  return `<p class="soft">${markup(translate(text('grade.report.walk')))}</p>\n<ol class="walk">${items.join('\n')}</ol>`;
}
