/** What can be said of a failed check in one word: its diagnosis, else its verdict. */
export function inOneWord(verdict: { readonly verdict: string; readonly diagnosis?: { readonly id: string } }): string {
  return verdict.diagnosis?.id ?? verdict.verdict;
}
