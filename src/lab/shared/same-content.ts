import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const piece = 1024 * 1024;

/** Whether two files hold the same; what is no file, or cannot be read, holds nothing that is the same. */
export async function sameContent(one: string, other: string): Promise<boolean> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY | constants.O_NOFOLLOW;
  const handles: FileHandle[] = [];
  try {
    for (const file of [one, other]) handles.push(await open(file, flags));
    return await sameBytes(handles);
  } catch {
    return false;
  } finally {
    for (const handle of handles) await handle.close();
  }
}

async function sameBytes(handles: readonly FileHandle[]): Promise<boolean> {
  const known = await Promise.all(handles.map((handle) => handle.stat()));
  const [first, second] = known;
  if (!first?.isFile() || !second?.isFile() || first.size !== second.size) return false;
  const [a, b] = [Buffer.allocUnsafe(piece), Buffer.allocUnsafe(piece)];
  const read = (handle: FileHandle | undefined, into: Buffer, at: number) => handle?.read(into, 0, piece, at);
  for (let at = 0; at < first.size; ) {
    const [one, other] = await Promise.all([read(handles[0], a, at), read(handles[1], b, at)]);
    const size = one?.bytesRead ?? 0;
    if (size === 0 || size !== other?.bytesRead || !a.subarray(0, size).equals(b.subarray(0, size))) return false;
    at += size;
  }
  return true;
}
