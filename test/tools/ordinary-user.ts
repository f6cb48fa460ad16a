import { mkdtempSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { must, run } from './spawn.ts';

/** Somebody who is not root, with a copy of the project that they can read and write. */
export interface OrdinaryUser {
  readonly name: string;
  readonly tree: string;
  /** Prefix of a command that is to run as this user, in `tree`, with a clean environment. */
  readonly as: readonly string[];
  /** What is still running of theirs: `pid command` a line. */
  leftovers(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export const isRoot = (): boolean => userInfo().uid === 0;

/**
 * A user of the machine for the second pass of the tests: `BRIDGEWORK_TEST_USER` if set, else one that is made for this run
 * and removed afterwards. The tree is copied, since the checkout may lie where only root can read.
 */
export async function makeOrdinaryUser(root: string): Promise<OrdinaryUser> {
  const existing = process.env['BRIDGEWORK_TEST_USER'];
  const name = existing ?? `bw-test-${process.pid}`;
  const home = mkdtempSync('/var/tmp/bridgework-test-');
  const tree = `${home}/tree`;
  if (existing === undefined) {
    await must(['useradd', '--no-create-home', '--home-dir', home, '--shell', '/bin/bash', name]);
    await must(['sh', 'vagrant/provision.sh', '--sandbox', '--yes', '--user', name], { cwd: root });
  }
  await must(['chown', `${name}:`, home]);
  await must(['runuser', '-u', name, '--', 'mkdir', tree]);
  const copy = 'tar -C "$1" --exclude=./.git -cf - . | runuser -u "$2" -- tar -C "$3" -xf -';
  await must(['sh', '-c', copy, 'copy', root, name, tree]);

  const path = `${tree}/node_modules/.bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin`;
  const env = [`HOME=${home}`, `USER=${name}`, `PATH=${path}`, 'LANG=C.UTF-8', 'SHELL=/bin/bash'];
  if (process.env['CI'] !== undefined) env.push(`CI=${process.env['CI']}`);
  const leftovers = async (): Promise<readonly string[]> =>
    // A zombie has ended; when it goes is up to the machine's first process.
    (await run(['ps', '-o', 'pid=,stat=,args=', '-U', name])).output
      .split('\n')
      .filter((line) => /^ *\d+ +[^Z ]/.test(line));

  return {
    name,
    tree,
    as: ['runuser', '-u', name, '--', 'env', '-i', '-C', tree, ...env],
    leftovers,
    async remove() {
      if (existing === undefined) {
        for (const line of await leftovers()) await run(['kill', '-KILL', line.trim().split(' ')[0] ?? '']);
        await must(['userdel', '--force', name]);
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
