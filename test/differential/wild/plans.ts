import { readdirSync, readFileSync } from 'node:fs';
import type { Flow } from '../../../src/trace/index.ts';
import type { Plan } from '../generate.ts';
import { wiringSteps } from '../wiring.ts';

/** Rules that programs wrote (README.md beside this file), each in a lab whose wiring is whole and that has no other rules. */
export interface Wild {
  /** Of the file: `ufw.iptables`. */
  readonly name: string;
  readonly plan: Plan;
}

const here = new URL('./', import.meta.url);

const names = (): readonly string[] =>
  readdirSync(here)
    .filter((name) => /\.(iptables|nft)$/.test(name))
    .sort();

/** Every file's rules, by its name. */
export const wildRules = (): ReadonlyMap<string, string> =>
  new Map(names().map((name) => [name, readFileSync(new URL(name, here), 'utf8')]));

/** The course's commands without its rules. */
const wiring: readonly string[] = wiringSteps.flatMap(({ lines }) =>
  lines.filter((line) => !line.startsWith('iptables')),
);

/** What a program sets up besides its rules. */
const besides: { readonly [name: string]: readonly string[] } = {
  'wg-quick.nft': [
    'ip link add wg0 type veth peer name wg0far',
    'ip link set wg0 arp off',
    'ip address add 10.8.0.2/32 dev wg0',
    'ip link set wg0 up',
    'ip -4 route add 0.0.0.0/0 dev wg0 table 51820',
    'ip -4 rule add not fwmark 51820 table 51820',
    'ip -4 rule add table main suppress_prefixlength 0',
    'sysctl -qw net.ipv4.conf.all.src_valid_mark=1',
  ],
};

const targets: readonly (readonly [to: string, ports: readonly number[]])[] = [
  ['172.18.0.2', [80, 81]],
  ['172.18.0.3', [80]],
  ['172.18.0.1', [9000]],
  ['192.168.1.61', [9000, 5678]],
  ['192.168.1.50', [80]],
  ['203.0.113.80', [80]],
];
const services: readonly (readonly [to: string, ports: readonly number[]])[] = [
  ['10.96.0.10', [80]],
  ['10.96.0.99', [80]],
];

const own: ReadonlySet<string> = new Set(['c1 172.18.0.2', 'c2 172.18.0.3', 'outside 192.168.1.50']);

function flowsOf(name: string): readonly Flow[] {
  const more = name.startsWith('kube') ? services : [];
  return ['c1', 'c2', 'host', 'outside', 'internet'].flatMap((from) =>
    [...targets, ...more].flatMap(([to, ports]) =>
      own.has(`${from} ${to}`) ? [] : ports.map((port): Flow => ({ from, to, proto: 'tcp', port })),
    ),
  );
}

const load = (name: string): string => (name.endsWith('.nft') ? 'nft -f -' : 'iptables-restore');

/** A plan for each file, and one more where iptables does not see bridged frames. */
export function wildPlans(): readonly Wild[] {
  return [...wildRules()].flatMap(([name, rules], index) =>
    [1, 0].map((bridged): Wild => {
      const lines = [
        ...wiring,
        'iptables -P FORWARD ACCEPT',
        `sysctl -qw net.bridge.bridge-nf-call-iptables=${bridged}`,
        ...(besides[name] ?? []),
        `${load(name)} <<'BW_RULES'\n${rules}\nBW_RULES`,
      ];
      return { name, plan: { seed: index * 2 + 1 - bridged, lines, flows: flowsOf(name) } };
    }),
  );
}
