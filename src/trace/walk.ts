import type { FetchOutcome } from '../facts/index.ts';
import { type Text, text } from '../i18n/text.ts';
import type { Match } from '../netfilter/index.ts';
import type { EndText } from './ends.ts';
import type { Entry, Mark } from './entry.ts';
import type { Frame } from './frame.ts';
import { type Node, nodeOf } from './node.ts';
import type { Disposition, Hop, LabFacts, Tuple } from './trace.ts';
import { type Peer, peersOf } from './wires.ts';

/** Which packet of the conversation it is. `error`: an ICMP message about another one; `tunnel`: one around a frame. */
export type Role = 'syn' | 'syn-ack' | 'ack' | 'data' | 'answer' | 'rst' | 'echo' | 'echo-reply' | 'error' | 'tunnel';

/** For connection tracking it may be the first of its connection. Tunnels answer from other ports: each of their packets is. */
export const opens = (role: Role): boolean => role === 'syn' || role === 'echo' || role === 'tunnel';

/** A packet, and what its present namespace knows of it. */
export interface Parcel {
  readonly role: Role;
  readonly proto: 'tcp' | 'icmp' | 'udp';
  readonly tuple: Tuple;
  /** Of an ICMP error: the packet that it is about, as this namespace sees it. */
  readonly about?: Tuple;
  /** Whose length is known: the whole of it, and how much of it each piece has, once it was cut into pieces. */
  readonly bytes?: number;
  readonly pieces?: number;
  /** Whose length is not known: what its sender's own route lets it have. Absent: more than such packets ever are. */
  readonly atMost?: number;
  /** Whose length is known: it may not be cut. */
  readonly whole?: true;
  /** Of TCP: how long its sender makes packets at most; there may be several of them, which the kernel handles as one (GSO). */
  readonly segment?: number;
  readonly several?: true;
  /** Of a packet that opens a connection: the longest segment that its sender takes. Absent: nobody asks. */
  readonly mss?: number | 'unknown';
  /** Of an ICMP message. */
  readonly icmp?: { readonly type: number; readonly code: number };
  /** Of a tunnel's packet. */
  readonly carries?: Load;
  /** In the namespace where it is now. Absent: nobody gave it one (0). */
  readonly mark?: Mark;
  /** Its connection, once connection tracking of this namespace has looked. */
  readonly tracked?: Tracked;
}

/** A frame inside a tunnel's packet. */
export interface Load {
  readonly vni: number;
  /** The device that the packet has to leave by; absent: any. */
  readonly via?: string;
  readonly frame: Frame;
  readonly parcel: Parcel;
}

export interface Tracked {
  readonly entry?: Entry;
  readonly direction: 'original' | 'reply';
  /** The kernel made it as an answer to a packet of this connection (nf_ct_attach): no rule can take it out again. */
  readonly attached?: true;
  readonly state: 'new' | 'established' | 'related' | 'invalid' | 'untracked';
}

/** What tells a packet from every other one that a walk makes: twice the same at one place is a loop. */
export const identityOf = ({ tuple, carries }: Parcel): string =>
  JSON.stringify(tuple) + (carries ? ` ${identityOf(carries.parcel)}` : '');

/** Where a packet came to its end. */
export type Fate =
  | { readonly kind: 'arrived'; readonly node: Node; readonly device: string; readonly parcel: Parcel }
  | { readonly kind: 'lost'; readonly disposition: Disposition; readonly reason: EndText }
  /** It stops at `node`, which tells its sender: `tcp-reset`, or an ICMP message as iptables names it. */
  | {
      readonly kind: 'rejected';
      readonly disposition: Disposition;
      readonly reason: EndText;
      readonly node: Node;
      readonly parcel: Parcel;
      readonly message: string;
      /** Of `icmp-fragmentation-needed`: how long it may be. */
      readonly mtu?: number;
      /** Of a packet that was on its way through a bridge: where it came from. */
      readonly bridged?: BridgedFrom;
    }
  /** The sender's own kernel refuses to send it. */
  | {
      readonly kind: 'not-sent';
      readonly disposition: Disposition;
      readonly reason: EndText;
      readonly outcome: FetchOutcome;
    }
  | { readonly kind: 'unknown'; readonly reason: Text };

/** How one packet of a tunnel fared on its own way. */
export type Carried =
  | { readonly kind: 'arrived'; readonly node: string; readonly device: string }
  | Loss
  | { readonly kind: 'unknown'; readonly place: string };

/** A tunnel's packet that ended on its way: nobody tells the sender of the frame. */
export interface Loss {
  readonly kind: 'lost';
  readonly disposition: Disposition;
  readonly reason: EndText;
  readonly hops: readonly Hop[];
}

/** The ways of all copies that a tunnel makes of a frame between two MAC addresses. */
export type Carrier = (walk: Walk, node: string, device: string, frame: Frame) => readonly Carried[];

export interface BridgedFrom {
  readonly port: string;
  readonly mac: string;
}

/** Which one of how many. */
export interface Choice {
  readonly taken: number;
  readonly of: number;
  readonly reason: Text;
  /** How likely that one is; absent: nobody can tell. */
  readonly odds?: number;
}

/** One way to walk: the choices that have to be made where facts leave several possibilities. */
export interface Walk {
  readonly facts: LabFacts;
  readonly peerOf: (node: string, device: string) => Peer;
  readonly nodes: Map<string, Node | undefined>;
  /** Hops of the packet that is on its way now. */
  hops: Hop[];
  readonly connections: Map<string, Entry[]>;
  /** Neighbours that learned an address from an ARP request of this walk: `node device address` to MAC. */
  readonly learned: Map<string, string>;
  /** Peers of tunnels that were learned from frames of this walk: `node device MAC` to the peer's address. */
  readonly peers: Map<string, string>;
  readonly carry: Carrier;
  /** What `carry` has found out, and is about to. */
  readonly carried: Map<string, Carried | 'under way'>;
  /** Places where the packet on its way now has been: the same one twice is a loop. */
  seen: Set<string>;
  readonly choices: Choice[];
  readonly plan: readonly number[];
  /** A node that sent a packet back out where it came in: it tells the sender a shorter way, which the next packet takes. */
  redirects?: string;
  /** How rules that hold by chance have turned out, once one of them was asked: one draw for the whole conversation. */
  readonly luck: Map<Match, boolean>;
  /** Where the client's own port lies. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
}

export function newWalk(facts: LabFacts, client: string, plan: readonly number[], carry: Carrier): Walk {
  return {
    facts,
    peerOf: peersOf(facts),
    nodes: new Map(),
    hops: [],
    connections: new Map(),
    learned: new Map(),
    peers: new Map(),
    carry,
    carried: new Map(),
    seen: new Set(),
    choices: [],
    plan,
    luck: new Map(),
    ports: facts.nodes[client]?.sysctls?.localPorts,
  };
}

/** Whether a rule that holds by chance holds for this packet. `odds`: the share of the packets that it holds for. */
export function draw(walk: Walk, match: Match, odds: number, reason: Text): void {
  const taken = walk.plan[walk.choices.length] ?? 0;
  walk.choices.push({ taken, of: 2, reason, odds: taken === 0 ? odds : 1 - odds });
  walk.luck.set(match, taken === 0);
}

/** One of several possibilities that the facts leave open. `reason`: what would have to be known. */
export function choose<T>(walk: Walk, options: readonly [T, ...T[]], reason: Text): T {
  if (options.length === 1) return options[0];
  const taken = walk.plan[walk.choices.length] ?? 0;
  walk.choices.push({ taken, of: options.length, reason });
  return options[taken] ?? options[0];
}

/** A node with all that must be known of it, or the reason why it cannot be walked through. */
export function enter(walk: Walk, name: string): Node | Fate {
  if (!walk.nodes.has(name)) walk.nodes.set(name, nodeOf(walk.facts, name));
  return walk.nodes.get(name) ?? unknown(text('trace.unknown.node', { node: name }));
}

const ends: ReadonlySet<unknown> = new Set([
  'arrived',
  'lost',
  'rejected',
  'not-sent',
  'unknown',
] satisfies Fate['kind'][]);
export const isFate = (result: object): result is Fate => 'kind' in result && ends.has(result.kind);

export const unknown = (reason: Text): Fate => ({ kind: 'unknown', reason });
export const lost = (disposition: Disposition, reason: EndText): Fate => ({ kind: 'lost', disposition, reason });

export function hop(walk: Walk, node: Node, parcel: Parcel, one: Omit<Hop, 'node' | 'packet' | 'carrying'>): void {
  const around = parcel.carries ? { carrying: true as const } : {};
  walk.hops.push({ node: node.name, ...one, packet: parcel.tuple, ...around });
}

/** The same, for the last hop of a packet. */
export function stop(
  walk: Walk,
  node: Node,
  parcel: Parcel,
  one: Omit<Hop, 'node' | 'packet' | 'carrying' | 'decision'>,
  end: Fate,
): Fate {
  hop(walk, node, parcel, { ...one, decision: end.kind === 'unknown' ? 'unknown' : 'stop' });
  return end;
}
