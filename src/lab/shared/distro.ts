import { open } from 'node:fs/promises';
import { type Distro, distroOf, families, managers, osReleaseBytes } from '../../distro/os-release.ts';
import { findProgram } from './programs.ts';

/** Of os-release(5)'s two places the first that can be read; nothing where there is none. */
async function osRelease(): Promise<string> {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const file = await open(path).catch(() => undefined);
    if (!file) continue;
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(osReleaseBytes), 0, osReleaseBytes, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } catch {
      // A folder, for instance.
    } finally {
      await file.close();
    }
  }
  return '';
}

/** This machine's distribution. */
export async function thisDistro(): Promise<Distro> {
  const found = await Promise.all(families.map((family) => findProgram(managers[family])));
  const there = new Set(families.filter((_, index) => found[index] !== undefined).map((family) => managers[family]));
  return distroOf(await osRelease(), (manager) => there.has(manager));
}
