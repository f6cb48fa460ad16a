import type { Counts } from './counts.ts';

/** How a number stands in a sentence; the one group is the number. */
const phrases: readonly (readonly [keyof Counts, RegExp])[] = [
  ['diagnoses', /\b(\d+|[a-z]+-?[a-z]*)(?= (?:different )?diagnoses\b)/gi],
  ['mutants', /\b(\d+)(?= (?:wrong versions|mutants)\b)/g],
  ['alternatives', /\b(\d+)(?= (?:solutions that are right|alternatives)\b)/g],
  ['fakes', /\b(\d+)(?= fakes\b| cases, `bridgework course test --only fooled)/g],
  ['lessons', /\b(\d+|[a-z]+)(?= lessons\b)/gi],
  ['pitfalls', /\b(\d+)(?= (?:things that (?:will )?spoil|pitfalls)\b)/g],
  ['formats', /\b(\d+|[a-z]+)(?= (?:report )?formats\b)/gi],
];

const numerals = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Figures of recorded runs: whoever quotes one has it from this page. */
const recorded: readonly (readonly [RegExp, string])[] = [
  [/in ([\d,]+) labs with ([\d,]+) requests/g, 'docs/differential.md'],
];

interface Corrected {
  readonly text: string;
  /** What was wrong, a sentence each. */
  readonly changes: readonly string[];
}

/** A page with the numbers that the code has. A figure of a run cannot be corrected here, only named. */
export function corrected(page: string, counts: Counts, read: (source: string) => string): Corrected {
  const changes: string[] = [];
  let text = page;
  for (const [what, pattern] of phrases) {
    text = text.replace(pattern, (phrase: string) => {
      const value = /^\d+$/.test(phrase) ? Number(phrase) : numerals.indexOf(phrase.toLowerCase());
      if (value < 0 || value === counts[what]) return phrase;
      changes.push(`${phrase} ${what}, and there are ${counts[what]}`);
      const word = numerals[counts[what]];
      return /^\d+$/.test(phrase) || word === undefined ? String(counts[what]) : word;
    });
  }
  for (const [pattern, source] of recorded) {
    const figures = [...page.matchAll(pattern)].flatMap(([, ...found]) => found);
    const known = read(source);
    const lost = figures.filter(
      (figure) => !new RegExp(`(?<![\\d.,])${figure.replace('.', '\\.')}(?![\\d]|[.,]\\d)`).test(known),
    );
    changes.push(...lost.map((figure) => `${figure}, which ${source} does not have`));
  }
  return { text, changes };
}
