import { type Text, text } from '../i18n/text.ts';
import type { Branch, Trace } from './trace.ts';
import type { Choice } from './walk.ts';

/** A walk by one outcome of every chance that was met. */
interface Way {
  readonly walk: { readonly choices: readonly Choice[] };
  readonly trace: Trace;
}

/** So many of them are told in words. */
const mostReported = 8;

/** Ways that end alike are one branch. */
function branchesOf(ways: readonly Way[]): readonly Branch[] {
  const found = new Map<string, Branch>();
  for (const { walk, trace } of ways) {
    const { disposition, reason, expected } = trace;
    const key = JSON.stringify([disposition, reason, expected]);
    const odds = walk.choices.reduce((product, choice) => product * (choice.odds ?? 1), 1);
    found.set(key, { odds: odds + (found.get(key)?.odds ?? 0), disposition, reason, expected });
  }
  return [...found.values()].sort((one, other) => other.odds - one.odds);
}

/** `1 of 3`, where it is that; else in per cent. */
function shareWords(odds: number): Text {
  const of = 1 / odds;
  const isWhole = Math.abs(of - Math.round(of)) < 0.01;
  return isWhole
    ? text('trace.chance.one-of', { of: Math.round(of) })
    : text('trace.chance.percent', { percent: Math.round(odds * 1000) / 10 });
}

function listed([first, ...others]: readonly Text[]): Text | undefined {
  const rest = first && listed(others);
  return rest ? text('trace.chance.more', { first, rest }) : first;
}

/** The walk where chance decides: what may happen, and how often. */
export function split(first: Trace, ways: readonly Way[]): Trace {
  const branches = branchesOf(ways);
  const notified = branches
    .slice(0, mostReported)
    .map(({ odds, reason }) => text('trace.chance.branch', { share: shareWords(odds), reason }));
  const reason = text('trace.chance', { branches: listed(notified) ?? first.reason });
  return { ...first, disposition: 'not-enough-information', reason, expected: { outcome: 'unknown' }, branches };
}
