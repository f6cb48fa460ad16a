import { rmSync } from 'node:fs';
import { isRoot } from './ordinary-user.ts';
import { must } from './spawn.ts';

/** Deletes a state folder. What a lab's engine left in it belongs to ids that an ordinary user may only touch in a user namespace. */
export async function removeTree(folder: string): Promise<void> {
  if (!isRoot()) await must(['unshare', '--user', '--map-root-user', '--map-auto', 'rm', '-rf', folder]);
  rmSync(folder, { recursive: true, force: true });
}
