import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';

const megabyte = 1024 * 1024;

/** Of what a person writes: plans, rosters, inventories, keys. */
export const mostWritten = 4 * megabyte;

/**
 * A file that somebody named, or why it is not read, for the words of whoever asked. Opened without waiting for a writer; what
 * it is and how large is known before anything of it is read: not a pipe, not a device that never ends, not more than `most`.
 */
export async function readFileUpTo(file: string, most: number): Promise<Result<Buffer, Text | string>> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    try {
      const known = await handle.stat();
      if (!known.isFile()) return err(text(known.isDirectory() ? 'file.folder' : 'file.device'));
      const tooLarge = err(text('file.too-large', { megabytes: Math.floor(most / megabyte) }));
      if (known.size > most) return tooLarge;
      const content = await bytesOf(handle, most + 1);
      return content.length > most ? tooLarge : ok(content);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return err(String(error.code));
  }
}

type Handle = Awaited<ReturnType<typeof open>>;

/** Files of /proc have no size; others may grow while they are read. */
async function bytesOf(handle: Handle, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  while (size < most) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(megabyte, most - size)));
    if (bytesRead === 0) break;
    pieces.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return Buffer.concat(pieces);
}
