import type { Lang } from '../i18n/text.ts';

/** The parts of a step, in the order in which a lesson file must have them. */
export const sectionKinds = ['predict', 'look', 'checks', 'hints', 'undo'] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** The third-level headings of a lesson file. They are syntax, so they live here and not in the catalogues. */
export const sectionTitles: { readonly [lang in Lang]: { readonly [kind in SectionKind]: string } } = {
  en: { predict: 'Predict', look: 'Look', checks: 'Checks', hints: 'Hints', undo: 'Undo' },
  'zh-CN': { predict: '先猜一猜', look: '观察', checks: '检查', hints: '提示', undo: '撤销' },
};

/** Which section a heading opens, if any. */
export function sectionOf(lang: Lang, title: string): SectionKind | undefined {
  return sectionKinds.find((kind) => sectionTitles[lang][kind] === title);
}
