import { stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { asFailure } from '../shared/failure.ts';
import { withLock } from '../shared/lock.ts';
import { failures } from './failure.ts';
import { endProcess } from './identity.ts';
import { findOrphans } from './orphans.ts';
import type { LabPaths } from './paths.ts';
import { forgetState, readState } from './state.ts';

const LOCK_SECONDS = 60;

/** Ends the lab's first process, and with it everything in the lab. Docker's data root stays, for a quick next boot. */
export async function down(name: string, paths: LabPaths): Promise<Result<void, LabFailure>> {
  try {
    if (!(await exists(paths.root))) return ok(undefined);
    return (await withLock(paths.lock, LOCK_SECONDS, () => end(paths))) ?? err(failures.busy(name));
  } catch (error) {
    return err(asFailure(error, paths.root));
  }
}

/** `down`, for a caller that holds the lab's lock. Ends only processes that prove to be this lab's first one. */
export async function end(paths: LabPaths): Promise<Result<void, LabFailure>> {
  const state = await readState(paths.state);
  for (const first of [...(state ? [state] : []), ...(await findOrphans(paths.root))]) {
    if (!(await endProcess(first, 20_000))) return err(failures.stuck(first.pid));
  }
  await forgetState(paths.state);
  return ok(undefined);
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
