import { complete } from '../process.ts';
import { findProgram, toolEnv } from './programs.ts';

/**
 * What a sandbox needs, and the Debian package that has it. Of several, the first that the release knows: docker(1) left
 * docker.io for docker-cli in Debian 13.
 */
const packages: { readonly [program: string]: readonly [string, ...string[]] } = {
  dockerd: ['docker.io'],
  docker: ['docker-cli', 'docker.io'],
  containerd: ['containerd'],
  runc: ['runc'],
  ip: ['iproute2'],
  bridge: ['iproute2'],
  iptables: ['iptables'],
  nft: ['nftables'],
  brctl: ['bridge-utils'],
  conntrack: ['conntrack'],
  nsenter: ['util-linux'],
  unshare: ['util-linux'],
  flock: ['util-linux'],
  mount: ['mount'],
  script: ['bsdutils'],
  curl: ['curl'],
  hostname: ['hostname'],
  bash: ['bash'],
};

/** Every program that a sandbox needs. */
export const neededPrograms: readonly string[] = Object.keys(packages);

/** Whether this machine's release has a package, as apt-cache(8) knows. */
export type Knows = (name: string) => Promise<boolean>;

/** The packages of missing programs, each named once; the last alternative where apt knows none of them. */
export async function packagesFor(programs: readonly string[], knows: Knows = aptKnows): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const program of programs) {
    const alternatives = packages[program] ?? [];
    let name = alternatives[0];
    for (const candidate of alternatives.length > 1 ? alternatives : []) {
      name = candidate;
      if (await knows(candidate)) break;
    }
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

const aptKnows: Knows = async (name) => {
  if (!(await findProgram('apt-cache'))) return false;
  const query = { file: 'apt-cache', args: ['madison', name], env: toolEnv() };
  return (await complete(query, { timeoutMs: 10_000 })).stdout.trim() !== '';
};
