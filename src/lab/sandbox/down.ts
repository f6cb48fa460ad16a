import { lstat } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { asFailure } from '../shared/failure.ts';
import { withLock } from '../shared/lock.ts';
import { removeGroups } from './cgroups.ts';
import { failures } from './failure.ts';
import { endProcess } from './identity.ts';
import { findOrphans, isFirstOf } from './orphans.ts';
import type { LabPaths } from './paths.ts';
import { forgetState, readState } from './state.ts';
import { readKept, tidy } from './tidy.ts';

const LOCK_SECONDS = 60;

/**
 * Ends the lab's first process, and with it everything in the lab, and deletes what the lab left in Docker's data root; the image
 * stays, for a quick next boot.
 */
export async function down(name: string, paths: LabPaths): Promise<Result<void, LabFailure>> {
  try {
    if (!(await exists(paths.root))) return ok(undefined);
    const link = await refuseLink(paths);
    if (link) return err(link);
    return (await withLock(paths.lock, LOCK_SECONDS, () => end(paths))) ?? err(failures.busy(name));
  } catch (error) {
    return err(asFailure(error, paths.root));
  }
}

/** A lab's folder that leads elsewhere is somebody's doing: nothing in there is ours to end or to delete. */
export async function refuseLink({ root }: LabPaths): Promise<LabFailure | undefined> {
  const known = await lstat(root).catch(() => undefined);
  return known?.isSymbolicLink() ? failures.link(root) : undefined;
}

/** `down`, for a caller that holds the lab's lock. Ends only processes that prove to be this lab's first one. */
export async function end(paths: LabPaths): Promise<Result<void, LabFailure>> {
  const state = await readState(paths.state);
  const known = state && (await isFirstOf(paths.root, state.pid)) ? [state] : [];
  const orphans = await findOrphans(paths.root);
  for (const first of [...known, ...orphans]) {
    if (!(await endProcess(first, 20_000))) return err(failures.stuck(first.pid));
  }
  await forgetState(paths.state);
  await removeGroups(paths.root);
  // Nothing of it ran since it was tidied the last time.
  const isTidy = state === undefined && orphans.length === 0 && (await readKept(paths)) !== undefined;
  return isTidy ? ok(undefined) : tidy(paths);
}

export const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
