/** Something that means anything only after others hold; a check is one. Ids of what is not among the others do not count. */
export interface Dependent {
  readonly id: string;
  readonly after: readonly string[];
}

/** So that each comes after those that it depends on; otherwise the order stays. A circle is a bug. */
export function inOrder<One extends Dependent>(all: readonly One[]): readonly One[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const done = new Set<One>();
  const visit = (one: One, path: readonly One[]): void => {
    if (done.has(one)) return;
    if (path.includes(one)) {
      throw new Error(`checks depend on each other in a circle: ${[...path, one].map(({ id }) => id).join(' -> ')}`);
    }
    for (const id of one.after) {
      const before = byId.get(id);
      if (before) visit(before, [...path, one]);
    }
    done.add(one);
  };
  for (const one of all) visit(one, []);
  return [...done];
}

/** All that these depend on, however far away; the nearest first. They themselves are among them only where others of them depend on them. */
export function dependenciesOf<One extends Dependent>(all: readonly One[], of: readonly One[]): readonly One[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const found = new Set<One>();
  const visit = ({ after }: One): void => {
    for (const id of after) {
      const before = byId.get(id);
      if (!before || found.has(before)) continue;
      found.add(before);
      visit(before);
    }
  };
  for (const one of of) visit(one);
  return [...found];
}

/** Those that are wanted and all that they depend on, in the order of `all`: no verdict hangs on what was not looked at. */
export function withDependencies<One extends Dependent>(all: readonly One[], ids: readonly string[]): readonly One[] {
  const wanted = all.filter(({ id }) => ids.includes(id));
  const chosen = new Set([...wanted, ...dependenciesOf(all, wanted)]);
  return all.filter((one) => chosen.has(one));
}

/** The checks of these steps and whatever they come after. */
export const checksOfSteps = <One extends Dependent & { readonly step: string }>(
  checks: readonly One[],
  steps: readonly string[],
): readonly One[] =>
  withDependencies(
    checks,
    checks.flatMap(({ id, step }) => (steps.includes(step) ? [id] : [])),
  );

/** What has to hold before `one`, and does not: the first cause, never another that only waits. Undefined: nothing is in its way. */
export function blockerOf(
  { after }: Dependent,
  verdictOf: (id: string) => { readonly verdict: string; readonly by?: string } | undefined,
): string | undefined {
  for (const id of after) {
    const found = verdictOf(id);
    if (found && found.verdict !== 'pass') return found.by ?? id;
  }
  return undefined;
}
