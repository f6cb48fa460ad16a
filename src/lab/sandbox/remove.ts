import { rm, rmdir } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { asFailure } from '../shared/failure.ts';
import { complete } from '../shared/process.ts';
import { findProgram, toolEnv } from '../shared/programs.ts';
import { down, exists } from './down.ts';
import { failures } from './failure.ts';
import { currentPlan } from './ids.ts';
import type { LabPaths } from './paths.ts';
import { createUserNamespace } from './userns.ts';

/** Ends a lab and deletes its folder, with the files in it that belong to subordinate ids. */
export async function removeLab(name: string, paths: LabPaths): Promise<Result<void, LabFailure>> {
  const ended = await down(name, paths);
  if (!ended.ok) return ended;
  try {
    // Empty before a first start: then it takes no namespace, which this machine may refuse.
    await rmdir(paths.data).catch(() => undefined);
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
