import { rm } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { asFailure } from '../shared/failure.ts';
import { down } from './down.ts';
import type { LabPaths } from './paths.ts';
import { removeData } from './remove-data.ts';

/** Ends a lab and deletes its folder, with the files in it that belong to subordinate ids. */
export async function removeLab(name: string, paths: LabPaths): Promise<Result<void, LabFailure>> {
  const ended = await down(name, paths);
  if (!ended.ok) return ended;
  try {
    const emptied = await removeData(paths);
    if (!emptied.ok) return emptied;
    await rm(paths.root, { recursive: true, force: true });
    return ok(undefined);
  } catch (error) {
    return err(asFailure(error, paths.root));
  }
}
