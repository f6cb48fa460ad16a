import { styleText } from 'node:util';
import { type Lang, text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { glyphs, hopGlyphs } from '../../text/glyphs.ts';
import { endWords, type Hop, placeOf, type Trace, tupleWords } from '../../trace/index.ts';

/** What a colour means. On a terminal without colours, or where NO_COLOR forbids them, the glyph and the word remain. */
const meanings = {
  pass: { glyph: hopGlyphs.pass, style: 'green' },
  rewrite: { glyph: hopGlyphs.rewrite, style: 'cyan' },
  stop: { glyph: hopGlyphs.stop, style: 'red' },
  unknown: { glyph: hopGlyphs.unknown, style: 'yellow' },
} as const;

/** The way of the packet from top to bottom, one line a hop, then where it ended and why. */
export function traceLines(trace: Trace, lang: Lang): readonly string[] {
  const translate = translator(lang);
  const { flow, hops, reply } = trace;
  const target = flow.port === undefined ? flow.to : `${flow.to}:${flow.port}`;
  const all = [...hops, ...(reply ?? [])];
  const widths: Widths = {
    node: Math.max(...all.map(({ node }) => node.length), 0),
    device: Math.max(...all.map(({ device = '' }) => device.length), 0),
    place: Math.max(...all.map((hop) => placeOf(hop).length), 0),
    packet: Math.max(...all.map(({ packet }) => tupleWords(packet).length), 0),
  };
  const back =
    reply && reply.length > 0 ? [translate(text('cli.trace.reply')), ...hopsLines(reply, widths, translate)] : [];
  return [
    `${flow.from} → ${target} (${flow.proto})`,
    ...hopsLines(hops, widths, translate),
    ...back,
    endLine(trace, translate),
    ...largeLine(trace, translate),
  ];
}

type Widths = { readonly [column in 'node' | 'device' | 'place' | 'packet']: number };

function hopsLines(hops: readonly Hop[], widths: Widths, translate: Translate): readonly string[] {
  return hops.flatMap((hop) => {
    const { glyph, style } = meanings[hop.decision];
    const columns = [
      hop.node.padEnd(widths.node),
      (hop.device ?? '').padEnd(widths.device),
      placeOf(hop).padEnd(widths.place),
      tupleWords(hop.packet).padEnd(widths.packet),
      translate(hop.detail),
    ];
    const head = `  ${styleText(style, glyph)} ${columns.join('  ')}`.trimEnd();
    const evidence = hop.evidence === undefined ? [] : [`      ${styleText('dim', hop.evidence)}`];
    const misses = (hop.nearMisses ?? []).map((miss) => `      ${translate(text('cli.trace.near-miss', miss))}`);
    return [head, ...evidence, ...misses];
  });
}

/** A small page comes, and a large one does not. */
function largeLine({ large }: Trace, translate: Translate): readonly string[] {
  if (!large) return [];
  return [`${styleText('yellow', glyphs.error)} ${translate(text('trace.large', { said: endWords(large) }))}`];
}

function endLine({ disposition, reason }: Trace, translate: Translate): string {
  const isGood = disposition === 'delivered';
  const isOpen = disposition === 'not-enough-information';
  const style = isGood ? 'green' : isOpen ? 'yellow' : 'red';
  const glyph = isGood ? glyphs.pass : isOpen ? glyphs.error : glyphs.fail;
  return `${styleText(style, `${glyph} ${translate(text(`trace.is.${disposition}`))}`)}  ${translate(reason)}`;
}
