import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { anyRelease, askedPackages, packagesOf, programs, releaseOf } from './programs.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Had {
  /** What apt would install, by package. */
  readonly has: { readonly [name: string]: string };
  readonly installed?: readonly string[];
  readonly docker: readonly string[];
  readonly pivotRoot: string;
}
/** Versions as of 2026-12-01. */
const debian12 = {
  'docker.io': '20.10.24+dfsg1-1+deb12u1+b6',
  containerd: '1.6.20~ds1',
  runc: '1.1.5+ds1',
  'util-linux': '2.38.1-5+deb12u3',
};
const debian13 = {
  'docker-cli': '26.1.5+dfsg1-9+deb13u1+b1',
  'docker.io': '26.1.5+dfsg1-9+deb13u1+b1',
  containerd: '1.7.24~ds1',
  runc: '1.1.15+ds1',
  'util-linux': '2.41.5-0+deb13u1',
};
const debian14 = {
  'docker-cli': '28.5.2+dfsg4-5',
  'docker.io': '28.5.2+dfsg4-5',
  containerd: '2.1.9',
  runc: '1.3.6+ds1',
  'util-linux': '2.42.4-1',
};
const dockersOwn = {
  'docker-ce': '5:29.0.0-1~debian.12~bookworm',
  'docker-ce-cli': '5:29.0.0-1~debian.12~bookworm',
  'containerd.io': '2.1.5-1~debian.12~bookworm',
};
const debians = ['docker.io', 'containerd', 'runc'];
const releases: { readonly [release: string]: Had } = {
  'Debian 12': { has: debian12, docker: debians, pivotRoot: 'util-linux' },
  'Debian 13': { has: debian13, docker: ['docker.io', 'docker-cli', 'containerd', 'runc'], pivotRoot: 'util-linux' },
  'Debian 14': {
    has: debian14,
    docker: ['docker.io', 'docker-cli', 'containerd', 'runc'],
    pivotRoot: 'util-linux-extra',
  },
  'a release candidate': {
    has: { ...debian12, 'util-linux': '2.42~rc1-1' },
    docker: debians,
    pivotRoot: 'util-linux-extra',
  },
  'no lists': { has: {}, docker: debians, pivotRoot: 'util-linux' },
  "Debian 12 with Docker's own packages": {
    has: { ...debian12, ...dockersOwn },
    docker: ['docker-ce', 'docker-ce-cli', 'containerd.io'],
    pivotRoot: 'util-linux',
  },
  "Debian 13 with Docker's packages to be had, but Debian's installed": {
    has: { ...debian13, ...dockersOwn },
    installed: ['containerd', 'runc', 'docker.io'],
    docker: ['docker.io', 'docker-cli', 'containerd', 'runc'],
    pivotRoot: 'util-linux',
  },
};

/** `LC_ALL=C apt-cache policy NAME…`, without the tables. */
const policyOf = ({ has, installed = [] }: Had): string =>
  Object.entries(has)
    .map(
      ([name, version]) =>
        `${name}:\n  Installed: ${installed.includes(name) ? version : '(none)'}\n  Candidate: ${version}\n  Version table:\n`,
    )
    .join('');

const folder = mkdtempSync(join(tmpdir(), 'bridgework-apt-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.entries(releases))('packages on %s', (_release, had) => {
  const policy = policyOf(had);
  const engine = ['dockerd', 'docker', 'containerd', 'runc'];

  it('are named as that release has them', () => {
    expect(packagesOf(engine, releaseOf(policy))).toEqual(had.docker);
    expect(packagesOf(['pivot_root'], releaseOf(policy))).toEqual([had.pivotRoot]);
  });

  it('are picked by provision.sh likewise', () => {
    const source = read('vagrant/provision.sh');
    const functions = ['version_of', 'applies', 'pick'].map(
      (name) => new RegExp(`^${name}\\(\\) \\{(?: .* \\}$|[\\s\\S]*?^\\}$)`, 'm').exec(source)?.[0] ?? `lost ${name}`,
    );
    // apt-cache(8) answers for one package at a time.
    const aptCache = `[ "$1" = policy ] && printf '%s' "$POLICY" | sed -n "/^$2:$/,/Version table/p"`;
    writeFileSync(join(folder, 'apt-cache'), ['#!/bin/sh', aptCache, ''].join('\n'), { mode: 0o755 });
    const picked = (program: string): string =>
      execFileSync(
        'sh',
        ['-euc', [...functions, 'pick "$@"'].join('\n'), 'sh', ...(programs[program]?.packages ?? '').split(' ')],
        {
          encoding: 'utf8',
          env: { PATH: `${folder}:${process.env['PATH']}`, POLICY: policy },
        },
      ).trim();
    expect([...new Set(engine.map(picked))]).toEqual(had.docker);
    expect(picked('pivot_root')).toBe(had.pivotRoot);
  });
});

test('a package with several of the programs is named once', () => {
  expect(packagesOf(['nsenter', 'unshare', 'setsid'], anyRelease)).toEqual(['util-linux']);
});

test('apt is asked for every package that is a matter of choice', () => {
  expect([...askedPackages].sort()).toEqual([...Object.keys(debian14), ...Object.keys(dockersOwn)].sort());
});

test('provision.sh has the same programs and packages, but those that every Debian has, or that come with another', () => {
  const [, shell = ''] =
    /^sandbox_needs\(\) \{\n {2}cat <<'NEEDS'\n([\s\S]*?)^NEEDS$/m.exec(read('vagrant/provision.sh')) ?? [];
  const listed = Object.entries(programs)
    .filter(([, one]) => !one.always && one.with === undefined)
    .map(([name, { packages }]) => `${name}|${packages}`);
  expect(shell.trimEnd().split('\n').sort()).toEqual(listed.sort());
});
