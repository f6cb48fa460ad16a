import { chmod, chown, copyFile, cp, lstat, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabPlan } from '../topology.ts';
import type { IdPlan } from './ids.ts';
import { initScript } from './init/init.ts';
import type { LabPaths } from './paths.ts';

/** Makes the lab's folder ready for a boot. Throws what the file system throws; see `asFailure`. */
export async function prepareFolders(
  paths: LabPaths,
  ids: IdPlan,
  { topology }: LabPlan,
  tools: string,
  inVolume: boolean,
): Promise<void> {
  // The lab's root may be an id that nobody else is: it must be able to look, whatever the umask.
  await makeReadable(paths.root);
  await makeReadable(paths.tools);
  if (inVolume) await mkdir(paths.data, { recursive: true });
  else await prepareData(paths.data, ids);
  await writeFile(paths.init, initScript(topology));
  await chmod(paths.init, 0o644);
  await copyTools(tools, paths.tools);
}

async function makeReadable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

/** Docker's data root belongs to the lab's root. One that belongs to other ids (another range since) is of no use any more. */
async function prepareData(data: string, ids: IdPlan): Promise<void> {
  const mustGive = process.getuid?.() !== ids.owner.uid;
  const there = await lstat(data).catch(() => undefined);
  const isOther = there && (!there.isDirectory() || (mustGive && there.uid !== ids.owner.uid));
  if (isOther) await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  if (mustGive) await chown(data, ids.owner.uid, ids.owner.gid);
}

/** Copies what is new; a copy, because the cache may be where the lab's ids cannot go. */
async function copyTools(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name.endsWith('.tar') || (await sameFile(source, target))) continue;
    if (entry.isDirectory()) await cp(source, target, { recursive: true, preserveTimestamps: true });
    else {
      await rm(target, { force: true });
      await copyFile(source, target);
      await chmod(target, 0o755);
    }
  }
}

async function sameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one), stat(other).catch(() => undefined)]);
  return b !== undefined && a.isDirectory() === b.isDirectory() && (a.isDirectory() || a.size === b.size);
}
