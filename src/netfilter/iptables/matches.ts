import type { Match } from '../match.ts';
import { knownModules, options } from './options.ts';
import { isOption, printed, type Token } from './tokens.ts';

/** The conditions of a rule, its comment, and the words from -j or -g on. */
export interface Conditions {
  readonly matches: readonly Match[];
  readonly comment?: string;
  readonly rest: readonly Token[];
}

interface Step {
  readonly match?: Match;
  readonly comment?: string;
  readonly next: number;
}

/** Up to the next option: the words of something that we do not know. */
function skip(words: readonly Token[], from: number): number {
  let next = from;
  while (next < words.length && !isOption(words[next])) next += 1;
  return next;
}

function unknown(words: readonly Token[], start: number, next: number): Step {
  return { match: { kind: 'unknown', negated: false, text: printed(words.slice(start, next)) }, next };
}

/** `-m MODULE`: nothing by itself when we know its options; else it and all its options are one unknown match. */
function readModule(words: readonly Token[], start: number): Step {
  const name = words[start + 1]?.text ?? '';
  if (knownModules.has(name)) return { next: start + 2 };
  let next = start + 2;
  while (next < words.length && !['-m', '-j', '-g'].includes(words[next]?.text ?? ''))
    next = Math.max(next + 1, skip(words, next + 1));
  return unknown(words, start, next);
}

function readOption(words: readonly Token[], start: number): Step {
  const negated = words[start]?.text === '!';
  const at = negated ? start + 1 : start;
  const name = words[at]?.text ?? '';
  if (name === '-m') return readModule(words, at);
  if (name === '--comment') return { comment: words[at + 1]?.text ?? '', next: at + 2 };
  if (name === '-p' && words[at + 1]?.text === 'all') return { next: at + 2 };
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  const next = option ? at + 1 + option.words : skip(words, at + 1);
  const test = option?.read(words[at + 1]?.text ?? '', words[at + 2]?.text ?? '');
  if (!test || next > words.length) return unknown(words, start, Math.min(next, words.length));
  return { match: { ...test, negated, text: printed(words.slice(start, next)) }, next };
}

/** Reads the words between `-A CHAIN` and the target. Never fails: what it does not know becomes an unknown match. */
export function readConditions(words: readonly Token[]): Conditions {
  const matches: Match[] = [];
  let comment: string | undefined;
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    if (word && !word.quoted && (word.text === '-j' || word.text === '-g')) break;
    const step = readOption(words, at);
    if (step.match) matches.push(step.match);
    comment = step.comment ?? comment;
    at = step.next;
  }
  return { matches, ...(comment === undefined ? {} : { comment }), rest: words.slice(at) };
}
