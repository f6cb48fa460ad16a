import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file piece by piece; it is there as a whole, or as it was before. A link is followed; what is no file, such as
 * /dev/null or a pipe, is written to and never replaced. Rejects as node:fs does.
 */
export async function writePieces(name: string, pieces: Iterable<string>): Promise<void> {
  await mkdir(dirname(name), { recursive: true });
  const file = await realpath(name).catch(() => name);
  const known = await stat(file).catch(() => undefined);
  if (known && !known.isFile()) return write(await open(file, 'w'), pieces);
  const early = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(early, 'wx', known ? known.mode & 0o777 : 0o666);
  try {
    await write(handle, pieces);
    await rename(early, file);
  } catch (error) {
    await rm(early, { force: true });
    throw error;
  }
}

/**
 * Writes a file that is not there yet, aside first, so that a full disk leaves nothing of it. Rejects with EEXIST where there is
 * one, whoever was quicker.
 */
export async function writeNew(file: string, content: string, mode: number): Promise<void> {
  const early = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(early, 'wx', mode);
  try {
    await write(handle, [content]);
    // Renaming would overwrite.
    await link(early, file);
  } finally {
    await rm(early, { force: true });
  }
}

async function write(handle: FileHandle, pieces: Iterable<string>): Promise<void> {
  try {
    for (const piece of pieces) await handle.writeFile(piece);
    // A device has nothing to keep.
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
}
