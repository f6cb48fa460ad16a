import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { labPaths } from '../sandbox/paths.ts';
import { removeLab } from '../sandbox/remove.ts';
import { listLabs } from '../sandbox/status.ts';

/** A state folder for one test file. Images are built once for all test runs of a user. */
export async function scratchHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'bridgework-test-'));
  process.env['BRIDGEWORK_IMAGE_CACHE'] ||= join(tmpdir(), `bridgework-test-images-${userInfo().uid}`);
  return home;
}

/** Ends every lab of a state folder and deletes it with all files, whoever they belong to. */
export async function discardHome(home: string): Promise<void> {
  for (const { name } of await listLabs(home)) {
    const removed = await removeLab(name, labPaths(home, name));
    if (!removed.ok) throw new Error(`lab ${name} is left: ${removed.error.code}`);
  }
  await rm(home, { recursive: true, force: true });
}
