import { type Binding, bindingsOf, modeOf } from '../model/keymap.ts';
import { type State, withoutOverlay } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { padText } from '../text/clip.ts';
import { type Line, span } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** The words of the line mode, from the same keymap: keys that only move a cursor have no meaning here. */
export function plainHelp(state: State): readonly Line[] {
  const bindings = bindingsOf(modeOf(withoutOverlay(state))).filter(
    ({ group, command, keys }) =>
      group !== 'move' && !command.startsWith('pane-n') && !command.startsWith('pane-b') && !keys.includes('ctrl-c'),
  );
  const rows: readonly (readonly [string, string])[] = [
    ...bindings.map(
      (binding) => [wordsOf(binding), translate(state.lang, `${binding.label}.long` as 'ui.key.run.long')] as const,
    ),
    ['edit 1 TEXT', translate(state.lang, 'ui.plain.edit')],
    ['go 1.2', translate(state.lang, 'ui.plain.go')],
  ];
  const column = Math.max(...rows.map(([word]) => cellWidth(word)));
  return rows.flatMap(([word, what]) =>
    wrap([span(what)], state.columns, { first: [span(`  ${padText(word, column)}  `)] }),
  );
}

const wordsOf = ({ command, keys }: Binding): string => {
  const short = keys.filter((key) => key.length === 1).join(', ');
  return `${command.replace(/^pane-/, '')}${short === '' ? '' : ` (${short})`}`;
};
