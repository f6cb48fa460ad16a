import { messageOf } from '../i18n/catalogue.ts';
import type { Lang } from '../i18n/text.ts';

/** The parts of a step, in the order in which a lesson file must have them. */
export const sectionKinds = ['predict', 'look', 'checks', 'hints', 'undo'] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** The parts of the page at the end of a lesson, in their order. */
export const endKinds = ['counterpart', 'experiments'] as const;
export type EndKind = (typeof endKinds)[number];

/** The third-level heading of a lesson file that opens it. */
export const sectionTitle = (lang: Lang, kind: SectionKind | EndKind): string =>
  messageOf(lang, `course.heading-${kind}`);

/** Which section a heading opens, if any. */
export function sectionOf(lang: Lang, title: string): SectionKind | undefined {
  return sectionKinds.find((kind) => sectionTitle(lang, kind) === title);
}
