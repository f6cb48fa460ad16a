import { anyRelease, askedPackages, packagesOf, releaseOf } from '../../programs.ts';
import { complete } from './process.ts';
import { findProgram, toolEnv } from './programs.ts';

/** The packages of missing programs, as this machine's release has them; where it has no apt, by their usual names. */
export async function packagesFor(names: readonly string[]): Promise<readonly string[]> {
  if (!(await findProgram('apt-cache'))) return packagesOf(names, anyRelease);
  const query = { file: 'apt-cache', args: ['policy', ...askedPackages], env: toolEnv() };
  return packagesOf(names, releaseOf((await complete(query, { timeoutMs: 10_000 })).stdout));
}
