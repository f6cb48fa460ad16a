import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Lab } from '../../src/lab/lab.ts';
import { sshMachines } from '../../src/lab/testing/sshd.ts';

/** Machines of a class: each a loopback port of its own, behind which a real sshd starts in a lab. */
export interface Doors {
  /** For `--inventory` and for Ansible. */
  inventory(count: number): Promise<string>;
  readonly knownHosts: string;
  readonly folder: string;
  close(): Promise<void>;
}

export async function doors(lab: Lab, count: number): Promise<Doors> {
  const machines = await sshMachines();
  const { folder } = machines;
  await machines.lab('door', lab, ['Subsystem sftp internal-sftp']);
  const servers: Server[] = [];
  for (let n = 0; n < count; n++) {
    // sshd gets the connection itself, so that nothing of the grader's process tree is the machine's.
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      const sshd = spawn(join(folder, 'door.sh'), [], { stdio: [socket, socket, 'ignore'] });
      sshd.once('error', () => undefined);
      socket.on('error', () => undefined);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
  }
  const ports = servers.map((server) => (server.address() as { readonly port: number }).port);
  const key = (await readFile(join(folder, 'host.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
  const knownHosts = join(folder, 'doors');
  await writeFile(knownHosts, ports.map((port) => `[127.0.0.1]:${port} ${key}\n`).join(''));
  return {
    folder,
    knownHosts,
    async inventory(wanted) {
      const file = join(folder, `class-${wanted}.ini`);
      const line = (port: number, n: number): string =>
        `vm${String(n + 1).padStart(3, '0')} ansible_host=127.0.0.1 ansible_port=${port} ansible_user=root ansible_ssh_private_key_file=${join(folder, 'client')}`;
      await writeFile(file, `[class]\n${ports.slice(0, wanted).map(line).join('\n')}\n`);
      return file;
    },
    async close() {
      for (const server of servers) server.close();
      await machines.end();
    },
  };
}
