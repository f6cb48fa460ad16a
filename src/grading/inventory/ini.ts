import { text } from '../../i18n/text.ts';
import { type Draft, emptyDraft, groupOf, hostOf, type Remark, type Value } from './model.ts';
import { expandPattern } from './pattern.ts';

/**
 * Ansible's INI inventory: `[group]`, `[group:children]`, `[group:vars]`, host lines with `key=value`. A line that cannot be
 * read is a problem: a machine that is silently left out would be a student without a grade.
 */
export function readIni(content: string): { readonly draft: Draft; readonly problems: readonly Remark[] } {
  const draft = emptyDraft();
  const problems: Remark[] = [];
  let section = { group: 'ungrouped', kind: 'hosts' };
  for (const [index, raw] of content.split(/\r?\n/).entries()) {
    const line = index + 1;
    const words = raw.trim();
    if (words === '' || words.startsWith('#') || words.startsWith(';')) continue;
    const [, group, kind = 'hosts'] = /^\[([^\s:[\]]+)(?::(\w+))?\]\s*(?:[#;].*)?$/.exec(words) ?? [];
    if (group !== undefined && !isRange(group)) {
      if (!['hosts', 'children', 'vars'].includes(kind)) problems.push(bad(line, words));
      section = { group, kind };
      groupOf(draft, group);
      continue;
    }
    if (!take(draft, section, words, line)) problems.push(bad(line, words));
  }
  return { draft, problems };
}

/** `[01:30]` alone in a line would be a section of kind 30. */
const isRange = (group: string): boolean => /^\d+$/.test(group);

// The words themselves may hold a password.
const bad = (line: number, words: string): Remark => ({
  line,
  text: text('inventory.line', { words: (words.split(/[\s=]/)[0] ?? '').slice(0, 40) }),
});

function take(draft: Draft, { group, kind }: { group: string; kind: string }, words: string, line: number): boolean {
  if (kind === 'vars') {
    const at = words.indexOf('=');
    const name = words.slice(0, Math.max(0, at)).trim();
    if (name === '' || /\s/.test(name)) return false;
    groupOf(draft, group).vars.set(name, { value: unquoted(words.slice(at + 1).trim()), line });
    return true;
  }
  const tokens = shellWords(words);
  const [first, ...rest] = tokens ?? [];
  if (first === undefined) return false;
  if (kind === 'children') {
    if (rest.length > 0 || !/^[^\s:[\]=]+$/.test(first)) return false;
    groupOf(draft, first);
    groupOf(draft, group).children.add(first);
    return true;
  }
  return takeHost(draft, group, first, rest, line);
}

function takeHost(draft: Draft, group: string, first: string, rest: readonly string[], line: number): boolean {
  const pattern = expandPattern(first);
  if (!pattern.ok) return false;
  const vars: [string, Value][] = [];
  if (pattern.value.port !== undefined) vars.push(['ansible_port', { value: pattern.value.port, line }]);
  for (const token of rest) {
    const at = token.indexOf('=');
    if (at < 1) return false;
    vars.push([token.slice(0, at), { value: token.slice(at + 1), line }]);
  }
  for (const name of pattern.value.names) {
    const host = hostOf(draft, name);
    host.groups.add(group);
    for (const [key, value] of vars) host.vars.set(key, value);
  }
  return true;
}

/** Python takes a value in quotes for a string; a comment may follow. */
function unquoted(value: string): string {
  const quote = value[0] ?? '';
  const bare = withoutComment(value);
  if (quote !== "'" && quote !== '"') return bare;
  // A # inside of the quotes begins no comment.
  const end = value.lastIndexOf(quote);
  const after = value.slice(end + 1).trimStart();
  return end > 0 && (after === '' || after.startsWith('#')) ? value.slice(1, end) : bare;
}

function withoutComment(value: string): string {
  const at = / #|\t#/.exec(value)?.index;
  return at === undefined ? value : value.slice(0, at).trimEnd();
}

/** A piece of a word, blanks between words, or a comment: as Python's shlex has them. */
const piece =
  /(?<blank>\s+)|(?<comment>#.*$)|'(?<single>[^']*)'|"(?<double>(?:\\.|[^"\\])*)"|\\(?<escaped>.)|(?<plain>[^\s#'"\\]+)/y;

/** As Python's shlex with comments: quotes join, a backslash escapes, an open quote is an error (undefined). */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  piece.lastIndex = 0;
  while (piece.lastIndex < line.length) {
    const { blank, comment, single, double, escaped, plain } = piece.exec(line)?.groups ?? {};
    if (blank === undefined && comment === undefined) {
      const more = single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain;
      if (more === undefined) return undefined;
      word = `${word ?? ''}${more}`;
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}
