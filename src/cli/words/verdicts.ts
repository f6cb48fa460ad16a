import type { Course } from '../../course/course.ts';
import { type Lang, type Text, text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { unreachable } from '../../result.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { CheckDocument } from '../json/check-document.ts';

type Rendered = CheckDocument['verdicts'][number];

/** What `check` prints for people: by step, what failed with its reasons, a closing line. */
export function verdictLines({ verdicts, summary }: CheckDocument, course: Course, lang: Lang): readonly string[] {
  const translate = translator(lang);
  const lines: string[] = [];
  for (const lesson of course.lessons) {
    for (const step of lesson.steps) {
      const mine = verdicts.filter((verdict) => verdict.step === step.id);
      if (mine.length === 0) continue;
      lines.push(`${lesson.id}/${step.id}  ${step.title}`);
      for (const verdict of mine) lines.push(...oneVerdict(verdict, translate));
    }
  }
  return [...lines, translate(text('cli.check.summary', summary))];
}

function oneVerdict(rendered: Rendered, translate: Translate): readonly string[] {
  const status = rendered.verdict === 'error' && rendered.unjudged ? 'unjudged' : rendered.verdict;
  const head = `  ${glyphs[status]} ${translate(text(`cli.verdict.${status}`))}  ${rendered.title}`;
  return [
    head,
    ...reasons(rendered).map((reason) => `      ${typeof reason === 'string' ? reason : translate(reason)}`),
  ];
}

function reasons(rendered: Rendered): readonly (Text | string)[] {
  switch (rendered.verdict) {
    case 'pass':
      return rendered.notCausal === undefined ? [] : [text('cli.verdict.not-causal', { reason: rendered.notCausal })];
    case 'fail': {
      const { diagnosis } = rendered;
      const seen = [
        ...ended(rendered.walk),
        text('cli.verdict.expected', { expected: rendered.expected }),
        text('cli.verdict.observed', { observed: rendered.observed }),
      ];
      const likely = diagnosis ? [`${diagnosis.what} ${diagnosis.why}`, diagnosis.next] : [];
      return [...seen, ...likely, ...undecided(rendered.walk)];
    }
    case 'error':
      return [rendered.cause];
    case 'blocked':
      return [text('cli.verdict.blocked-by', { check: rendered.blockedBy })];
    default:
      return unreachable(rendered);
  }
}

type Walk = Extract<Rendered, { verdict: 'fail' }>['walk'];

/** Where the packet ended comes before all else; the rule that nearly helped stands with it. */
function ended(walk: Walk): readonly (Text | string)[] {
  if (walk?.fit !== 'same') return [];
  return [walk.said, ...(walk.nearMisses ?? []).slice(0, 1).map((miss) => text('trace.end.near-miss', miss))];
}

/** What cannot be claimed comes last: the diagnosis does not depend on it. */
const undecided = (walk: Walk): readonly string[] => (walk && walk.fit !== 'same' ? [walk.said] : []);
