import type { Experiment, Lesson, LessonEnd } from '../../course/course.ts';
import { glyphs } from '../../text/glyphs.ts';
import { markdownLines } from '../markdown/markdown.ts';
import { courseOf } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { translate, wordsIn } from '../model/words.ts';
import { sections } from '../text/sections.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** The page after a lesson's last step: what each command was for, who else does it, what to try. */
export function endLines(state: State, width: number): readonly Line[] {
  const { screen, lang } = state;
  const lesson = screen.type === 'end' ? courseOf(state).lessons.find(({ id }) => id === screen.lesson) : undefined;
  if (!lesson?.end) return [];
  const { end } = lesson;
  return sections([
    headLines(state, lesson, end, width),
    markdownLines(end.prose, width),
    needLines(state, end, width),
    heading(state, 'course.heading-counterpart', width),
    markdownLines(end.counterpart, width),
    [...heading(state, 'course.heading-experiments', width), ...muted(translate(lang, 'ui.end.where'), width)],
    ...end.experiments.map((one, at) => experimentLines(state, one, at + 1, width)),
    muted(translate(lang, 'ui.end.next'), width),
  ]);
}

function headLines({ lang }: State, { number, title }: Lesson, end: LessonEnd, width: number): readonly Line[] {
  const words = translate(lang, 'ui.end.lesson', { number, title });
  return [...muted(words, width), ...wrap([span(end.title, 'heading', { bold: true })], width)];
}

const heading = (
  { lang }: State,
  id: 'ui.end.needs' | 'course.heading-counterpart' | 'course.heading-experiments',
  width: number,
): readonly Line[] => wrap([span(translate(lang, id), 'accent', { bold: true })], width);

const muted = (words: string, width: number): readonly Line[] => wrap([span(words, 'muted')], width);

/** Each command, and what failed in a lab in which it was left out. */
function needLines(state: State, { needs }: LessonEnd, width: number): readonly Line[] {
  if (needs.length === 0) return [];
  const { lang } = state;
  const words = wordsIn(lang);
  const rows = needs.flatMap(({ command, check, what, why }): readonly Line[] => {
    const without = translate(lang, 'ui.end.without', { check, what: words(what), why: words(why) });
    return [
      [],
      ...wrap([span(command, 'code')], width, { first: [{ text: '  ' }], rest: [{ text: '    ' }] }),
      ...wrap([span(without)], width, {
        first: [span(`  ${glyphs.fail} `, 'fail')],
        rest: [{ text: '    ' }],
      }),
    ];
  });
  return [...heading(state, 'ui.end.needs', width), ...muted(translate(lang, 'ui.end.needs.how'), width), ...rows];
}

function experimentLines(
  { lang }: State,
  { question, commands, outcome }: Experiment,
  number: number,
  width: number,
): readonly Line[] {
  const room = width - 3;
  const [first = [], ...rest] = markdownLines(question, room);
  const indented = (lines: readonly Line[]): readonly Line[] => lines.map((line) => [{ text: '   ' }, ...line]);
  return [
    [span(`${number}. `, 'muted'), ...first],
    ...indented(rest),
    ...commands.flatMap((line) =>
      wrap([span(line, 'code')], width, { first: [{ text: '     ' }], rest: [{ text: '       ' }] }),
    ),
    ...indented([[span(translate(lang, 'ui.end.see'), 'muted')], ...markdownLines(outcome, room)]),
  ];
}
