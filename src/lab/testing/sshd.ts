import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quote } from '../../text/quote.ts';
import type { Lab, SshSettings } from '../lab.ts';

const run = promisify(execFile);

/** Real sshds without any network: ssh talks to `sshd -i` through a pipe (ProxyCommand), in the lab that is the machine. */
export interface SshMachines {
  readonly folder: string;
  readonly settings: SshSettings;
  /** A lab that is up becomes the machine `name`, which ssh can reach as root; `options` go into its sshd_config. */
  lab(name: string, lab: Pick<Lab, 'run' | 'entry'>, options?: readonly string[]): Promise<void>;
  /** A real sshd that listens on a loopback port of that lab; who wants to reach it needs a way into the lab, such as ProxyJump. */
  daemon(name: string, lab: Pick<Lab, 'run'>, port: number, options?: readonly string[]): Promise<void>;
  /** More of ssh_config(5). */
  configure(text: string): Promise<void>;
  /** A machine that is any program on the other end of the connection. */
  program(name: string, script: string, options?: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

export async function sshMachines(): Promise<SshMachines> {
  const folder = await mkdtemp(join(tmpdir(), 'bridgework-sshd-'));
  const path = (name: string): string => join(folder, name);
  const configFile = path('ssh_config');
  for (const name of ['client', 'host', 'other'])
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path(name)]);
  const text = (name: string): Promise<string> => readFile(path(name), 'utf8');
  await writeFile(configFile, '');
  await writeFile(path('known_hosts'), '');

  async function add(name: string, script: string, options: readonly string[]): Promise<void> {
    const file = path(`${name}.sh`);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    const known = (await text('host.pub')).split(' ').slice(0, 2).join(' ');
    await appendFile(path('known_hosts'), `${name} ${known}\n`);
    const lines = [
      ...options,
      'User root',
      `IdentityFile ${path('client')}`,
      'IdentitiesOnly yes',
      `UserKnownHostsFile ${path('known_hosts')}`,
      'GlobalKnownHostsFile /dev/null',
      `ProxyCommand ${file}`,
    ];
    await appendFile(configFile, `Host ${name}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  }

  return {
    folder,
    settings: { configFile, hostKeys: 'strict', connectSeconds: 10 },
    async lab(name, lab, options = []) {
      const key = await text('host');
      const script = setUp({ name, hostKey: key, clientKey: await text('client.pub'), options });
      const ready = await lab.run(script, { timeoutMs: 20_000 });
      if (!ready.ok || ready.value.exitCode !== 0) throw new Error(`no sshd in ${name}: ${JSON.stringify(ready)}`);
      const entry = await lab.entry('host', ['/usr/sbin/sshd', '-i', '-f', `/run/sshd-${name}/config`]);
      if (!entry.ok) throw new Error(entry.error.code);
      const env = Object.entries(entry.value.env).map(([key, value]) => `${key}=${value}`);
      const words = ['env', '-i', ...env, entry.value.file, ...entry.value.args];
      await add(name, `exec ${words.map(quote).join(' ')}`, []);
    },
    async daemon(name, lab, port, options = []) {
      const listen = [...options, `Port ${port}`, 'ListenAddress 127.0.0.1', `PidFile /run/sshd-${name}/pid`];
      const script = setUp({
        name,
        hostKey: await text('host'),
        clientKey: await text('client.pub'),
        options: listen,
      });
      // It detaches itself; its words go to a file, where a test may look.
      const begin = `/usr/sbin/sshd -f /run/sshd-${name}/config -E /run/sshd-${name}/log`;
      const ready = await lab.run(
        `${script}sed -i 's/^LogLevel .*/LogLevel VERBOSE/' /run/sshd-${name}/config\n${begin}`,
        {
          timeoutMs: 20_000,
        },
      );
      if (!ready.ok || ready.value.exitCode !== 0) throw new Error(`no sshd in ${name}: ${JSON.stringify(ready)}`);
    },
    configure: (more) => appendFile(configFile, more),
    program: (name, script, options = []) => add(name, script, options),
    end: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * In a lab the machine's own root is nobody, and files that only root may read are nobody's: sudo and PAM need an /etc of the
 * lab's. Mounts a copy, with accounts `student` and `wary`, below a new folder and over /etc.
 */
export const ownEtc = (folder: string): string => `mkdir -p ${folder}; mount -t tmpfs -o mode=755 own ${folder}
cp -r /etc/. ${folder} 2>/dev/null || :
rm -rf ${folder}/sudoers ${folder}/sudoers.d ${folder}/shadow ${folder}/gshadow
for user in root sshd student wary; do echo "$user:*:19000:0:99999:7:::"; done >${folder}/shadow; chmod 600 ${folder}/shadow
printf 'student:x:1000:1000::/tmp:/bin/bash\\nwary:x:1001:1001::/tmp:/bin/sh\\n' >>${folder}/passwd
: >${folder}/.own; mount --bind ${folder} /etc`;

/** Keys, an account for sshd's privilege separation, and a configuration of its own: all in the lab's private file view. */
function setUp(use: { name: string; hostKey: string; clientKey: string; options: readonly string[] }): string {
  const place = `/run/sshd-${use.name}`;
  return `set -e
[ -x /usr/sbin/sshd ] || { echo 'no /usr/sbin/sshd: apt-get install openssh-server' >&2; exit 1; }
grep -q '^sshd:' /etc/passwd || echo 'sshd:x:74:65534::/run/sshd:/usr/sbin/nologin' >>/etc/passwd
mkdir -p /run/sshd ${place}
chmod 755 /run/sshd ${place}
umask 077
cat >${place}/key <<'KEY'
${use.hostKey.trim()}
KEY
cat >${place}/authorized <<'KEY'
${use.clientKey.trim()}
KEY
cat >${place}/config <<'CONFIG'
${use.options.join('\n')}
HostKey ${place}/key
AuthorizedKeysFile ${place}/authorized
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
PrintMotd no
LogLevel ERROR
CONFIG
`;
}
