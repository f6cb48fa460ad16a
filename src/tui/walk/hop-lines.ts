import type { MessageId } from '../../i18n/catalogue.ts';
import { text } from '../../i18n/text.ts';
import { glyphs, hopGlyphs } from '../../text/glyphs.ts';
import { type Leg, legsOf, placeOf, tupleWords, walkWords } from '../../trace/index.ts';
import type { Walking } from '../model/current-walk.ts';
import { checksOf, currentStep } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { translate, wordsIn } from '../model/words.ts';
import { clipLine, padText } from '../text/clip.ts';
import { type Line, type Role, type Span, span } from '../text/span.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** A decision is a glyph and a word; the colour only repeats it. */
const decisions: {
  readonly [decision in Leg['hop']['decision']]: {
    readonly glyph: string;
    readonly word: MessageId;
    readonly role: Role;
  };
} = {
  pass: { glyph: hopGlyphs.pass, word: 'ui.walk.pass', role: 'pass' },
  rewrite: { glyph: hopGlyphs.rewrite, word: 'ui.walk.rewrite', role: 'accent' },
  stop: { glyph: hopGlyphs.stop, word: 'ui.walk.stop', role: 'fail' },
  unknown: { glyph: hopGlyphs.unknown, word: 'ui.walk.unknown', role: 'blocked' },
};

/** `web → 192.0.2.50:80`, and the check that asks for it. */
export function titleLines(state: State, { check, walk }: Walking, width: number): readonly Line[] {
  const { from, to, port } = walk.trace.flow;
  const step = currentStep(state);
  const title = step && checksOf(state, step).find(({ id }) => id === check)?.title;
  const flow = span(`${from} → ${to}${port === undefined ? '' : `:${port}`}`, 'heading', { bold: true });
  return [clipLine([flow, ...(title === undefined ? [] : [span(`  ${title}`, 'muted')])], width)];
}

/** How it ends, first the disposition in a glyph and words. */
export function endLines(state: State, { check, walk }: Walking, width: number): readonly Line[] {
  const { disposition } = walk.trace;
  const good = disposition === 'delivered';
  const [glyph, role]: readonly [string, Role] =
    walk.fit === 'same' ? (good ? [glyphs.pass, 'pass'] : [glyphs.fail, 'fail']) : [glyphs.error, 'blocked'];
  const word = walk.fit === 'differs' ? 'ui.walk.undecided' : (`trace.is.${disposition}` as const);
  const old = state.stale[check] || state.results[check]?.walk !== walk;
  return [
    ...wrap([span(wordsIn(state.lang)(walkWords(walk)), role === 'pass' ? 'text' : role)], width, {
      first: [span(`${glyph} ${translate(state.lang, word)}  `, role, { bold: true })],
      rest: [{ text: '  ' }],
    }),
    ...(old ? wrap([span(translate(state.lang, 'ui.walk.old'), 'muted')], width, { first: [{ text: '  ' }] }) : []),
  ];
}

/** Everything about one hop: where, what happened, by which rule, and the packet before and after. */
export function hopLines(state: State, { walk }: Walking, index: number, width: number): readonly Line[] {
  const legs = legsOf(walk.trace);
  const one = legs[index];
  if (!one) return [];
  const { hop, before } = one;
  const { glyph, word, role } = decisions[hop.decision];
  const head: Line = [
    span(`◆ ${index + 1}/${legs.length} `, 'selected'),
    span(` ${translate(state.lang, `ui.walk.${one.leg}`)} · `, 'muted'),
    span(whereOf(state, one), 'text', { bold: true }),
    span(`  ${glyph} ${translate(state.lang, word)}`, role),
  ];
  const misses = (hop.nearMisses ?? []).flatMap((miss) => detail(state, 'ui.walk.nearly', nearly(state, miss), width));
  const rewritten = hop.decision === 'rewrite' && before;
  return [
    ...wrap(head, width, { rest: [{ text: '    ' }] }),
    ...(isReported(hop, walk) ? [] : wrap([span(wordsIn(state.lang)(hop.detail))], width, { first: [{ text: '  ' }] })),
    ...(hop.evidence === undefined ? [] : detail(state, 'ui.walk.rule', hop.evidence, width, 'code')),
    ...misses,
    ...(rewritten
      ? [
          ...detail(state, 'ui.walk.before', tupleWords(before), width),
          ...detail(state, 'ui.walk.after', tupleWords(hop.packet), width),
        ]
      : detail(state, 'ui.walk.packet', tupleWords(hop.packet), width)),
  ];
}

/** `endLines` reports the end beside every hop, so the hop of the end need not repeat it. */
const isReported = ({ detail }: Leg['hop'], { trace, fit }: Walking['walk']): boolean =>
  fit === 'same' && detail === trace.reason;

const nearly = (state: State, miss: { readonly rule: string; readonly wants: string; readonly is: string }): string =>
  wordsIn(state.lang)(text('trace.end.near-miss', miss));

/** `host nic0 ip/forward` */
const whereOf = (state: State, { hop }: Leg): string =>
  [hop.node, hop.device, stageWords(state, hop)].filter((part) => part !== undefined).join(' ');

/** A hook has the kernel's own name; what is done between hooks is told in words. */
const stageWords = (state: State, hop: Leg['hop']): string =>
  hop.stage.kind === 'hook' ? placeOf(hop) : translate(state.lang, 'ui.walk.stage', { stage: hop.stage.kind });

const labels = ['ui.walk.rule', 'ui.walk.nearly', 'ui.walk.packet', 'ui.walk.before', 'ui.walk.after'] as const;

function detail(
  state: State,
  label: (typeof labels)[number],
  value: string,
  width: number,
  role: Role = 'text',
): readonly Line[] {
  const column = Math.max(...labels.map((id) => cellWidth(translate(state.lang, id))));
  const first: Span = span(`  ${padText(translate(state.lang, label), column)}  `, 'muted');
  return wrap([span(value, role)], width, { first: [first] });
}

/** Every hop in one row, the current one marked. */
export function listLines(state: State, { walk, hop }: Walking): readonly Line[] {
  return legsOf(walk.trace).flatMap((one, index, all): readonly Line[] => {
    const { glyph, word, role } = decisions[one.hop.decision];
    const here = index === hop;
    const turns = one.leg === 'reply' && all[index - 1]?.leg !== 'reply';
    const decided = one.hop.decision === 'pass' ? '' : ` ${translate(state.lang, word)}`;
    return [
      ...(turns ? [[span(`  ${translate(state.lang, 'ui.walk.reply')}`, 'muted')]] : []),
      [
        span(here ? '◆ ' : '  ', 'accent'),
        span(`${glyph} `, role),
        span(whereOf(state, one), here ? 'selected' : 'text'),
        span(decided, role),
      ],
    ];
  });
}
