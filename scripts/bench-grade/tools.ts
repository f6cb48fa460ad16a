import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allChecks } from '../../checks/index.ts';
import { scene } from '../../lessons/testing/taught.ts';
import type { Entry } from '../../src/lab/lab.ts';
import { rootShell } from '../../src/lab/ssh/ssh-command.ts';
import { needsOfLook } from '../../src/look/sight.ts';
import { planProof } from '../../src/round/index.ts';
import { quote } from '../../src/text/quote.ts';
import { isRoot } from '../../test/tools/ordinary-user.ts';
import type { Doors, Machines } from './doors.ts';
import { recordedAnswer } from './replay.ts';

/** A class to look at, and how many machines side by side. */
export interface Use {
  readonly all: Doors;
  readonly machines: Machines;
  readonly count: number;
  readonly jobs: number;
}

const roundScript = (): string => planProof(needsOfLook(allChecks, scene)).script;
const env = (folder: string): { readonly [name: string]: string } => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  LC_ALL: 'C.UTF-8',
});

/**
 * A program whose processes are all counted, those too that it leaves behind (Ansible's and testinfra's ssh masters): a shell
 * that is the first process of a namespace of their own ends them, and waits for them. Costs everybody 50 ms of wall time.
 */
export function counted({ file, args, env: own }: Entry): Entry {
  const wait = '"$@"; code=$?; kill -9 -1; sleep 0.05; exit $code';
  const asUser = isRoot() ? [] : ['--user', '--map-current-user'];
  return {
    file: 'unshare',
    args: [...asUser, '--pid', '--fork', '--kill-child', 'sh', '-c', wait, 'sh', file, ...args],
    env: own,
  };
}

/** No grader at all: ssh with the script on its standard input, and nobody who reads the answer. */
export async function bareSsh({ all, machines, count, jobs }: Use): Promise<Entry> {
  const script = join(all.folder, 'bare.sh');
  // Both scripts of a look, as the shell over there gets them: one line with a mark after each.
  const mark = 'f'.repeat(24);
  const sent = `(\n${roundScript()}\n) </dev/null\nset -- $?\necho ${mark} >&2\nprintf '\\n%s %s\\n' ${mark} "$1"\n`;
  await writeFile(script, machines === all.here ? sent : `printf '\\n%s %s\\n' ${mark} "$1"\n${sent}`);
  const options = `-o UserKnownHostsFile=${all.knownHosts} -i ${all.identity} -o IdentitiesOnly=yes -o BatchMode=yes`;
  const one = join(all.folder, 'bare-one.sh');
  await writeFile(
    one,
    `exec ssh -F none ${options} -p "$1" root@127.0.0.1 ${quote(rootShell)} <${script} >/dev/null 2>&1\n`,
  );
  const list = machines.ports.slice(0, count).join('\n');
  return {
    file: 'sh',
    args: ['-c', `printf '%s\\n' "$1" | xargs -P ${jobs} -n 1 sh ${one}`, 'sh', list],
    env: env(all.folder),
  };
}

/** Ansible, with the same script and as many forks: only the looking; judging would come on top. */
export async function ansible({ all, machines, count, jobs }: Use): Promise<Entry> {
  const script = join(all.folder, 'round.sh');
  const answered = machines === all.here ? '' : `cat ${recordedAnswer}; exit\n`;
  await writeFile(script, `#!/bin/sh\n${answered}${roundScript()}`, { mode: 0o755 });
  const play = join(all.folder, 'play.yml');
  await writeFile(
    play,
    `- hosts: all\n  gather_facts: false\n  strategy: free\n  tasks:\n    - ansible.builtin.script: ${script}\n      register: round\n`,
  );
  return {
    file: 'ansible-playbook',
    args: ['-i', await machines.inventory(count), '-f', String(jobs), play],
    env: {
      ...env(all.folder),
      ANSIBLE_PIPELINING: 'True',
      ANSIBLE_NOCOLOR: '1',
      ANSIBLE_SSH_ARGS: `-o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile=${all.knownHosts} -o StrictHostKeyChecking=yes`,
    },
  };
}

/** testinfra over ssh, with as many workers (pytest-xdist) and a connection to each machine that they share. */
export async function testinfra({ all, machines, count, jobs }: Use): Promise<Entry> {
  const config = join(all.folder, 'testinfra_ssh');
  const ports = machines.ports.slice(0, count);
  const hosts = ports.map(
    (port) =>
      `Host vm${port}\n  HostName 127.0.0.1\n  Port ${port}\n  User root\n  IdentityFile ${all.identity}\n  IdentitiesOnly yes\n  UserKnownHostsFile ${all.knownHosts}\n  ControlPath ${all.folder}/m-%p\n`,
  );
  await writeFile(config, hosts.join(''));
  const spec = join(all.folder, 'test_course.py');
  await copyFile(join(import.meta.dirname, '../bench-peers/test_course.py'), spec);
  const names = ports.map((port) => `ssh://vm${port}`).join(',');
  return {
    file: '/usr/bin/python3',
    args: [
      ...['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-n', String(jobs), '--dist', 'loadgroup'],
      ...[`--hosts=${names}`, `--ssh-config=${config}`, spec],
    ],
    env: env(all.folder),
  };
}
