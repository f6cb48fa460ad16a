import type { Course } from '../../course/course.ts';
import { type Lang, type Text, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { unreachable } from '../../result.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { CheckDocument } from '../json/check-document.ts';

type Said = CheckDocument['verdicts'][number];

/** What `check` prints for people: by step, what failed with its reasons, a closing line. */
export function verdictLines({ verdicts, summary }: CheckDocument, course: Course, lang: Lang): readonly string[] {
  const say = translator(lang);
  const lines: string[] = [];
  for (const lesson of course.lessons) {
    for (const step of lesson.steps) {
      const mine = verdicts.filter((verdict) => verdict.step === step.id);
      if (mine.length === 0) continue;
      lines.push(`${lesson.id}/${step.id}  ${step.title}`);
      for (const verdict of mine) lines.push(...oneVerdict(verdict, say));
    }
  }
  return [...lines, say(text('cli.check.summary', summary))];
}

function oneVerdict(said: Said, say: (text: Text) => string): readonly string[] {
  const head = `  ${glyphs[said.verdict]} ${say(text(`cli.verdict.${said.verdict}`))}  ${said.title}`;
  return [head, ...reasons(said).map((reason) => `      ${typeof reason === 'string' ? reason : say(reason)}`)];
}

function reasons(said: Said): readonly (Text | string)[] {
  switch (said.verdict) {
    case 'pass':
      return said.notCausal === undefined ? [] : [text('cli.verdict.not-causal', { reason: said.notCausal })];
    case 'fail': {
      const { diagnosis } = said;
      const seen = [
        ...ended(said.walk),
        text('cli.verdict.expected', { expected: said.expected }),
        text('cli.verdict.observed', { observed: said.observed }),
      ];
      const likely = diagnosis ? [`${diagnosis.what} ${diagnosis.why}`, diagnosis.next] : [];
      return [...seen, ...likely, ...undecided(said.walk)];
    }
    case 'error':
      return [said.cause];
    case 'blocked':
      return [text('cli.verdict.blocked-by', { check: said.blockedBy })];
    default:
      return unreachable(said);
  }
}

type Walk = Extract<Said, { verdict: 'fail' }>['walk'];

/** Where the packet ended comes before all else; the rule that nearly helped stands with it. */
function ended(walk: Walk): readonly (Text | string)[] {
  if (walk?.fit !== 'same') return [];
  return [walk.said, ...(walk.nearMisses ?? []).slice(0, 1).map((miss) => text('trace.end.near-miss', miss))];
}

/** What cannot be claimed comes last: the diagnosis does not depend on it. */
const undecided = (walk: Walk): readonly string[] => (walk && walk.fit !== 'same' ? [walk.said] : []);
