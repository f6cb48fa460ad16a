import { access, readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { neededPrograms } from './debian-packages.ts';
import { failures } from './failure.ts';
import { installFor } from './install.ts';
import { findProgram } from './programs.ts';

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
  if (missing.length > 0) return err(failures.missingPrograms(missing, await installFor(missing)));
  if (await absent('/proc/self/ns/user')) return err(failures.noUserns());
  if (await absent('/proc/sys/net/bridge/bridge-nf-call-iptables'))
    return err(failures.kernel('br_netfilter', 'br_netfilter'));
  if (!/\boverlay$/m.test(await readFile('/proc/filesystems', 'utf8').catch(() => 'overlay'))) {
    return err(failures.kernel('overlay', 'overlay'));
  }
  const helpers = await Promise.all([findProgram('newuidmap'), findProgram('newgidmap')]);
  return ok({ programs: neededPrograms, hasHelpers: helpers.every((file) => file !== undefined) });
}

const absent = (file: string): Promise<boolean> =>
  access(file).then(
    () => false,
    () => true,
  );
