import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allChecks } from '../../checks/index.ts';
import { defaultParams } from '../../lessons/course.ts';
import { firstNeeds } from '../../src/grade/evidence/held.ts';
import type { Entry } from '../../src/lab/lab.ts';
import { planProof } from '../../src/verify/index.ts';
import type { Doors } from './doors.ts';

/** Ansible, with the same script and as many forks: only the looking; judging would come on top. */
export async function ansible({ folder, knownHosts }: Doors, inventory: string, forks: number): Promise<Entry> {
  const script = join(folder, 'round.sh');
  await writeFile(script, `#!/bin/sh\n${planProof(firstNeeds(allChecks, defaultParams)).script}`, { mode: 0o755 });
  const play = join(folder, 'play.yml');
  await writeFile(
    play,
    `- hosts: all\n  gather_facts: false\n  strategy: free\n  tasks:\n    - ansible.builtin.script: ${script}\n      register: round\n`,
  );
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    ANSIBLE_PIPELINING: 'True',
    ANSIBLE_NOCOLOR: '1',
    // Masters that end soon after the play, so that they do not outlive the measurement.
    ANSIBLE_SSH_ARGS: `-o ControlMaster=auto -o ControlPersist=5s -o UserKnownHostsFile=${knownHosts} -o StrictHostKeyChecking=yes`,
  };
  return { file: 'ansible-playbook', args: ['-i', inventory, '-f', String(forks), play], env };
}
