import { styleText } from 'node:util';
import { type Lang, text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { glyphs } from '../../text/glyphs.ts';
import { type ComparedHop, placeOf } from '../../trace/index.ts';
import type { Sent } from '../live.ts';

/** A status is a glyph and a word; the colour only repeats it. */
const marks = {
  seen: { glyph: glyphs.pass, style: 'green' },
  'not-seen': { glyph: glyphs.fail, style: 'red' },
  invisible: { glyph: '·', style: 'dim' },
} as const;

/** Beside each predicted hop what was seen of it; then what counted, what conntrack noted, and whether both agree. */
export function liveLines({ trace, live, comparison, counters }: Sent, lang: Lang): readonly string[] {
  const translate = translator(lang);
  const unobservable = live.unobservable.map((one) => `  ? ${translate(text('trace.live.unobservable', { ...one }))}`);
  const tuples = live.connections
    .filter(({ type }) => type === 'new')
    .map(({ node, connection: { original, reply } }) => `  ${node}  ${endsOf(original)} ⇄ ${endsOf(reply)}`);
  const grew = counters.map(
    ({ node, chain, rule, packets }) => `  ${node}  ${chain}  +${packets}  ${rule ?? 'policy'}`,
  );
  return [
    '',
    translate(text('trace.live.title')),
    ...unobservable,
    ...hopLines(comparison.hops, translate),
    ...(grew.length > 0 ? [translate(text('trace.live.counters')), ...grew] : []),
    ...(tuples.length > 0 ? [translate(text('trace.live.connections')), ...tuples] : []),
    ...verdictLines(trace.disposition === 'not-enough-information', comparison, translate),
  ];
}

interface Ends {
  readonly src: string;
  readonly dst: string;
  readonly sport?: number;
  readonly dport?: number;
}

const endsOf = ({ src, dst, sport, dport }: Ends): string =>
  sport === undefined ? `${src} > ${dst}` : `${src}:${sport} > ${dst}:${dport}`;

function hopLines(hops: readonly ComparedHop[], translate: Translate): readonly string[] {
  const widest = (of: (one: ComparedHop) => string): number => Math.max(0, ...hops.map((one) => of(one).length));
  const columns = [
    ({ hop }: ComparedHop) => hop.node,
    ({ hop }: ComparedHop) => hop.device ?? '',
    ({ hop }: ComparedHop) => placeOf(hop),
  ];
  return hops.map((one, index) => {
    const { glyph, style } = marks[one.seen];
    const turn =
      one.leg === 'reply' && hops[index - 1]?.leg === 'request' ? `${translate(text('cli.trace.reply'))}\n` : '';
    const place = columns.map((of) => of(one).padEnd(widest(of))).join('  ');
    const what = one.evidence ?? translate(text(`trace.live.${one.seen}`));
    return `${turn}  ${styleText(style, glyph)} ${place}  ${one.seen === 'invisible' ? styleText('dim', what) : what}`;
  });
}

function verdictLines(
  isOpen: boolean,
  { observed, disagreements }: Sent['comparison'],
  translate: Translate,
): readonly string[] {
  const { outcome, server, client } = observed;
  const real = translate(text('trace.live.real', { outcome }));
  if (isOpen)
    return [`${styleText('yellow', glyphs.error)} ${translate(text('trace.live.undecided', { outcome: real }))}`];
  if (disagreements.length > 0) {
    return [
      `${styleText('red', '!')} ${translate(text('trace.live.bug'))}`,
      ...disagreements.map((one) => `    ${translate(one)}`),
    ];
  }
  const agree =
    server === undefined
      ? text('trace.live.agree', { outcome: real })
      : text('trace.live.agree-who', { server, client: client ?? '' });
  return [`${styleText('green', glyphs.pass)} ${translate(agree)}`];
}
