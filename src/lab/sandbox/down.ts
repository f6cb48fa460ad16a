import { rm, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { complete } from '../process.ts';
import { asFailure, failures } from './failure.ts';
import { endProcess } from './identity.ts';
import { currentPlan } from './ids.ts';
import { withLock } from './lock.ts';
import type { LabPaths } from './paths.ts';
import { findProgram, toolEnv } from './programs.ts';
import { forgetState, readState } from './state.ts';
import { createUserNamespace } from './userns.ts';

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

/** `down`, for a caller that holds the lab's lock. Only a process with the recorded start time and boot is ended. */
export async function end(paths: LabPaths): Promise<Result<void, LabFailure>> {
  const state = await readState(paths.state);
  if (state && !(await endProcess(state, 20_000))) return err(failures.stuck(state.pid));
  await forgetState(paths.state);
  return ok(undefined);
}

/** Ends a lab and deletes its folder, with the files in it that belong to subordinate ids. */
export async function removeLab(name: string, paths: LabPaths): Promise<Result<void, LabFailure>> {
  const ended = await down(name, paths);
  if (!ended.ok) return ended;
  try {
    if (process.getuid?.() !== 0 && (await exists(paths.data))) {
      const mapped = await removeMapped(paths);
      if (!mapped.ok) return mapped;
    }
    await rm(paths.root, { recursive: true, force: true });
    return ok(undefined);
  } catch (error) {
    return err(asFailure(error, paths.root));
  }
}

/** Only the root of a namespace with the same ids may delete what the lab's containers left. */
async function removeMapped(paths: LabPaths): Promise<Result<void, LabFailure>> {
  const userns = await createUserNamespace(await currentPlan((await findProgram('newuidmap')) !== undefined));
  if (!userns.ok) return userns;
  const [file = '', ...args] = [...userns.value.enter, 'rm', '-rf', '--one-file-system', 'data'];
  const result = await complete({ file, args, env: toolEnv(), cwd: paths.root }, { timeoutMs: 60_000 });
  await userns.value.release();
  return result.exitCode === 0 ? ok(undefined) : err(failures.stateFolder(paths.data, result.stderr));
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
