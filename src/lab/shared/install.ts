import { installing, otherPackages } from '../../distro/packages.ts';
import { packagesFor } from './debian-packages.ts';
import { thisDistro } from './distro.ts';

/** The command that brings programs to this machine; undefined where we do not know its packages. */
export async function installFor(programs: readonly string[]): Promise<string | undefined> {
  const { family } = await thisDistro();
  if (family === undefined) return undefined;
  const packages = family === 'debian' ? await packagesFor(programs) : otherPackages(programs, family);
  return packages.length === 0 ? undefined : installing(family, packages);
}
