import { defaultParams } from '../../../lessons/course.ts';
import type { DiagnosisId } from '../../support/define.ts';

/** One fault, and how a lab gets it and loses it again. Lines are typed on the lab's host. */
export interface Injection {
  /** Everything up to and with this step is done by the course's own commands. */
  readonly after: string;
  /** The check that shows the fault first. */
  readonly check: string;
  readonly lines: readonly string[];
  /** Back to the state before `lines`. */
  readonly mend: readonly string[];
}

/** The injections of one family of diagnoses. */
export type Family = { readonly [id in DiagnosisId]?: Injection };

export const { image } = defaultParams;
/** The last step: the course is done. */
export const finished = 'talk-hairpin';

export const pid = (name: string): string => `$(docker inspect -f '{{.State.Pid}}' ${name})`;
/** A command in a container's network namespace, typed on the host. */
export const inside = (name: string, command: string): string => `nsenter -n -t ${pid(name)} ${command}`;

/** Takes away what an `iptables … -I …` command put in. */
export const deleted = (command: string): string => command.replace(/ -[IA] /, ' -D ');

/** Another rule in the place of the course's own. */
export const replaced = (
  own: string,
  ...others: readonly string[]
): { readonly lines: readonly string[]; readonly mend: readonly string[] } => ({
  lines: [deleted(own), ...others],
  mend: [...others.map(deleted), own],
});

/** A rule besides the course's own. */
export const added = (rule: string): { readonly lines: readonly string[]; readonly mend: readonly string[] } => ({
  lines: [rule],
  mend: [deleted(rule)],
});

/** The course's forward rules (its nat rules are in `support/commands.ts`). */
export const forward = {
  bridge: 'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
  out: 'iptables -I FORWARD -i br0 -o ens33 -j ACCEPT',
  in: 'iptables -I FORWARD -i ens33 -o br0 -j ACCEPT',
} as const;

/** The course's commands for the cable of a container, with its addresses. */
export function wire(who: 'c1' | 'c2'): readonly string[] {
  const { name, veth, address } = defaultParams[who];
  return [
    `ip link add ${veth} type veth peer name eth0`,
    `ip link set ${veth} up`,
    `ip link set ${veth} master br0`,
    `ip link set eth0 netns ${pid(name)}`,
    inside(name, 'ip link set eth0 up'),
    inside(name, `ip address add ${address}/16 dev eth0`),
    inside(name, 'ip route add default via 172.18.0.1 dev eth0'),
  ];
}

/** Waits until the kernel has taken a device away with its namespace. */
export const gone = (device: string): string => `while ip link show ${device} >/dev/null 2>&1; do sleep 0.1; done`;
