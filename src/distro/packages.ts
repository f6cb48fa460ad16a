import { programs as known } from '../programs.ts';
import type { Family } from './os-release.ts';

/** Families whose packages we cannot install here: what they are called is known from their own package sources. */
export const others = ['fedora', 'suse', 'arch', 'alpine'] as const satisfies readonly Family[];
export type Other = (typeof others)[number];

/**
 * The package that has a program, in the order of `others`. docs/machines.md says of each column what it was read in. Where a
 * distribution has moved a program between packages, its path: dnf(8) finds the package by it.
 */
const table: { readonly [program: string]: readonly [fedora: string, suse: string, arch: string, alpine: string] } = {
  dockerd: ['moby-engine', 'docker', 'docker', 'docker-engine'],
  docker: ['docker-cli', 'docker', 'docker', 'docker-cli'],
  containerd: ['containerd', 'containerd', 'containerd', 'containerd'],
  runc: ['runc', 'runc', 'runc', 'runc'],
  ip: ['iproute', 'iproute2', 'iproute2', 'iproute2'],
  tc: ['iproute-tc', 'iproute2', 'iproute2', 'iproute2'],
  iptables: ['iptables-nft', 'iptables', 'iptables', 'iptables'],
  nft: ['nftables', 'nftables', 'nftables', 'nftables'],
  brctl: ['bridge-utils', 'bridge-utils', 'bridge-utils', 'bridge-utils'],
  conntrack: ['conntrack-tools', 'conntrack-tools', 'conntrack-tools', 'conntrack-tools'],
  newuidmap: ['shadow-utils', 'shadow', 'shadow', 'shadow-uidmap'],
  nsenter: ['util-linux-core', 'util-linux', 'util-linux', 'util-linux-misc'],
  unshare: ['util-linux-core', 'util-linux', 'util-linux', 'util-linux-misc'],
  setsid: ['util-linux-core', 'util-linux', 'util-linux', 'util-linux-misc'],
  flock: ['util-linux-core', 'util-linux', 'util-linux', 'flock'],
  mount: ['util-linux-core', 'util-linux', 'util-linux', 'mount'],
  umount: ['util-linux-core', 'util-linux', 'util-linux', 'umount'],
  pivot_root: ['util-linux', 'util-linux', 'util-linux', 'util-linux-misc'],
  script: ['/usr/bin/script', 'util-linux', 'util-linux', 'util-linux-misc'],
  hostname: ['hostname', 'hostname', 'inetutils', 'busybox'],
  bash: ['bash', 'bash', 'bash', 'bash'],
  curl: ['curl', 'curl', 'curl', 'curl'],
  tcpdump: ['tcpdump', 'tcpdump', 'tcpdump', 'tcpdump'],
  perl: ['perl-interpreter', 'perl-base', 'perl', 'perl'],
  busybox: ['busybox', 'busybox-static', 'busybox', 'busybox-static'],
  ps: ['procps-ng', 'procps', 'procps-ng', 'procps-ng'],
  modprobe: ['kmod', 'kmod', 'kmod', 'kmod'],
  // On Debian these two are unpacked for the stand-in, never installed.
  nginx: ['nginx-core', 'nginx', 'nginx', 'nginx'],
  dnsmasq: ['dnsmasq', 'dnsmasq', 'dnsmasq', 'dnsmasq'],
};

/** By Debian's name of it, what every system has: it is called the same everywhere, but for these. */
const basics: { readonly [debian: string]: string } = { mawk: 'gawk' };

export const tabledPrograms: readonly string[] = Object.keys(table);

/**
 * The packages of programs, each once, in the programs' order. A program that comes with another one is where that one is; what
 * nobody knows has none.
 */
export const otherPackages = (programs: readonly string[], family: Other): readonly string[] => [
  ...new Set(programs.flatMap((program) => packageOf(program, family) ?? [])),
];

function packageOf(program: string, family: Other): string | undefined {
  const own = Object.hasOwn(table, program) ? table[program] : undefined;
  if (own) return own[others.indexOf(family)];
  const one = Object.hasOwn(known, program) ? known[program] : undefined;
  if (one?.with !== undefined) return packageOf(one.with, family);
  return one?.always ? (basics[one.packages] ?? one.packages) : undefined;
}

/** What has the kernel's modules. */
const kernels: { readonly [family in Family]: string } = {
  debian: 'linux-image-amd64',
  fedora: 'kernel-modules kernel-modules-extra',
  suse: 'kernel-default',
  arch: 'linux',
  alpine: 'linux-lts',
};

const installers: { readonly [family in Family]: string } = {
  debian: 'sudo apt-get install -y --no-install-recommends',
  fedora: 'sudo dnf install -y',
  suse: 'sudo zypper --non-interactive install',
  arch: 'sudo pacman -S --needed',
  // What its own set-up gives ordinary users in place of sudo.
  alpine: 'doas apk add',
};

const removers: { readonly [family in Family]: string } = {
  debian: 'sudo apt-get remove -y',
  fedora: 'sudo dnf remove -y',
  suse: 'sudo zypper --non-interactive remove',
  arch: 'sudo pacman -R',
  alpine: 'doas apk del',
};

/** The command that takes a package away. */
export const removing = (family: Family, name: string): string => `${removers[family]} ${name}`;

/** The command that installs packages. */
export const installing = (family: Family, packages: readonly string[]): string =>
  `${installers[family]} ${packages.join(' ')}`;

/** The command that brings the kernel's modules, and the kernel that they are for. */
export const installingKernel = (family: Family): string =>
  `${installing(family, [kernels[family]])} && ${family === 'alpine' ? 'doas' : 'sudo'} reboot`;

/** What the stand-in image is made of where there are no Debian packages to unpack. */
export const standInPrograms: readonly string[] = ['nginx', 'dnsmasq', 'busybox'];
