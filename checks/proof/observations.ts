import type { Text } from '../../src/i18n/text.ts';
import { text } from '../words/text.ts';

/** Commands that only look: leaving them out, or typing something else, leaves no state behind that could be wrong. */
export const observations: { readonly [step: string]: Text } = {
  'look-inside': text('proof.observation.links'),
  'bridge-show': text('proof.observation.ports'),
  talk: text('proof.observation.fetch'),
  'talk-outside': text('proof.observation.fetch'),
  'talk-hairpin': text('proof.observation.fetch'),
};
