import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Lab } from '../../src/lab/lab.ts';
import { sshMachines } from '../../src/lab/testing/sshd.ts';

/** Machines of a class: each a loopback port of its own, behind which a real sshd starts in a lab. */
export interface Doors {
  /** For `--inventory` and for Ansible. */
  inventory(count: number): Promise<string>;
  readonly ports: readonly number[];
  readonly knownHosts: string;
  readonly folder: string;
  close(): Promise<void>;
}

export async function doors(lab: Lab, count: number): Promise<Doors> {
  const machines = await sshMachines();
  const { folder } = machines;
  await machines.lab('door', lab, ['Subsystem sftp internal-sftp']);
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), folder, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(keeper.stdout), 'line')) as [string];
  const ports = JSON.parse(line) as readonly number[];
  const key = (await readFile(join(folder, 'host.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
  const knownHosts = join(folder, 'doors');
  await writeFile(knownHosts, ports.map((port) => `[127.0.0.1]:${port} ${key}\n`).join(''));
  return {
    folder,
    ports,
    knownHosts,
    async inventory(wanted) {
      const file = join(folder, `class-${wanted}.ini`);
      const line = (port: number, n: number): string =>
        `vm${String(n + 1).padStart(3, '0')} ansible_host=127.0.0.1 ansible_port=${port} ansible_user=root ansible_ssh_private_key_file=${join(folder, 'client')}`;
      await writeFile(file, `[class]\n${ports.slice(0, wanted).map(line).join('\n')}\n`);
      return file;
    },
    async close() {
      const ended = once(keeper, 'close');
      keeper.stdin.end();
      await ended;
      await machines.end();
    },
  };
}
