import type { Match, RecentEntry } from './match.ts';
import type { Ruleset } from './model.ts';

/**
 * Of one connection that is being opened, so many packets may be written down before the one that is asked about: the
 * first one, sent again and again while nobody answers.
 */
const ofOneConnection = 3;

const entry = /^src=([\d.]+) ttl: \d+ last_seen: \d+ oldest_pkt: \d+ ([\d, ]+)$/;

/** `list NAME` before the lines of /proc/net/xt_recent/NAME; a list with a line that is none of its own is left out. */
function listsIn(text: string): ReadonlyMap<string, readonly RecentEntry[]> {
  const lists = new Map<string, RecentEntry[]>();
  let name = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('list ')) {
      name = line.slice('list '.length);
      lists.set(name, []);
      continue;
    }
    const [, address, stamps] = entry.exec(line) ?? [];
    if (address !== undefined && stamps !== undefined)
      lists.get(name)?.push({ address, packets: stamps.split(',').length });
    else if (line !== '') lists.delete(name);
  }
  return lists;
}

/** Fills in what the lists of `-m recent` hold. `text`: as the fact of rules prints it. */
export function withRecent(ruleset: Ruleset, text: string): Ruleset {
  const lists = listsIn(text);
  const rules = ruleset.chains.flatMap((chain) => chain.rules);
  const filled = new Set(rules.flatMap(({ text: words }) => (words.includes(' --set') ? listNames(words) : [])));
  const known = (match: Match): Match => {
    if (match.kind !== 'recent') return match;
    const entries = lists.get(match.list);
    return entries ? { ...match, entries, own: filled.has(match.list) ? ofOneConnection : 0 } : match;
  };
  return {
    ...ruleset,
    chains: ruleset.chains.map((chain) => ({
      ...chain,
      rules: chain.rules.map((rule) =>
        rule.matches.some(({ kind }) => kind === 'recent') ? { ...rule, matches: rule.matches.map(known) } : rule,
      ),
    })),
  };
}

/** The lists that a rule's line names. */
const listNames = (line: string): readonly string[] =>
  line
    .split(' -m recent ')
    .slice(1)
    .map((words) => / --name (\S+)/.exec(` ${words}`)?.[1] ?? 'DEFAULT');
