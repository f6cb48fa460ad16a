import { defaultParams } from '../../../lessons/course.ts';
import type { DiagnosisId } from '../../support/diagnosis-id.ts';

/** One fault, and how a lab gets it. Lines are typed on the lab's host. */
interface Fault {
  /** Everything up to and with this step is done by the course's own commands. */
  readonly after: string;
  /** The check that shows the fault first. */
  readonly check: string;
  readonly lines: readonly string[];
}

/** Whoever types the third hint, and those of what comes to light next, ends where everything passes. */
interface Mended extends Fault {
  /** `check: diagnosis`, one after the other, of what the mend of the first fault leaves to be done. */
  readonly next?: readonly string[];
  /** Takes away what the hints do not touch and what does no harm, so that the next fault is alone again. */
  readonly left?: readonly string[];
}

/** The third hint only looks, since the facts do not decide. */
interface Looked extends Fault {
  /** Why no command mends. */
  readonly onlyLooks: string;
  /** Back to the state before `lines`. */
  readonly mend: readonly string[];
}

export type Injection = Mended | Looked;

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
