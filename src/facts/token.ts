/** What marks the request of one fetch in the logs of web servers: `<nonce>-<hash of the request's key>`, 8 hexadecimal digits. */
export function tokenOf(nonce: string, key: string): string {
  return `${nonce}-${suffixOf(key)}`;
}

/** FNV-1a, 32 bits: the same key has the same suffix in every round; no secret, only short. */
export function suffixOf(key: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The URL, up to where the mark of a fetch ends its query. */
export function urlUpToMark(url: string): string {
  const parsed = new URL(url);
  const query = parsed.search === '' ? '?' : `${parsed.search}&`;
  const plain = `${parsed.protocol}//${parsed.host}${parsed.pathname}${query}bridgework=`;
  // URL has percent-encoded all that a double-quoted shell word could read as more than itself, except these.
  return plain.replace(/[$`"\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** The URL with its mark, as a shell word: `$BW_NONCE` is filled in by the lab. */
export const markedUrl = (url: string, key: string): string => `"${urlUpToMark(url)}$BW_NONCE-${suffixOf(key)}"`;
