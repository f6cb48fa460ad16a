import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Debian's folders for programs; an ordinary user's PATH often lacks the sbin ones. */
const standard = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Folders to look for programs in: the learner's PATH first, then Debian's. */
export function searchPath(): string[] {
  const own = (process.env['PATH'] ?? '').split(delimiter).filter((dir) => dir.startsWith('/'));
  return [...new Set([...own, ...standard])];
}

/** A small, clean environment for machine tools: their words in English, so that they can be understood. */
export function toolEnv(): { readonly [name: string]: string } {
  return { PATH: searchPath().join(delimiter), HOME: process.env['HOME'] ?? '/', LC_ALL: 'C.UTF-8' };
}

/** The first place in the search path where a program is; undefined when it is missing. */
export async function findProgram(name: string): Promise<string | undefined> {
  for (const dir of searchPath()) {
    const file = join(dir, name);
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** PATH inside the lab: the lab's own folder, Debian's folders, then wherever else this machine keeps what the lab needs. */
export async function labPath(programs: readonly string[]): Promise<string> {
  const found = await Promise.all(programs.map(findProgram));
  const extra = found.filter((file) => file !== undefined).map((file) => file.slice(0, file.lastIndexOf('/')));
  return [...new Set(['/run/bridgework/bin', ...standard, ...extra])].join(delimiter);
}
