import { access, readFile } from 'node:fs/promises';
import { neededBy } from '../../programs.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { installFor } from '../shared/install.ts';
import { findDocker, findProgram } from '../shared/programs.ts';
import { failures } from './failure.ts';

export interface Machine {
  /** Where the programs that the lab needs are, for its PATH. */
  readonly files: readonly string[];
  /** Docker's own client, whatever else has its name. */
  readonly docker: string;
  /** newuidmap(1) and newgidmap(1) are there. */
  readonly hasHelpers: boolean;
}

const neededPrograms = neededBy('sandbox');

/** What can be known without starting anything: a few milliseconds of looking at files. */
export async function preflight(): Promise<Result<Machine, LabFailure>> {
  const { file: docker, impostor } = await findDocker();
  const found = await Promise.all(
    neededPrograms.map(async (name) => [name, name === 'docker' ? docker : await findProgram(name)] as const),
  );
  const missing = found.flatMap(([name, file]) => (file === undefined ? [name] : []));
  if (docker === undefined || missing.length > 0) {
    const fix = await installFor(missing);
    return err(impostor ? failures.notDocker(impostor, missing, fix) : failures.missingPrograms(missing, fix));
  }
  if (await absent('/proc/self/ns/user')) return err(failures.noUserns());
  if (await absent('/proc/sys/net/bridge/bridge-nf-call-iptables'))
    return err(failures.kernel('br_netfilter', 'br_netfilter'));
  if (!/\boverlay$/m.test(await readFile('/proc/filesystems', 'utf8').catch(() => 'overlay'))) {
    return err(failures.kernel('overlay', 'overlay'));
  }
  const helpers = await Promise.all([findProgram('newuidmap'), findProgram('newgidmap')]);
  const files = found.flatMap(([, file]) => file ?? []);
  return ok({ files, docker, hasHelpers: helpers.every((file) => file !== undefined) });
}

const absent = (file: string): Promise<boolean> =>
  access(file).then(
    () => false,
    () => true,
  );
