import { readdir, readFile } from 'node:fs/promises';
import { identify } from './identity.ts';

/**
 * The first ids of all user namespaces that processes of this machine are in: no lab may get one of them a second time.
 * Asked of the kernel, not of a list: nobody has to give anything back, and no list can be forged or left over.
 */
export async function takenIds(): Promise<ReadonlySet<number>> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number);
  const found = pids.map(async (pid) => {
    const map = await readFile(`/proc/${pid}/uid_map`, 'utf8').catch(() => '');
    const ids = firstIds(map).filter((id) => id > 0);
    // One that has ended takes nothing, although nobody has asked yet how.
    return ids.length > 0 && (await identify(pid)) ? ids : [];
  });
  return new Set((await Promise.all(found)).flat());
}

/** Of a uid_map (user_namespaces(7)): where each of its ranges begins outside. */
export const firstIds = (map: string): readonly number[] =>
  map.split('\n').flatMap((line) => {
    const [, outside] = line.trim().split(/\s+/).map(Number);
    return outside === undefined || Number.isNaN(outside) ? [] : [outside];
  });
