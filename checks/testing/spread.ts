import type { Case } from '../../src/proof/plan.ts';

/**
 * Of the mutants one of each command, and one of each diagnosis at each check; of all else everything. What is left out is
 * judged by the same lines of code as what stays, and is tried by `bridgework course test`.
 */
export function spread(cases: readonly Case[]): readonly Case[] {
  const seen = new Set<string>();
  return cases.filter(({ aspect, step, command, fault }) => {
    if (aspect !== 'caught' || !fault) return true;
    const marks = Object.entries(fault.fails).map(([check, diagnosis]) => `${check}: ${diagnosis}`);
    if (command !== undefined) marks.push(`${step} ${command}`);
    const fresh = marks.some((mark) => !seen.has(mark));
    for (const mark of marks) seen.add(mark);
    return fresh;
  });
}
