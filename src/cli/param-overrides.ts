import { err, ok, type Result } from '../result.ts';

export type Overrides = { readonly [name: string]: unknown };

/** `['bridge=lan7', 'web.address=10.9.0.2']` to nested overrides; the pair that has no `=` is the error. Values are proved later. */
export function overridesOf(pairs: readonly string[]): Result<Overrides, string> {
  let overrides: Overrides = {};
  for (const pair of pairs) {
    const [, key, inner, value] = /^([A-Za-z0-9]+)(?:\.([A-Za-z0-9]+))?=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined) return err(pair);
    overrides = mergeOverrides(overrides, { [key]: inner === undefined ? value : { [inner]: value } }) as Overrides;
  }
  return ok(overrides);
}

/** The second wins; one level of nesting is merged. What is no object is left for the schema to refuse. */
export function mergeOverrides(base: unknown, over: unknown): unknown {
  if (!isRecord(base)) return base;
  if (!isRecord(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    merged[key] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
  }
  return merged;
}

const isRecord = (value: unknown): value is Overrides =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
