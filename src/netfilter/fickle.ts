import type { Evaluation } from './evaluate/evaluate.ts';
import type { Match } from './match.ts';
import type { Rule, RuleAt } from './model.ts';

/** Conditions that hold for a while, for some packets, or by chance: modules of iptables, statements of nft. */
const fickle =
  /^(?:-m |xt match )(?:limit|hashlimit|quota|connlimit|connbytes|rateest|statistic|time)\b|^-m recent --(?:update|rcheck|remove)\b|^limit rate |^\{?"?(?:quota|numgen|ct count|limit)\b|^(?:ct (?:bytes|packets|avgpkt)|meta (?:time|day|hour)) /;
/** Those that begin to hold where somebody is too many. A refusal by any other one refuses who comes now, until it does not. */
const tooMany =
  /^-m connlimit (?:.* )?--connlimit-above\b|^-m hashlimit (?:.* )?--hashlimit-above\b|^limit rate over |^ct count over |^\{?"?(?:limit|ct count)\b.*"inv": ?true/;

export interface ForNow extends RuleAt {
  /** The condition, as the tool prints it. */
  readonly match: string;
}

const refuses = ({ target }: Rule): boolean => target?.kind === 'drop' || target?.kind === 'reject';

/** It is there to keep off too many, and lets pass whoever comes now and then. */
export const keepsOffTooMany = (rule: Rule): boolean =>
  refuses(rule) && rule.matches.some(({ kind, text }) => kind === 'unknown' && tooMany.test(text));

const conditionOf = (rule: Rule): string | undefined => {
  const keepsOff = refuses(rule);
  const isFickle = ({ kind, text, lasting }: Match): boolean =>
    kind === 'chance' ||
    lasting !== undefined ||
    (kind === 'unknown' && fickle.test(text) && !(keepsOff && tooMany.test(text))) ||
    // Who is on the list of a refusal has come too often.
    (kind === 'recent' && fickle.test(text) && !keepsOff);
  const { matches, target } = rule;
  const cases = target?.kind === 'vmap' ? target.cases.flatMap(({ when }) => when) : [];
  return (matches.find(isFickle) ?? cases.find((match) => match.lasting !== undefined))?.text;
};

/** A rule that has a say in what becomes of the packet, and says something else when it is asked again. */
export function decidedForNow({ dependsOn }: Evaluation): ForNow | undefined {
  for (const at of dependsOn) {
    const match = conditionOf(at.rule);
    if (match !== undefined) return { ...at, match };
  }
  return undefined;
}
