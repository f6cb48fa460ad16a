import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Entry, Lab } from '../../src/lab/lab.ts';
import { run } from '../../test/tools/spawn.ts';

/** A program that judges the whole course in the lab, and says by its exit code whether all of it holds. */
export interface Tool {
  readonly name: string;
  /** It only looks: it has no opinion of what it sees. */
  readonly onlyLooks?: true;
  /** How to start it from outside the lab, as a person does. */
  entry(): Promise<Entry>;
}

interface Peer {
  readonly name: string;
  readonly debianPackage: string;
  /** Succeeds where it is installed. */
  readonly probe: readonly string[];
  readonly spec: string;
  /** In the lab, in the folder of the specs. */
  readonly argv: readonly string[];
}

export const peers: readonly Peer[] = [
  {
    name: 'bats',
    debianPackage: 'bats',
    probe: ['/usr/bin/bats', '--version'],
    spec: 'course_test.bats',
    argv: ['/usr/bin/bats', 'course_test.bats'],
  },
  {
    name: 'testinfra',
    debianPackage: 'python3-testinfra',
    probe: ['/usr/bin/python3', '-c', 'import pytest, testinfra'],
    spec: 'test_course.py',
    argv: ['/usr/bin/python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--hosts=local://', 'test_course.py'],
  },
  {
    name: 'serverspec',
    debianPackage: 'ruby-serverspec',
    probe: ['/usr/bin/ruby', '-e', 'require "serverspec"'],
    spec: 'course_spec.rb',
    argv: ['/usr/bin/rspec', '--no-color', 'course_spec.rb'],
  },
];

/** Debian packages of the peers that are not installed. */
export async function missing(): Promise<readonly string[]> {
  const probes = await Promise.all(
    peers.map(async (peer) => ((await run(peer.probe)).exitCode === 0 ? [] : [peer.debianPackage])),
  );
  return probes.flat();
}

const folder = '/tmp/peers';
/** The same looks, as a person in a hurry writes them down: nothing is judged. */
const byHand = { name: 'by hand', spec: '../bench/round.sh', argv: ['/bin/sh', 'round.sh'] } as const;

/** Puts the specs into the lab. */
export async function bring(lab: Lab): Promise<void> {
  for (const { spec } of [...peers, byHand]) {
    const stdin = readFileSync(join(import.meta.dirname, spec), 'utf8');
    const put = await lab.run(`mkdir -p ${folder} && cat >${folder}/${basename(spec)}`, { timeoutMs: 10_000, stdin });
    if (!put.ok || put.value.exitCode !== 0) throw new Error(`cannot put ${spec} into the lab`);
  }
}

/** Ours first. */
export async function tools(lab: Lab, home: string): Promise<readonly Tool[]> {
  const program = join(import.meta.dirname, '../../bin/bridgework');
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', BRIDGEWORK_HOME: home };
  const ours: Tool = { name: 'bridgework', entry: async () => ({ file: program, args: ['check', '--json'], env }) };
  const theirs = [...peers, byHand].map(
    ({ name, argv }): Tool => ({
      name,
      ...(name === byHand.name ? { onlyLooks: true } : {}),
      async entry() {
        const entry = await lab.entry('host', ['sh', '-c', `cd ${folder} && exec "$@"`, 'sh', ...argv]);
        if (!entry.ok) throw new Error(entry.error.code);
        return { ...entry.value, env: { ...entry.value.env, LC_ALL: 'C.UTF-8' } };
      },
    }),
  );
  return [ours, ...theirs];
}
