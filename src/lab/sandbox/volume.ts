import { lstat, open, rm, stat } from 'node:fs/promises';
import { complete } from '../shared/process.ts';
import { findProgram, toolEnv } from '../shared/programs.ts';
import type { IdPlan } from './ids.ts';
import { limits } from './limits.ts';
import type { LabPaths } from './paths.ts';

/**
 * Docker's data root as a file system of its own in one file: as large as a lab may get, and on the disk only as large as it is.
 * Only root may mount one; in the lab's mounts alone, where it ends with them. An ordinary user's data root is a plain folder.
 */
export async function canHaveVolume(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const there = await Promise.all([
    stat('/dev/loop-control')
      .then((one) => one.isCharacterDevice())
      .catch(() => false),
    findProgram('mkfs.ext4').then((file) => file !== undefined),
  ]);
  return there.every(Boolean);
}

/** Whether the lab's data root is in a volume: the one that it had, when it has the same ids, or a new one. */
export async function prepareVolume(
  paths: LabPaths,
  ids: IdPlan,
  kept: { readonly owner: number; readonly inVolume: boolean } | undefined,
): Promise<boolean> {
  if (!(await canHaveVolume())) return false;
  const there = await lstat(paths.volume).catch(() => undefined);
  if (kept?.inVolume && kept.owner === ids.owner.uid && there?.isFile()) return true;
  return makeVolume(paths, ids);
}

/** Makes the file, empty, for labs with this owner; false where it cannot be made. */
async function makeVolume({ volume }: LabPaths, { owner }: IdPlan): Promise<boolean> {
  await rm(volume, { force: true });
  const file = await open(volume, 'wx', 0o600);
  try {
    await file.truncate(limits.disk);
  } finally {
    await file.close();
  }
  const options = `lazy_itable_init=1,lazy_journal_init=1,nodiscard,root_owner=${owner.uid}:${owner.gid}`;
  const args = ['-q', '-F', '-m', '0', '-J', 'size=4', '-E', options, volume];
  const made = await complete({ file: 'mkfs.ext4', args, env: toolEnv() }, { timeoutMs: 30_000 });
  if (made.exitCode === 0 && (await canMount(volume))) return true;
  await rm(volume, { force: true });
  return false;
}

/** A container may see the devices, and not be allowed to use them. */
async function canMount(volume: string): Promise<boolean> {
  const script = `${mountVolume('"$1"', '/mnt')}`;
  const args = ['--mount', '--', 'sh', '-ec', script, 'try', volume];
  return (await complete({ file: 'unshare', args, env: toolEnv() }, { timeoutMs: 30_000 })).exitCode === 0;
}

/** Shell that mounts a volume; the lab gives room back as soon as it deletes something. */
export const mountVolume = (file: string, at: string): string =>
  `mount -t ext4 -o loop,nodev,noatime,discard,errors=remount-ro ${file} ${at}`;
