import type { Match } from '../match.ts';
import { type Module, moduleOf } from './modules.ts';
import { icmp, type Options, plainOptions, tcp } from './options.ts';
import { isOption, printed, type Token } from './tokens.ts';

/** The conditions of a rule, its comment, and the words from -j or -g on. */
export interface Conditions {
  readonly matches: readonly Match[];
  readonly comment?: string;
  readonly rest: readonly Token[];
}

interface Step {
  readonly matches: readonly Match[];
  readonly next: number;
}

/** iptables loads the module of a protocol by itself, so that `-p tcp --dport 80` will do. */
const unnamed: Options = { ...plainOptions, ...tcp, ...icmp };

const isPlain = (token: Token | undefined, names: readonly string[]): boolean =>
  token !== undefined && !token.quoted && names.includes(token.text);
const isEnd = (token: Token | undefined): boolean => isPlain(token, ['-j', '-g']);

/** Up to the next option: the words of something that we do not know. */
function skip(words: readonly Token[], from: number): number {
  let next = from;
  while (next < words.length && !isOption(words[next])) next += 1;
  return next;
}

const others = ['-m', '-j', '-g', ...Object.keys(plainOptions)];

/** Where the words of a module end that begins there: up to the next module, target or plain option, or its "not". */
function endOfModule(words: readonly Token[], start: number): number {
  let next = start + 2;
  while (next < words.length) {
    const isNot = isPlain(words[next], ['!']);
    if (isPlain(words[isNot ? next + 1 : next], others)) break;
    // A comment may be any word.
    next += isPlain(words[next], ['--comment']) ? 2 : 1;
  }
  return Math.min(next, words.length);
}

function unknown(words: readonly Token[], start: number, next: number): Match {
  return { kind: 'unknown', negated: false, text: printed(words.slice(start, next)) };
}

function readOption(words: readonly Token[], start: number, options: Options): Step {
  const negated = words[start]?.text === '!';
  const at = negated ? start + 1 : start;
  const name = words[at]?.text ?? '';
  if (name === '-p' && words[at + 1]?.text === 'all') return { matches: [], next: at + 2 };
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  const next = option ? at + 1 + option.words : skip(words, at + 1);
  const test = option?.read(words[at + 1]?.text ?? '', words[at + 2]?.text ?? '');
  if (!test || next > words.length) {
    const end = Math.min(next, words.length);
    return { matches: [unknown(words, start, end)], next: end };
  }
  return { matches: [{ ...test, negated, text: printed(words.slice(start, next)) }], next };
}

/** A module that is read, or left, as one. */
function readWhole(words: readonly Token[], start: number, module: Module): readonly Match[] {
  const end = endOfModule(words, start);
  if (module.standing === 'walked' && 'whole' in module) {
    const found = module.whole(words.slice(start, end).map(({ text }) => text));
    if (found) return found;
  }
  return [unknown(words, start, end)];
}

function commentOf(words: readonly Token[]): string | undefined {
  const at = words.findIndex((word) => isPlain(word, ['--comment']));
  return at < 0 ? undefined : (words[at + 1]?.text ?? '');
}

/** Reads the words between `-A CHAIN` and the target. Never fails: what it does not know becomes an unknown match. */
export function readConditions(words: readonly Token[]): Conditions {
  const matches: Match[] = [];
  let options = unnamed;
  let comment: string | undefined;
  let at = 0;
  while (at < words.length && !isEnd(words[at])) {
    if (isPlain(words[at], ['-m'])) {
      const module = moduleOf(words[at + 1]?.text ?? '');
      const end = endOfModule(words, at);
      if (module.standing === 'walked' && 'options' in module) {
        options = { ...unnamed, ...module.options };
        at += 2;
        continue;
      }
      if (module.standing === 'harmless') comment = commentOf(words.slice(at, end)) ?? comment;
      else matches.push(...readWhole(words, at, module));
      at = end;
      continue;
    }
    const step = readOption(words, at, options);
    matches.push(...step.matches);
    at = step.next;
  }
  return { matches, ...(comment === undefined ? {} : { comment }), rest: words.slice(at) };
}
