import type { FactRequest, Interface, Route } from '../facts/index.ts';
import type { ParamSet, Params } from './params.ts';

/** A machine of the lab, as the course names it. */
export interface SceneNode {
  readonly name: string;
  /** `machine`: a neighbour of the host that the lab plays. */
  readonly kind: 'host' | 'container' | 'machine';
}

/** How the picture lays the nodes out; a node that stands nowhere is not drawn. */
export interface Layout {
  /** On top, from left to right: neighbours on the network that the hosts share. */
  readonly neighbours: readonly string[];
  /** Below, side by side, each with its containers below it. */
  readonly hosts: readonly { readonly name: string; readonly containers: readonly string[] }[];
}

/** What a lab is to a course, at one set of parameters. */
export interface Scene<P extends Params = Params> {
  readonly params: P;
  /** The host first. */
  readonly nodes: readonly SceneNode[];
  /** Hosts' interfaces towards other machines. */
  readonly cards: readonly string[];
  readonly layout: Layout;
  /** Address or name, with or without a port -> the node that the course means by it. The one with the port counts first. */
  readonly addresses: { readonly [address: string]: string };
}

export const containersOf = ({ nodes }: Scene): readonly string[] =>
  nodes.flatMap(({ name, kind }) => (kind === 'container' ? [name] : []));

/** The nodes that are no containers; the host first. */
export const machinesOf = ({ nodes }: Pick<Scene, 'nodes'>): readonly string[] =>
  nodes.flatMap(({ name, kind }) => (kind === 'container' ? [] : [name]));

/** The hosts besides the one where scripts begin: what is changed there counts as if it were changed here. */
export const otherHostsOf = ({ nodes }: Pick<Scene, 'nodes'>): readonly string[] =>
  nodes.flatMap(({ name, kind }) => (kind === 'host' && name !== 'host' ? [name] : []));

/** What a machine says of the ways out of it. */
export interface SeenWays {
  readonly routes: readonly Route[];
  readonly interfaces: readonly Interface[];
}

/**
 * Values of a draw. `choose('port', 100)` is a number under 100, always the same for one grade and one label, and another one for
 * each grade: nobody can know it beforehand.
 */
export type Choose = (label: string, below: number) => number;

/** The parameters once more, with other values where a rule or a route must not make a difference. */
export interface Draw<P extends Params = Params> {
  readonly params: P;
  /** `state`: only what is configured is held against them; nobody is there to answer a request. */
  readonly asks: 'everything' | 'state';
}

/** What a grade asks for besides what the course says. */
export interface Drawing<P extends Params = Params> {
  /** Tells whether the lab has room: others who answer. */
  readonly room: (params: P) => FactRequest<unknown>;
  hasRoom(seen: unknown): boolean;
  draws(params: P, choose: Choose, hasRoom: boolean): readonly Draw<P>[];
}

/** How a course sets its lab. */
export interface Staging<P extends Params = Params> {
  readonly params: ParamSet<P>;
  scene(params: P): Omit<Scene<P>, 'params'>;
  /** The parameters as they are on a machine that was not set up by them: its own cards and addresses. */
  onMachine?(params: P, seen: SeenWays): P;
  /** Absent: a grade asks for nothing but what the course says. */
  readonly drawing?: Drawing<P>;
  /** A student's own values. */
  variant?(of: Variant): Partial<P>;
}

/** What makes a student's lab another one than everybody else's; drawn from a secret, so that nobody can guess another's. */
export interface Variant {
  readonly student: string;
  /** Ends every name of this variant: `NAME-k7qdx`. */
  readonly tag: string;
  /** CIDR, a /24. */
  readonly subnet: string;
  /** Three different addresses of it. */
  readonly hosts: readonly [string, string, string];
  readonly port: number;
}

export const sceneOf = ({ scene }: Pick<Staging, 'scene'>, params: Params): Scene => ({ params, ...scene(params) });
