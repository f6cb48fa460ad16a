import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Lab } from '../../src/lab/lab.ts';
import { sshMachines } from '../../src/lab/testing/sshd.ts';
import { replayed } from './replay.ts';

/** A class of machines, each a loopback port of its own with a real sshd behind it. */
export interface Machines {
  readonly ports: readonly number[];
  /** The first so many: for `--inventory` and for Ansible. */
  inventory(count: number): Promise<string>;
}

export interface Doors {
  readonly folder: string;
  readonly knownHosts: string;
  readonly identity: string;
  /** All in one solved lab of this computer: their work is done here. */
  readonly here: Machines;
  /** As if they were elsewhere: they answer at once what that lab has answered before, with the nonces of today. */
  readonly elsewhere: Machines;
  close(): Promise<void>;
}

export async function doors(lab: Lab, count: number): Promise<Doors> {
  const machines = await sshMachines();
  const { folder } = machines;
  const sftp = 'Subsystem sftp internal-sftp';
  await machines.lab('here', lab, [sftp]);
  // Only for us, who ask for a shell: Ansible's own programs go through, and what it is given prints the same answer.
  await machines.lab('elsewhere', lab, [sftp, `ForceCommand ${await replayed(lab)}`]);
  const programs = ['here', 'elsewhere'].map((name) => join(folder, `${name}.sh`));
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), String(count), ...programs], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(keeper.stdout), 'line')) as [string];
  const [here = [], elsewhere = []] = JSON.parse(line) as readonly (readonly number[])[];
  const key = (await readFile(join(folder, 'host.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
  const knownHosts = join(folder, 'doors');
  await writeFile(knownHosts, [...here, ...elsewhere].map((port) => `[127.0.0.1]:${port} ${key}\n`).join(''));
  const identity = join(folder, 'client');
  const machinesOf = (name: string, ports: readonly number[]): Machines => ({
    ports,
    async inventory(wanted) {
      const file = join(folder, `${name}-${wanted}.ini`);
      const host = (port: number, n: number): string =>
        `vm${String(n + 1).padStart(3, '0')} ansible_host=127.0.0.1 ansible_port=${port} ansible_user=root ansible_ssh_private_key_file=${identity}`;
      await writeFile(file, `[class]\n${ports.slice(0, wanted).map(host).join('\n')}\n`);
      return file;
    },
  });
  return {
    folder,
    knownHosts,
    identity,
    here: machinesOf('here', here),
    elsewhere: machinesOf('elsewhere', elsewhere),
    async close() {
      const ended = once(keeper, 'close');
      keeper.stdin.end();
      await ended;
      await machines.end();
    },
  };
}
