import type { Text } from '../../../i18n/text.ts';
import type { Discovered } from '../machine/discover.ts';

/** Values of the course's parameters that shape this lab, by name; the state file keeps them so. */
export interface HereValues {
  readonly [name: string]: string | number | { readonly [name: string]: string | number };
}

/** What this lab builds, and what tells the course's own things from the machine's. */
export interface HerePlan {
  readonly values: HereValues;
  readonly uplink: string;
  readonly hostAddress: string;
  readonly image: string;
  /** The neighbour on the uplink's network, and the TCP ports of its web server. */
  readonly outside: { readonly address: string; readonly ports: readonly number[] };
  /** TCP port of the web server on the machine itself. */
  readonly hostPort: number;
  /** The one name that the played internet has an address for. */
  readonly site: string;
  readonly own: OwnThings;
}

/** Names and addresses that are the course's, in whoever's terminal they were typed. */
export interface OwnThings {
  readonly containers: readonly string[];
  readonly bridges: readonly string[];
  /** The machine's ends of the cables to containers. */
  readonly cables: readonly string[];
  /** How the other ends are called until they are in a container. */
  readonly peers: readonly string[];
  /** CIDRs of the containers' networks. */
  readonly subnets: readonly string[];
}

export interface Fitted {
  readonly plan: HerePlan;
  /** What is not as in the course's texts, each with its reason. */
  readonly differences: readonly Text[];
}

/** What a course says of a machine that is itself the lab. */
export interface HereCourse<P extends object = object> {
  /** The course's own values where they can be had, else such as fit the machine. */
  fit(machine: Discovered): Fitted;
  plan(params: P): HerePlan;
  /** Of values that a state file has; undefined: they are no values of this course. */
  stored(values: unknown): HerePlan | undefined;
}

/** The machine's ends of what the course makes. */
export const ownLinks = ({ own }: HerePlan): readonly string[] => [...own.bridges, ...own.cables];

/** `uplink=nic0, port=80`: the values of `plan` where it differs from another one. */
export function planDifference(plan: HerePlan, other: HerePlan): string {
  const [mine, theirs] = [flat(plan.values), flat(other.values)];
  return [...mine]
    .filter(([name, value]) => theirs.get(name) !== value)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

/** A value inside of another one is called by both names, and comes after those that are not. */
function flat(values: HereValues): ReadonlyMap<string, string | number> {
  const entries = Object.entries(values);
  return new Map([
    ...entries.flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, value] as const])),
    ...entries.flatMap(([name, value]) =>
      typeof value === 'object' ? Object.entries(value).map(([key, one]) => [`${name}.${key}`, one] as const) : [],
    ),
  ]);
}
