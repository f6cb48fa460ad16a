import { err, ok, type Result } from '../../../result.ts';
import type { LabFailure } from '../../lab.ts';
import { failures } from '../failure.ts';
import { complete } from '../process.ts';
import { toolEnv } from '../programs.ts';
import { libraryFolders } from './packages.ts';

export interface Library {
  /** The name under which the loader looks for it, e.g. `libc.so.6`. */
  readonly name: string;
  readonly path: string;
  /** The loader itself must be at exactly this path. */
  readonly isLoader: boolean;
}

/** Reads the output of ldd(1). `missing` are names that the loader did not find. */
export function parseLdd(output: string): { libraries: Library[]; missing: string[] } {
  const libraries: Library[] = [];
  const missing: string[] = [];
  for (const line of output.split('\n')) {
    const found = /^\s*(\S+) => (\/\S+) \(0x/.exec(line);
    const loader = /^\s*(\/\S+) \(0x/.exec(line);
    const absent = /^\s*(\S+) => not found/.exec(line);
    if (found?.[1] && found[2]) libraries.push({ name: found[1], path: found[2], isLoader: false });
    else if (loader?.[1])
      libraries.push({ name: loader[1].slice(loader[1].lastIndexOf('/') + 1), path: loader[1], isLoader: true });
    else if (absent?.[1]) missing.push(absent[1]);
  }
  return { libraries, missing };
}

/** The shared libraries that a program needs, from this machine or from packages unpacked in `scratch`. */
export async function librariesOf(program: string, scratch: string): Promise<Result<readonly Library[], LabFailure>> {
  const env = { ...toolEnv(), LD_LIBRARY_PATH: (await libraryFolders(scratch)).join(':') };
  const result = await complete({ file: 'ldd', args: [program], env }, { timeoutMs: 10_000 });
  const { libraries, missing } = parseLdd(result.stdout);
  if (result.exitCode !== 0 || missing.length > 0) return err(failures.image(missing.join(' ') || result.stderr));
  return ok(libraries);
}
