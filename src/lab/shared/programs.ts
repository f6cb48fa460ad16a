import { access, constants, open, realpath } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';

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
    if (await isExecutable(file)) return file;
  }
  return undefined;
}

/** What has Docker's name and is something else: its path, and what it is. */
export interface Impostor {
  readonly file: string;
  readonly is: 'podman' | 'snap';
}

/**
 * Docker's own client. What only bears its name is passed over: podman-docker's script asks no Docker Engine, and a snap
 * does not run where snapd isn't, as in a lab. The system's own comes first: elsewhere somebody's wrapper may be.
 */
export async function findDocker(
  dirs: readonly string[] = ['/usr/bin', ...searchPath()],
): Promise<{ readonly file?: string; readonly impostor?: Impostor }> {
  let impostor: Impostor | undefined;
  for (const dir of new Set(dirs)) {
    const file = join(dir, 'docker');
    if (!(await isExecutable(file))) continue;
    const is = await nature(file);
    if (is === 'docker') return { file };
    impostor ??= { file, is };
  }
  return impostor === undefined ? {} : { impostor };
}

async function nature(file: string): Promise<'docker' | Impostor['is']> {
  const real = await realpath(file).catch(() => file);
  if (/(^\/snap\/|\/snap$)/.test(real) || dirname(file) === '/snap/bin') return 'snap';
  if (/^podman/.test(basename(real))) return 'podman';
  const start = await beginning(real);
  if (!start.startsWith('#!')) return 'docker';
  if (/\bpodman\b/.test(start)) return 'podman';
  return /\bsnap\b/.test(start) ? 'snap' : 'docker';
}

async function beginning(file: string): Promise<string> {
  const opened = await open(file).catch(() => undefined);
  if (!opened) return '';
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await opened.close();
  }
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** PATH inside the lab: the lab's own folder, Debian's folders, then wherever else this machine keeps what the lab needs. */
export function labPath(files: readonly string[]): string {
  return [...new Set(['/run/bridgework/bin', ...standard, ...files.map(dirname)])].join(delimiter);
}
