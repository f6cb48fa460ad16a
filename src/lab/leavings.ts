import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../result.ts';
import { declaration, ledgerFile } from './here/places.ts';
import type { LabFailure, Leavings } from './lab.ts';
import { runningHomes } from './sandbox/orphans.ts';
import { labPaths } from './sandbox/paths.ts';
import { removeLab } from './sandbox/remove.ts';
import { listLabs } from './sandbox/status.ts';

/** What the program puts in its state folder, by name: all else in there is somebody's, and is never touched. */
const made = ['progress', 'cache', 'here', 'node', 'node.new', 'compiled'] as const;
/** What a teacher may need years later. */
const proofs = ['evidence', 'keys'] as const;

export async function leavingsIn(home: string): Promise<Leavings> {
  const names = await readdir(home).catch(() => []);
  const labs = await listLabs(home);
  const labNames: readonly string[] = labs.map(({ name }) => name);
  const strange = (await readdir(join(home, 'labs')).catch(() => [])).filter((name) => !labNames.includes(name));
  const those = (known: readonly string[]): readonly string[] =>
    names.filter((name) => known.includes(name)).map((name) => join(home, name));
  const found = { made: those(made), proofs: those(proofs) };
  const known: readonly string[] = [...made, ...proofs, 'labs'];
  return {
    home,
    labs,
    ...found,
    unknown: [
      ...names.filter((name) => !known.includes(name)).map((name) => join(home, name)),
      ...strange.map((name) => join(home, 'labs', name)),
    ],
    // One that is not here either runs in another view of the files: a container's.
    elsewhere: (await runningHomes()).filter((other) => other !== home && existsSync(other)),
    hereOwes: existsSync(ledgerFile),
    isDeclared: existsSync(declaration),
    async remove(options): Promise<Result<void, LabFailure>> {
      for (const name of labNames) {
        const removed = await removeLab(name, labPaths(home, name));
        if (!removed.ok) return removed;
      }
      const folders = [...found.made, ...(options.proofs ? found.proofs : [])];
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
      // Deletes nothing that has something in it.
      await removeEmpty(join(home, 'labs'));
      await removeEmpty(home);
      return ok(undefined);
    },
  };
}

const removeEmpty = (folder: string): Promise<void> =>
  rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error;
  });
