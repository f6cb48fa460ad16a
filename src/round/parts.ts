/** One command of a fragment that runs several: what `part NAME COMMAND…` framed. */
export interface Part {
  readonly body: string;
  readonly exitCode: number;
}

/**
 * Reads what the prelude's `part` printed: `<nonce> begin NAME`, the output, `<nonce> end STATUS`, each on a line of its
 * own. Output cannot imitate that without the nonce. A part that did not end (the fragment was killed) is left out.
 */
export function partsOf(stdout: string, nonce: string): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const piece of stdout.split(`\n${nonce} begin `).slice(1)) {
    const lineEnd = piece.indexOf('\n');
    const end = piece.lastIndexOf(`\n${nonce} end `);
    if (lineEnd < 0 || end < lineEnd) continue;
    const exitCode = Number.parseInt(piece.slice(end + nonce.length + 6), 10);
    parts.set(piece.slice(0, lineEnd), { body: piece.slice(lineEnd + 1, end), exitCode });
  }
  return parts;
}
