import { type Lang, text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { aspects, type Outcome } from '../../proof/case.ts';
import { glyphs } from '../../text/glyphs.ts';
import { holds, type ProofDocument } from '../json/proof-document.ts';

type Tried = ProofDocument['cases'][number];

/** A status is a glyph and a word, never a colour alone. */
const mark = ({ held, unable }: Pick<Tried, 'held' | 'unable'>): string =>
  unable === undefined ? (held ? glyphs.pass : glyphs.fail) : glyphs.error;

const titled = ({ aspect, step, name }: Pick<Tried, 'aspect' | 'step' | 'name'>, translate: Translate): string =>
  [translate(text(`proof.aspect.${aspect}`)), step, name].filter(Boolean).join(' · ');

/** While it runs: one line a case, and below it what does not hold. */
export function progressLines(outcome: Outcome, at: { readonly count: number; readonly total: number }, lang: Lang) {
  const translate = translator(lang);
  const { problems, unable, ms } = outcome;
  const glyph = mark({ held: holds(outcome), ...(unable ? { unable: translate(unable) } : {}) });
  const place = String(at.count).padStart(String(at.total).length);
  const head = `${glyph} ${place}/${at.total}  ${(ms / 1000).toFixed(1)} s  ${titled(outcome, translate)}`;
  return [head, ...[...(unable ? [unable] : []), ...problems].map((problem) => `      ${translate(problem)}`)];
}

/** The table, what does not hold, and every wrong version that was tried. */
export function proofLines(document: ProofDocument, lang: Lang): readonly string[] {
  const translate = translator(lang);
  const { cases, checks, gaps } = document;
  const fixed = checks.flatMap(({ check, notCausal: reason }) => (reason === undefined ? [] : [{ check, reason }]));
  const mutants = cases.filter(({ aspect }) => aspect === 'caught');
  const bad = cases.filter(({ held }) => !held);
  return [
    ...mutants.map((one) => `${mark(one)} ${mutantLine(one)}`),
    ...(mutants.length > 0 ? [''] : []),
    translate(text('proof.not-causal.title')),
    ...fixed.map((one) => `  ${translate(text('proof.not-causal', one))}`),
    '',
    ...bad.flatMap((one) => [
      `${mark(one)} ${titled(one, translate)}`,
      ...[...(one.unable ? [one.unable] : []), ...one.problems].map((problem) => `      ${problem}`),
    ]),
    ...gaps,
    ...tableLines(document, translate),
  ];
}

const mutantLine = ({ step, name, wrong }: Tried): string => {
  const expected = Object.entries(wrong?.fails ?? {}).map(([check, diagnosis]) => `${check}: ${diagnosis}`);
  return `${step} · ${name} → ${expected.join(', ')}`;
};

function tableLines({ cases, checks, summary, jobs, ms }: ProofDocument, translate: Translate): string[] {
  const held = (aspect: Tried['aspect']): readonly Tried[] => cases.filter((one) => one.aspect === aspect && one.held);
  const diagnoses = new Set(held('caught').flatMap(({ wrong }) => Object.values(wrong?.fails ?? {}))).size;
  const more = {
    causal: {},
    caught: { diagnoses },
    fair: { whole: held('fair').filter(({ until }) => until === 'course').length },
    kept: {},
    fooled: {},
  };
  const unable = cases.filter((one) => one.unable !== undefined).length;
  const fixed = checks.filter(({ notCausal }) => notCausal !== undefined).length;
  return [
    translate(text('proof.table.checks', { checks: checks.length, notCausal: fixed })),
    ...aspects.flatMap((aspect) => {
      const counts = summary[aspect];
      return counts ? [translate(text(`proof.table.${aspect}`, { ...counts, ...more[aspect] }))] : [];
    }),
    ...(unable > 0 ? [translate(text('proof.table.unable', { count: unable }))] : []),
    translate(text('proof.table.time', { seconds: Math.round(ms / 1000), jobs })),
  ];
}
