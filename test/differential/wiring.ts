import { steps } from '../../checks/testing/steps.ts';
import { defaultParams } from '../../lessons/params/params.ts';
import type { Random } from './random.ts';

/** A rule of the course in nft's words, by the step that makes it. */
const native: { readonly [step: string]: string } = {
  'forward-bridge': 'insert rule ip course forward iifname "br0" oifname "br0" counter accept',
  'forward-out': 'insert rule ip course forward iifname "br0" oifname "ens33" counter accept',
  'forward-in': 'insert rule ip course forward iifname "ens33" oifname "br0" counter accept',
  masquerade: 'insert rule ip course postrouting ip saddr 172.18.0.0/16 oifname "ens33" counter masquerade',
  'dnat-prerouting': 'insert rule ip course prerouting iifname != "br0" tcp dport 5678 counter dnat to 172.18.0.2:80',
  'dnat-output': 'insert rule ip course output oifname != "br0" tcp dport 5678 counter dnat to 172.18.0.2:80',
  'dnat-bridge':
    'insert rule ip course prerouting iifname "br0" tcp dport 5678 fib daddr type local counter dnat to 172.18.0.2:80',
  'masquerade-hairpin':
    'insert rule ip course postrouting oifname "br0" tcp dport 80 ip daddr 172.18.0.2 counter masquerade to :1024-65535',
};

const chains = [
  'add table ip course',
  ...[
    ['forward', 'filter hook forward priority 0; policy drop;'],
    ['prerouting', 'nat hook prerouting priority -100;'],
    ['output', 'nat hook output priority -100;'],
    ['postrouting', 'nat hook postrouting priority 100;'],
  ].map(([name, base]) => `add chain ip course ${name} { type ${base} }`),
].join('; ');

export type Backend = 'iptables' | 'iptables-legacy' | 'nft';

/** The course's commands as a script of a lab has them: `on NODE COMMAND`, without Docker. */
function inLab(line: string): string {
  return line
    .replace(/^nsenter -n -t \$\(docker inspect -f \{\{\.State\.Pid\}\} (\w+)\)/, 'on $1')
    .replace(/\$\(docker inspect -f \{\{\.State\.Pid\}\} (\w+)\)/, '$(pid $1)');
}

/** Steps that change something besides starting the containers; what only looks is left out. */
export interface WiringStep {
  readonly id: string;
  readonly lines: readonly string[];
}

export const wiringSteps: readonly WiringStep[] = steps
  .map(({ id, commands }) => ({ id, lines: commands.filter((line) => !/^(docker|brctl)/.test(line)).map(inLab) }))
  .filter(({ lines }) => lines.length > 0);

function withBackend({ id, lines }: WiringStep, backend: Backend): readonly string[] {
  if (backend === 'iptables' || !lines[0]?.startsWith('iptables')) return lines;
  if (backend === 'iptables-legacy') return lines.map((line) => line.replace(/^iptables/, backend));
  return [`nft '${native[id]}'`];
}

/** The course, mostly whole; else up to some step, or without one or two. */
function done(random: Random): readonly WiringStep[] {
  return random.weigh<() => readonly WiringStep[]>([
    [70, () => wiringSteps],
    [12, () => wiringSteps.slice(0, 8 + random.below(wiringSteps.length - 7))],
    [
      18,
      () => {
        const missing = new Set([random.pick(wiringSteps).id, random.pick(wiringSteps).id]);
        return wiringSteps.filter(({ id }) => !missing.has(id));
      },
    ],
  ])();
}

export function wiring(random: Random): readonly string[] {
  const backend = random.weigh<Backend>([
    [6, 'iptables'],
    [2, 'iptables-legacy'],
    [2, 'nft'],
  ]);
  const lines = done(random).flatMap((step) => withBackend(step, backend));
  if (backend === 'nft') return [`iptables -P FORWARD ACCEPT`, `nft '${chains}'`, ...lines];
  // The other world's policy would still drop what this one lets through.
  return backend === 'iptables-legacy'
    ? ['iptables -P FORWARD ACCEPT', 'iptables-legacy -P FORWARD DROP', ...lines]
    : lines;
}

export const gateway = defaultParams.gateway;
