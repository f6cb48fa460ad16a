import { access, readFile, statfs } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { containerFacts } from './container.ts';
import { neededPrograms, packagesFor } from './debian-packages.ts';
import { failures } from './failure.ts';
import { findProgram } from './programs.ts';

/** Less than this in the state folder, and an engine will fail sooner or later in ways that nobody understands. */
const minimumFreeMb = 300;

export interface Machine {
  /** Programs that the lab needs, for its PATH. */
  readonly programs: readonly string[];
  /** newuidmap(1) and newgidmap(1) are there. */
  readonly hasHelpers: boolean;
}

/** What can be known without starting anything: a few milliseconds of looking at files. */
export async function preflight(): Promise<Result<Machine, LabFailure>> {
  const found = await Promise.all(
    neededPrograms.map(async (program) => [program, await findProgram(program)] as const),
  );
  const missing = found.filter(([, file]) => file === undefined).map(([program]) => program);
  if (missing.length > 0) return err(failures.missingPrograms(missing, await packagesFor(missing)));
  if (await absent('/proc/self/ns/user')) return err(failures.noUserns());
  const lacks = (await containerFacts()) ? failures.kernelOutside : failures.kernel;
  if (await absent('/proc/sys/net/bridge/bridge-nf-call-iptables')) return err(lacks('br_netfilter', 'br_netfilter'));
  if (!/\boverlay$/m.test(await readFile('/proc/filesystems', 'utf8').catch(() => 'overlay'))) {
    return err(lacks('overlay', 'overlay'));
  }
  const helpers = await Promise.all([findProgram('newuidmap'), findProgram('newgidmap')]);
  return ok({ programs: neededPrograms, hasHelpers: helpers.every((file) => file !== undefined) });
}

/** Refuses a folder on a file system that is nearly full. */
export async function enoughSpace(folder: string): Promise<Result<void, LabFailure>> {
  const { bavail, bsize } = await statfs(folder);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  return freeMb < minimumFreeMb ? err(failures.diskFull(folder, freeMb)) : ok(undefined);
}

const absent = (file: string): Promise<boolean> =>
  access(file).then(
    () => false,
    () => true,
  );
