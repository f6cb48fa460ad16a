import type { Match, MatchTest } from './match.ts';
import type { Chain, Rule } from './model.ts';

/**
 * iptables-nft's tables are seen twice, and neither view is enough: nft's JSON hides what is inside `xt` parts, and
 * iptables-nft-save prints a native rule in such a table without the parts that iptables does not know (seen with
 * 1.8.9: `tcp dport vmap { 80 : drop }` becomes `-A FORWARD -p tcp`). So: JSON says which rules there are, and the
 * line is believed for rules with `xt` parts, which only iptables can make.
 */
function isForeign(rule: Rule): boolean {
  const target = rule.target?.kind === 'unknown' ? [rule.target.name] : [];
  const unknowns = rule.matches.filter((match) => match.kind === 'unknown').map((match) => match.text);
  return [...unknowns, ...target].some((text) => text.startsWith('xt '));
}

/** What a match asks without how it was written; lists in one order. */
function meaning(match: Match): string {
  const { text: _, ...rest } = match;
  const test: MatchTest & { negated: boolean } = rest;
  if (test.kind === 'tcp-flags')
    return JSON.stringify({ ...test, mask: [...test.mask].sort(), set: [...test.set].sort() });
  return test.kind === 'unknown' ? 'unknown' : JSON.stringify(test, Object.keys(test).sort());
}

/** The line says the same as the native rule: it lost nothing. */
function sameMeaning(line: Rule, native: Rule): boolean {
  const keyOf = (rule: Rule): string =>
    [...new Set(rule.matches.filter((match) => match.kind !== 'family').map(meaning))].sort().join();
  const does = (rule: Rule): string => JSON.stringify(rule.target ?? rule.effects);
  return keyOf(line) === keyOf(native) && does(line) === does(native);
}

function mergeRule(line: Rule, native: Rule): Rule {
  if (!isForeign(native) && !sameMeaning(line, native)) return native;
  return native.handle === undefined ? line : { ...line, handle: native.handle };
}

/** Different lengths: the two were not read at the same moment, and lines cannot be told which is which. */
function mergeRules(lines: readonly Rule[], native: readonly Rule[]): readonly Rule[] {
  if (lines.length !== native.length) return native;
  return native.map((rule, index) => {
    const line = lines[index];
    return line ? mergeRule(line, rule) : rule;
  });
}

/** Same place: a base chain of nft's own may have taken a built-in name, at another hook. */
const placeOf = ({ table, name, base }: Chain): string => `${table} ${name} ${base?.hook}`;

const byPlace = (chains: readonly Chain[]): ReadonlyMap<string, Chain> =>
  // The first of a name counts.
  new Map([...chains].reverse().map((chain) => [placeOf(chain), chain]));

/**
 * The chains of iptables-nft-save and of `nft -j list ruleset` as one list, each chain and rule once.
 * Built-in chains that iptables-nft-save prints although the kernel has none are left out; without JSON all are kept.
 */
export function mergeNft(saved: readonly Chain[], native: readonly Chain[], hasJson: boolean): readonly Chain[] {
  if (!hasJson) return saved;
  const twins = byPlace(saved);
  const merged = native.map((chain): Chain => {
    const twin = chain.family === 'ip' ? twins.get(placeOf(chain)) : undefined;
    if (!twin) return chain;
    const counters = twin.counters ? { counters: twin.counters } : {};
    return { ...chain, ...counters, backend: 'iptables-nft', rules: mergeRules(twin.rules, chain.rules) };
  });
  const there = byPlace(native.filter(({ family }) => family === 'ip'));
  const missing = saved.filter((chain) => chain.rules.length > 0 && !there.has(placeOf(chain)));
  return [...merged, ...missing];
}
