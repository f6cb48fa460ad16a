import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import { declaration, ledgerFile } from './here/machine/places.ts';
import type { LabFailure, Leavings } from './lab.ts';
import { runningHomes } from './sandbox/orphans.ts';
import { labPaths } from './sandbox/paths.ts';
import { removeLab } from './sandbox/remove.ts';
import { listLabs } from './sandbox/status.ts';
import { asFailure } from './shared/failure.ts';
import { gateFolder } from './shared/gate.ts';

/** What the program puts in its state folder, by name: all else in there is somebody's, and is never touched. */
const made = ['progress', 'cache', 'here', 'node', 'node.new', 'compiled', gateFolder] as const;
/** What a teacher may need years later. */
const proofs = ['evidence', 'keys'] as const;

export async function leavingsIn(home: string): Promise<Leavings> {
  const names = await readdir(home).catch(() => []);
  const listed = await listLabs(home);
  const ours = await Promise.all(listed.map(({ name }) => isOurs(join(home, 'labs', name))));
  const labs = listed.filter((_, index) => ours[index]);
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
      try {
        for (const folder of folders) await rm(folder, { recursive: true, force: true });
        // Deletes nothing that has something in it.
        await removeEmpty(join(home, 'labs'));
        await removeEmpty(home);
        return ok(undefined);
      } catch (error) {
        return err(asFailure(error, home));
      }
    },
  };
}

/** A lab's folder has a lock, or, where its first start was cut off before that, nothing at all. */
const isOurs = async (folder: string): Promise<boolean> => {
  const inside = await readdir(folder).catch(() => undefined);
  return inside !== undefined && (inside.length === 0 || inside.includes('lock'));
};

const removeEmpty = (folder: string): Promise<void> =>
  rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    // A volume (EBUSY), or a folder in somebody else's: it stays, empty.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EBUSY', 'EACCES', 'EPERM', 'EROFS'].includes(error.code ?? '')) throw error;
  });
