import { translator } from '../../src/i18n/translate.ts';
import type { Trial } from './run.ts';

const words = translator('en');

/** Figures of a run. */
export interface Tally {
  readonly labs: number;
  readonly lines: number;
  readonly refused: number;
  readonly fetches: number;
  readonly agreed: number;
  readonly disagreed: number;
  readonly notEnough: number;
  /** Agreed, if at all, when they were fetched once more and alone. */
  readonly lookedAgain: number;
  /** How the fetches of those that agreed ended. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Why there was not enough information, in words. */
  readonly reasons: ReadonlyMap<string, number>;
}

export const nothing: Tally = {
  ...{ labs: 0, lines: 0, refused: 0, fetches: 0, agreed: 0, disagreed: 0, notEnough: 0, lookedAgain: 0 },
  ...{ outcomes: new Map(), reasons: new Map() },
};

function counted(before: ReadonlyMap<string, number>, words: readonly string[]): ReadonlyMap<string, number> {
  const after = new Map(before);
  for (const word of words) after.set(word, (after.get(word) ?? 0) + 1);
  return after;
}

export function add(tally: Tally, { plan, refused, comparisons, lookedAgain }: Trial): Tally {
  const of = (verdict: string) => comparisons.filter((one) => one.verdict === verdict);
  return {
    labs: tally.labs + 1,
    lines: tally.lines + plan.lines.length,
    refused: tally.refused + refused.length,
    fetches: tally.fetches + comparisons.length,
    agreed: tally.agreed + of('agreed').length,
    disagreed: tally.disagreed + of('disagreed').length,
    notEnough: tally.notEnough + of('not-enough-information').length,
    lookedAgain: tally.lookedAgain + lookedAgain,
    outcomes: counted(
      tally.outcomes,
      of('agreed').map(({ observed }) => observed.outcome),
    ),
    reasons: counted(
      tally.reasons,
      of('not-enough-information').map(({ trace: { reason } }) => words(reason)),
    ),
  };
}

/** Shares of the fetches that a run must have at least, or it says little: per thousand, by how they ended. */
const leastOf = { answered: 150, refused: 50, timeout: 100, 'no-route': 20, unreachable: 3 } as const;

/** What is wrong with a run as a whole: too much of one kind of end, or too little known. Empty when it says something. */
export function vacuous({ fetches, refused, lines, notEnough, outcomes }: Tally): readonly string[] {
  const perThousand = (count: number, of: number): number => (of === 0 ? 0 : (1000 * count) / of);
  const rare = Object.entries(leastOf)
    .filter(([outcome, least]) => perThousand(outcomes.get(outcome) ?? 0, fetches) < least)
    .map(([outcome, least]) => `fewer than ${least} of 1000 fetches ended with ${outcome}`);
  return [
    ...rare,
    ...(perThousand(notEnough, fetches) > 80 ? ['more than 80 of 1000 walks ended with "not enough information"'] : []),
    ...(perThousand(refused, lines) > 50 ? ['the kernel refused more than 50 of 1000 commands'] : []),
  ];
}

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);

const sorted = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([word, count]) => `  ${String(count).padStart(6)}  ${word}`);

/** The figures in lines. `seconds`: how long it took. */
export function report(tally: Tally, seconds: number): string {
  const { labs, lines, refused, fetches, agreed, disagreed, notEnough, lookedAgain, outcomes, reasons } = tally;
  return [
    `labs                    ${labs}`,
    `commands                ${lines}, refused by the kernel ${refused} (${share(refused, lines)})`,
    `fetches                 ${fetches}`,
    `agreed                  ${agreed} (${share(agreed, fetches)})`,
    `disagreed               ${disagreed}`,
    `looked at again, alone  ${lookedAgain} (${share(lookedAgain, fetches)})`,
    `not enough information  ${notEnough} (${share(notEnough, fetches)})`,
    `time                    ${seconds.toFixed(0)} s, ${(fetches / seconds).toFixed(1)} fetches/s, ${(labs / seconds).toFixed(2)} labs/s`,
    'how the fetches ended that agreed:',
    ...sorted(outcomes),
    ...(reasons.size > 0 ? ['why there was not enough information:', ...sorted(reasons)] : []),
  ].join('\n');
}
