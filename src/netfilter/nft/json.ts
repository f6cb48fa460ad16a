/** Guards for nft's JSON (man libnftables-json), which is a tree of objects with one key each. */
export type Json = unknown;
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under the key; undefined when there is none, or when it is no object at all. */
export function get(value: Json, ...path: readonly string[]): Json {
  let at = value;
  for (const key of path) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

export function text(value: Json, ...path: readonly string[]): string | undefined {
  const found = get(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function number(value: Json, ...path: readonly string[]): number | undefined {
  const found = get(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** A list as it is, nothing as an empty one, anything else as a list of one. */
export function listOf(value: Json): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The only key of an object and its value: nft's way to write a variant. */
export function variant(value: Json): readonly [string, Json] | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length === 1 ? entries[0] : undefined;
}
