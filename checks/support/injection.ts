import { defaultParams } from '../../lessons/params/params.ts';
import type { Injection } from '../../src/proof/case.ts';
import type { DiagnosisId } from './diagnosis.ts';

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

/** Another rule in the place of the course's own, which the hint brings back. */
export const replaced = (
  own: string,
  ...others: readonly string[]
): { readonly lines: readonly string[]; readonly left: readonly string[] } => ({
  lines: [deleted(own), ...others],
  left: others.map(deleted),
});

/** A rule that the hint takes out, putting the course's own in its place. */
export const mistaken = (own: string, other: string): { readonly lines: readonly string[] } => ({
  lines: [deleted(own), other],
});

/** The course's forward rules (its nat rules are in `support/commands.ts`). */
export const forward = {
  bridge: 'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
  out: 'iptables -I FORWARD -i br0 -o ens33 -j ACCEPT',
  in: 'iptables -I FORWARD -i ens33 -o br0 -j ACCEPT',
} as const;

/** Waits until the kernel has taken a device away with its namespace. */
export const gone = (device: string): string => `while ip link show ${device} >/dev/null 2>&1; do sleep 0.1; done`;
