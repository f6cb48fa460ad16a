import type { Check } from '../verify/check.ts';

/** These checks and all that they depend on, in the order of the course. */
export function withDependencies(all: readonly Check[], ids: readonly string[]): readonly Check[] {
  const wanted = new Set(ids);
  for (const check of [...all].reverse()) {
    if (wanted.has(check.id)) for (const id of check.after) wanted.add(id);
  }
  return all.filter(({ id }) => wanted.has(id));
}

/** What can be said of a failed check in one word: its diagnosis, else its verdict. */
export function inOneWord(verdict: { readonly verdict: string; readonly diagnosis?: { readonly id: string } }): string {
  return verdict.diagnosis?.id ?? verdict.verdict;
}
