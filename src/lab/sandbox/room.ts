import { statfs } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { failures } from './failure.ts';

/** Less than this in the state folder, and an engine will fail sooner or later in ways that nobody understands. */
const minimumFreeMb = 300;
/** Fewer files than this cannot even hold an image. */
const minimumFreeFiles = 2_000;

/**
 * File systems (statfs(2)) that have no owners, no sockets or no layers for Docker: what others serve over a network or from
 * Windows (9p and drvfs in WSL), and what Windows and cameras format.
 */
const unfit: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x0102_1997, '9p'],
  [0xff53_4d42, 'CIFS'],
  [0xfe53_4d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x4d44, 'FAT'],
  [0x2011_bab0, 'exFAT'],
  [0x5346_544e, 'NTFS'],
  [0x7366_746e, 'NTFS'],
  [0x5346_414f, 'AFS'],
  [0x00c3_6400, 'Ceph'],
]);

/** Of `statfs`; the type is a C long, and may come with its sign. */
export interface Volume {
  readonly type: number;
  readonly bsize: number;
  readonly bavail: number;
  /** 0 where the file system counts none. */
  readonly files: number;
  readonly ffree: number;
}

/** How much is free, in MB; or why a lab cannot have its files there. */
export function roomOn({ type, bsize, bavail, files, ffree }: Volume, folder: string): Result<number, LabFailure> {
  const kind = unfit.get(type >>> 0);
  if (kind !== undefined) return err(failures.stateFileSystem(folder, kind));
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < minimumFreeMb) return err(failures.diskFull(folder, free));
  return files > 0 && ffree < minimumFreeFiles ? err(failures.filesFull(folder, ffree)) : ok(free);
}

/** Refuses a folder on a file system that is nearly full, or none for a lab. */
export const enoughRoom = async (folder: string): Promise<Result<number, LabFailure>> =>
  roomOn(await statfs(folder), folder);
