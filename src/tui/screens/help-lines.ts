import { whyNot } from '../model/availability.ts';
import { keyLabel } from '../model/key-labels.ts';
import { type Binding, bindingsOf, modeOf } from '../model/keymap.ts';
import { type State, withoutOverlay } from '../model/state.ts';
import { checkStatuses, mapStatuses, type Status } from '../model/status.ts';
import { translate, wordsIn } from '../model/words.ts';
import { padText } from '../text/clip.ts';
import { blank, type Line, span } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

const groups = ['learn', 'look', 'terminal', 'move', 'leave'] as const;

/** Every key of the screen below the overlay, by group, then what the statuses mean. */
export function helpLines(state: State): readonly Line[] {
  const below = withoutOverlay(state);
  const mode = modeOf(below);
  // Beside a shell: what the key after the prefix does.
  const bindings = oneRowEach(bindingsOf(mode === 'terminal' ? 'terminal-command' : mode));
  const column = Math.max(...bindings.map((binding) => cellWidth(keysOf(binding))));
  const keys = groups.flatMap((group) => {
    const rows = bindings.filter((binding) => binding.group === group);
    if (rows.length === 0) return [];
    return [
      blank,
      title(state, `ui.help.${group}`),
      ...rows.flatMap((binding) => bindingLines(below, binding, column)),
    ];
  });
  return [
    ...keys.slice(1),
    ...legend(state, 'ui.help.checks', Object.values(checkStatuses)),
    ...legend(state, 'ui.help.steps', Object.values(mapStatuses)),
    ...aboutLab(state),
  ];
}

/** Several keys of one meaning, as the numbers of shells, are one row. */
const oneRowEach = (bindings: readonly Binding[]): readonly Binding[] =>
  [...new Set(bindings.map(({ label }) => label))].map((label) => {
    const same = bindings.filter((binding) => binding.label === label);
    return { ...(same[0] as Binding), keys: same.flatMap(({ keys }) => keys) };
  });

const keysOf = (binding: Binding): string => binding.keys.map(keyLabel).join(' ');

const title = (state: State, id: `ui.help.${(typeof groups)[number] | 'checks' | 'steps' | 'lab'}`): Line => [
  span(translate(state.lang, id), 'heading', { bold: true }),
];

function bindingLines(state: State, binding: Binding, column: number): readonly Line[] {
  const available = whyNot(state, binding.command) === undefined;
  const first: Line = [span(`  ${padText(keysOf(binding), column)}  `, available ? 'accent' : 'muted')];
  const words = translate(state.lang, `${binding.label}.long` as `ui.key.run.long`);
  return wrap([span(words, available ? 'text' : 'muted')], state.columns - 1, { first });
}

/** What the lab had to say when it came up, e.g. what is not as in the source here. */
function aboutLab(state: State): readonly Line[] {
  const { warnings } = state.lab;
  if (warnings.length === 0) return [];
  const words = warnings.flatMap((warning) =>
    wrap([span(wordsIn(state.lang)(warning))], state.columns - 1, { first: [span('  ')] }),
  );
  return [blank, title(state, 'ui.help.lab'), ...words];
}

function legend(state: State, id: 'ui.help.checks' | 'ui.help.steps', statuses: readonly Status[]): readonly Line[] {
  const column = Math.max(...statuses.map((status) => cellWidth(translate(state.lang, status.word))));
  const rows = statuses.flatMap((status) =>
    wrap([span(translate(state.lang, `${status.word}.long` as 'ui.status.pass.long'))], state.columns - 1, {
      first: [span(`  ${status.glyph} ${padText(translate(state.lang, status.word), column)}  `, status.role)],
    }),
  );
  return [blank, title(state, id), ...rows];
}
