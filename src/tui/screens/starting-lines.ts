import { glyphs } from '../../text/glyphs.ts';
import type { State } from '../model/state.ts';
import { translate, wordsIn } from '../model/words.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** The lab comes up: what was done, what is being done (the spinner is in the message row), what to do meanwhile. */
export function startingLines(state: State, width: number): readonly Line[] {
  const words = wordsIn(state.lang);
  const phases = state.lab.phases.flatMap((phase, index, all) => {
    const last = index === all.length - 1;
    return wrap([span(words(phase), last ? 'text' : 'muted')], width, {
      first: [span(`${last ? glyphs.now : glyphs.pass} `, last ? 'accent' : 'pass')],
    });
  });
  const warnings = state.lab.warnings.flatMap((warning) =>
    wrap([span(words(warning), 'blocked')], width, { first: [span('! ', 'blocked')] }),
  );
  return [
    ...wrap([span(translate(state.lang, 'ui.starting.title'), 'heading', { bold: true })], width),
    [],
    ...wrap([span(translate(state.lang, 'ui.starting.what'))], width),
    [],
    ...phases,
    ...warnings,
    [],
    ...wrap([span(translate(state.lang, 'ui.starting.read-on'), 'muted')], width),
  ];
}
