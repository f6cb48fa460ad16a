import type { Check } from './check.ts';

/** Checks so that each comes after those that it depends on; otherwise the order stays. A dependency that is not among them is ignored. A circle is a bug. */
export function inOrder(checks: readonly Check[]): readonly Check[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const done = new Set<Check>();
  const visit = (check: Check, path: readonly Check[]): void => {
    if (done.has(check)) return;
    if (path.includes(check)) {
      throw new Error(`checks depend on each other in a circle: ${[...path, check].map(({ id }) => id).join(' -> ')}`);
    }
    for (const id of check.after) {
      const before = byId.get(id);
      if (before) visit(before, [...path, check]);
    }
    done.add(check);
  };
  for (const check of checks) visit(check, []);
  return [...done];
}
