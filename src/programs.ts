/**
 * Every program that is called outside of Bridgework, with the Debian package that has it: the one list. vagrant/provision.sh
 * repeats those that a Debian system may lack (programs.test.ts holds the two equal, and looks for what scripts call).
 */
export interface Program {
  /**
   * Packages by preference, the first that applies: `NAME` where the release has it, `NAME@OTHER>=VERSION` where it has
   * OTHER in at least that version. The last applies always.
   */
  readonly packages: string;
  /** Labs that do not start without it. */
  readonly labs: readonly ('sandbox' | 'here')[];
  /** The course's own commands, its probes or its terminals call it. */
  readonly course?: true;
  /** In a package that every Debian system has (`Essential: yes`, or priority `required`). */
  readonly always?: true;
  /** Has come with that program so far: whoever installs looks for that one only. */
  readonly with?: string;
}

const both = ['sandbox', 'here'] as const;
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
  ...of('docker.io', 'dockerd', sandbox),
  // docker(1) left docker.io in Debian 13.
  ...of('docker-cli docker.io', 'docker', both, course),
  ...of('containerd', 'containerd', sandbox),
  ...of('runc', 'runc', sandbox),
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
  ...of(
    'coreutils',
    'base64 cat chmod cksum cp cut date dd df head id ln mkdir mktemp mv od readlink rm rmdir sleep sort stat tail timeout tr uname uniq wc',
    both,
    always,
  ),
};

/** Programs that labs of a kind do not start without. */
export const neededBy = (kind: 'sandbox' | 'here'): readonly string[] =>
  Object.keys(programs).filter((name) => programs[name]?.labs.includes(kind));

/** What a release has: a package's version, or undefined. */
export type Versions = (packageName: string) => string | undefined;

/** The packages of programs, each named once, as a release has them. */
export function packagesOf(names: readonly string[], versions: Versions): readonly string[] {
  return [...new Set(names.flatMap((name) => chosen(programs[name]?.packages.split(' ') ?? [], versions)))];
}

function chosen(alternatives: readonly string[], versions: Versions): readonly string[] {
  const fits = (rule: string): boolean => {
    const { other, least } = condition(rule);
    const version = versions(other);
    return version !== undefined && (least === undefined || atLeast(version, least));
  };
  const rule = alternatives.find(fits) ?? alternatives.at(-1);
  return rule === undefined ? [] : [rule.replace(/@.*/, '')];
}

function condition(rule: string): { other: string; least?: string } {
  const [, other, least] = /@(.*)>=(.*)/.exec(rule) ?? [];
  return other === undefined || least === undefined ? { other: rule } : { other, least };
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

/** Packages of which `packagesOf` may ask for a version. */
export const askedPackages: readonly string[] = [
  ...new Set(
    Object.values(programs).flatMap(({ packages }) =>
      packages.includes(' ') ? packages.split(' ').map((rule) => condition(rule).other) : [],
    ),
  ),
];

/** What `LC_ALL=C apt-cache policy NAME…` says would be installed. */
export function candidates(policy: string): Versions {
  const found = new Map<string, string>();
  let name = '';
  for (const line of policy.split('\n')) {
    const [, next] = /^(\S+):$/.exec(line) ?? [];
    if (next !== undefined) name = next;
    const [, version] = /^ {2}Candidate: (.+)$/.exec(line) ?? [];
    if (version !== undefined && version !== '(none)') found.set(name, version);
  }
  return (asked) => found.get(asked);
}
