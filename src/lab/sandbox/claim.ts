import type { Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { withLock } from '../shared/lock.ts';
import { currentPlan, type IdPlan } from './ids.ts';
import { takenIds } from './taken.ts';
import { createLabNamespace, type UserNamespace } from './userns.ts';

export interface Claim {
  readonly ids: IdPlan;
  readonly userns: UserNamespace;
}

/** A file of the kernel's that everybody sees and nobody writes: who locks it (flock(2)) chooses ids. Nothing of it stays. */
const machineWide = '/proc/sys/user/max_user_namespaces';
const LOCK_SECONDS = 60;

/**
 * Ids for a lab, and the user namespace that has them. Labs of root's take turns, so that no two have the same; a namespace is seen
 * by the next one as soon as it is made. `before`: the first id that this lab had, whose files are still there.
 */
export async function claim(hasHelpers: boolean, before: number | undefined): Promise<Result<Claim, LabFailure>> {
  const take = async (): Promise<Result<Claim, LabFailure>> => {
    const isRoot = process.getuid?.() === 0;
    const ids = await currentPlan(hasHelpers, isRoot ? { taken: await takenIds(), before } : undefined);
    const userns = await createLabNamespace(ids);
    return userns.ok ? { ok: true, value: { ids, userns: userns.value } } : userns;
  };
  if (process.getuid?.() !== 0) return take();
  return (await withLock(machineWide, LOCK_SECONDS, take).catch(() => undefined)) ?? take();
}
