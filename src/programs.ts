import { kindNames, type LabKind } from './lab/kind.ts';

/**
 * Every program that is called outside of Bridgework, with the Debian package that has it: the one list. vagrant/provision.sh
 * repeats those that a Debian system may lack (programs.test.ts holds the two equal, and looks for what scripts call).
 */
export interface Program {
  /**
   * Packages by preference, the first that applies: `NAME` where apt has it, `NAME@OTHER>=VERSION` where it has OTHER in at
   * least that version, `NAME!OTHER` where it has NAME and OTHER is not installed. The last applies always.
   */
  readonly packages: string;
  /** Labs that do not start without it. */
  readonly labs: readonly LabKind[];
  /** The course's own commands, its probes or its terminals call it. */
  readonly course?: true;
  /** In a package that every Debian system has (`Essential: yes`, or priority `required`). */
  readonly always?: true;
  /** Has come with that program so far: whoever installs looks for that one only. */
  readonly with?: string;
}

const both = kindNames;
const sandbox = ['sandbox'] as const;
const here = ['here'] as const;
const course = { course: true } as const;
const always = { always: true } as const;
type More = Pick<Program, 'course' | 'always' | 'with'>;
const of = (
  packages: string,
  names: string,
  labs: Program['labs'],
  more: More = {},
): { readonly [program: string]: Program } =>
  Object.fromEntries(names.split(' ').map((name) => [name, { packages, labs, ...more }]));

export const programs: { readonly [program: string]: Program } = {
  // Docker's own packages where apt is set up for them: they and Debian's refuse each other.
  ...of('docker-ce!containerd docker.io', 'dockerd', sandbox),
  // docker(1) left docker.io in Debian 13.
  ...of('docker-ce-cli!containerd docker-cli docker.io', 'docker', both, course),
  ...of('containerd.io!containerd containerd', 'containerd', sandbox),
  ...of('containerd.io!runc runc', 'runc', sandbox),
  ...of('iproute2', 'ip', both, course),
  ...of('iproute2', 'bridge ss', both, { ...course, with: 'ip' }),
  ...of('iproute2', 'tc', here, { with: 'ip' }),
  ...of('iptables', 'iptables', both, course),
  ...of('iptables', 'iptables-save iptables-restore ip6tables', both, { with: 'iptables' }),
  ...of('iptables', 'iptables-nft-save iptables-legacy-save', [], { with: 'iptables' }),
  ...of('nftables', 'nft', both, course),
  ...of('bridge-utils', 'brctl', both, course),
  ...of('conntrack', 'conntrack', both, course),
  ...of('uidmap', 'newuidmap', []),
  ...of('uidmap', 'newgidmap', [], { with: 'newuidmap' }),
  ...of('util-linux', 'nsenter', both, course),
  ...of('util-linux', 'unshare flock', sandbox),
  ...of('util-linux', 'setsid', both, { with: 'unshare' }),
  // util-linux 2.42 moved it.
  ...of('util-linux-extra@util-linux>=2.42 util-linux', 'pivot_root', sandbox),
  ...of('mount', 'mount', sandbox),
  ...of('mount', 'umount', sandbox, { with: 'mount' }),
  ...of('hostname', 'hostname', sandbox),
  ...of('bash', 'bash', both),
  ...of('bsdutils', 'script', both, course),
  ...of('curl', 'curl', both, course),
  ...of('tcpdump', 'tcpdump', []),
  ...of('perl-base', 'perl', both),
  ...of('busybox-static', 'busybox', []),
  ...of('procps', 'ps', both),
  ...of('procps', 'sysctl', [], { with: 'ps' }),
  ...of('kmod', 'modprobe', []),
  ...of('mawk', 'awk', both, always),
  ...of('dash', 'sh', both, always),
  ...of('grep', 'grep', both, always),
  ...of('sed', 'sed', both, always),
  ...of('findutils', 'xargs', both, always),
  ...of('findutils', 'find', sandbox, always),
  ...of('tar', 'tar', sandbox, always),
  ...of('diffutils', 'cmp', here, always),
  ...of(
    'coreutils',
    'base64 cat chmod cksum cp cut date dd df head id ln ls mkdir mknod mktemp mv od readlink rm rmdir sleep sort stat tail timeout tr uname uniq wc',
    both,
    always,
  ),
};

/** Programs that labs of a kind do not start without. */
export const neededBy = (kind: LabKind): readonly string[] =>
  Object.keys(programs).filter((name) => programs[name]?.labs.includes(kind));

/** What apt knows of a package: the versions that it would install, and that it has installed. */
export interface Known {
  readonly candidate?: string;
  readonly installed?: string;
}
export type Release = (packageName: string) => Known;

/** A machine of which nothing is known. */
export const anyRelease: Release = () => ({});

/** The packages of programs, each named once, as a release has them. */
export function packagesOf(names: readonly string[], release: Release): readonly string[] {
  return [...new Set(names.flatMap((name) => chosen(programs[name]?.packages.split(' ') ?? [], release)))];
}

function chosen(alternatives: readonly string[], release: Release): readonly string[] {
  const rule = alternatives.map(parts).find((one) => applies(one, release)) ?? alternatives.slice(-1).map(parts)[0];
  return rule === undefined ? [] : [rule.name];
}

interface Rule {
  readonly name: string;
  readonly other?: string;
  readonly least?: string;
}

function parts(rule: string): Rule {
  const [, name = rule, other, least] = /^([^@!]+)[@!]([^>]+)(?:>=(.*))?$/.exec(rule) ?? [];
  return { name, ...(other === undefined ? {} : { other }), ...(least === undefined ? {} : { least }) };
}

function applies({ name, other, least }: Rule, release: Release): boolean {
  if (other === undefined) return release(name).candidate !== undefined;
  if (least === undefined) return release(name).candidate !== undefined && release(other).installed === undefined;
  const { candidate } = release(other);
  return candidate !== undefined && atLeast(candidate, least);
}

/** Of Debian's versions only the numbers at the beginning, without the epoch, are compared. */
function atLeast(version: string, least: string): boolean {
  const numbers = (of: string): number[] => (/^(?:\d+:)?([\d.]+)/.exec(of)?.[1] ?? '').split('.').map(Number);
  const [mine, wanted] = [numbers(version), numbers(least)];
  for (const [index, number] of wanted.entries()) {
    const difference = (mine[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Packages that `packagesOf` may ask for. */
export const askedPackages: readonly string[] = [
  ...new Set(
    Object.values(programs).flatMap(({ packages }) =>
      packages.includes(' ')
        ? packages.split(' ').flatMap((rule) => {
            const { name, other, least } = parts(rule);
            return [...(least === undefined ? [name] : []), ...(other === undefined ? [] : [other])];
          })
        : [],
    ),
  ),
];

/** Reads `LC_ALL=C apt-cache policy NAME…`. */
export function releaseOf(policy: string): Release {
  const found = new Map<string, Known>();
  let name = '';
  for (const line of policy.split('\n')) {
    const [, next] = /^(\S+):$/.exec(line) ?? [];
    if (next !== undefined) name = next;
    const [, key, version = '(none)'] = /^ {2}(Installed|Candidate): (\S+)$/.exec(line) ?? [];
    if (key === undefined || version === '(none)') continue;
    found.set(name, { ...found.get(name), [key === 'Installed' ? 'installed' : 'candidate']: version });
  }
  return (asked) => found.get(asked) ?? {};
}
