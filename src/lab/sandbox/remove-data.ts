import { lstat, rm, rmdir } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { complete } from '../shared/process.ts';
import { findProgram, toolEnv } from '../shared/programs.ts';
import { failures } from './failure.ts';
import { currentPlan } from './ids.ts';
import type { LabPaths } from './paths.ts';
import { createUserNamespace } from './userns.ts';

/** Deletes all of a lab's data root. What an ordinary user's containers left may only be deleted by the root of their ids. */
export async function removeData(paths: LabPaths): Promise<Result<void, LabFailure>> {
  // Empty before a first start: then it takes no namespace, which this machine may refuse.
  await rmdir(paths.data).catch(() => undefined);
  if (process.getuid?.() !== 0 && (await lstat(paths.data).catch(() => undefined))) {
    const mapped = await removeMapped(paths);
    if (!mapped.ok) return mapped;
  }
  await rm(paths.data, { recursive: true, force: true });
  return ok(undefined);
}

async function removeMapped(paths: LabPaths): Promise<Result<void, LabFailure>> {
  const userns = await createUserNamespace(await currentPlan((await findProgram('newuidmap')) !== undefined));
  if (!userns.ok) return userns;
  const [file = '', ...args] = [...userns.value.enter, 'rm', '-rf', '--one-file-system', 'data'];
  const result = await complete({ file, args, env: toolEnv(), cwd: paths.root }, { timeoutMs: 60_000 });
  await userns.value.release();
  return result.exitCode === 0 ? ok(undefined) : err(failures.stateFolder(paths.data, result.stderr));
}
