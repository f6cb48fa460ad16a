import { posix } from 'node:path';

const specifier = /(?:from|import|import\()\s*'(\.[^'\n]+)'/g;

/** Files from which imports lead, however far, to one that is meant; those themselves included. Paths are relative to one root. */
export function filesThatReach(
  files: readonly string[],
  read: (file: string) => string,
  isMeant: (file: string) => boolean,
): readonly string[] {
  const importers = new Map<string, string[]>();
  for (const file of files) {
    for (const [, path = ''] of read(file).matchAll(specifier)) {
      const target = posix.join(posix.dirname(file), path);
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const importer of importers.get(file) ?? []) visit(importer);
  };
  for (const file of [...files, ...importers.keys()]) if (isMeant(file)) visit(file);
  return [...reached].toSorted();
}
