import type {
  Containers,
  Diversions,
  FdbEntry,
  FetchOutcome,
  Interface,
  Listener,
  Namespaces,
  Neighbour,
  Route,
  RoutingRule,
  Sysctls,
  TransformPolicy,
} from '../facts/index.ts';
import type { Text } from '../i18n/text.ts';
import type { Decision, HookName, Ruleset } from '../netfilter/index.ts';

/** The packet that is asked about: the first one of a new connection, or an echo request. */
export interface Flow {
  /** The node that sends it. */
  readonly from: string;
  /** IPv4, dotted quad. Names are resolved before (a node's name, or DNS). */
  readonly to: string;
  readonly proto: 'tcp' | 'icmp';
  /** Absent for icmp. */
  readonly port?: number;
  /**
   * Bytes of an IP packet. Of icmp: that long it is. Of tcp: so much is sent that packets become so long, where both sides
   * let them; more than what a cable takes is a large page. Absent: a small request and a small page.
   */
  readonly size?: number;
  /** Of icmp: it may not be cut into pieces. Packets of TCP never may. */
  readonly df?: boolean;
  /** Of tcp: only the answer is that large. */
  readonly page?: true;
}

/** What is known of one node. A fact that is undefined could not be read: whatever needs it is "not enough information". */
export interface NodeFacts {
  readonly interfaces?: readonly Interface[] | undefined;
  /** Every table, `local` too (`ip route show table all`). */
  readonly routes?: readonly Route[] | undefined;
  readonly routingRules?: readonly RoutingRule[] | undefined;
  readonly neighbours?: readonly Neighbour[] | undefined;
  readonly sysctls?: Sysctls | undefined;
  readonly rules?: Ruleset | undefined;
  readonly listeners?: readonly Listener[] | undefined;
  /** Of every bridge of the node. */
  readonly fdb?: readonly FdbEntry[] | undefined;
  /** Absent: nobody asked tc(8), and there is nothing of the kind. */
  readonly diversions?: Diversions | undefined;
  /** What its numbers of other namespaces mean. Absent: not known, and cables are followed by what both ends say alone. */
  readonly namespaces?: Namespaces | undefined;
  /** IPsec policies. Absent: nobody asked, and there is none. */
  readonly transforms?: readonly TransformPolicy[] | undefined;
}

/** All that a walk may use: the facts of one round. */
export interface LabFacts {
  readonly nodes: { readonly [name: string]: NodeFacts | undefined };
  readonly containers?: Containers | undefined;
}

/** How a packet can end: a closed list (Batfish's flow dispositions are the model). */
export type Disposition =
  | 'delivered'
  /** Somebody with that address answered: nobody listens (RST), or a rule said so. */
  | 'refused'
  | 'no-route'
  | 'neighbour-unreachable'
  | 'dropped-by-rule'
  | 'dropped-by-policy'
  | 'dropped-by-bridge'
  /** Too long for a link on the way, where nobody may cut it into pieces. */
  | 'too-big'
  /** A source that may not come from there: its own address, loopback, rp_filter. */
  | 'martian'
  /** The request arrived; the answer ends on its way. The reply's own hops say how. */
  | 'reply-lost'
  | 'loop'
  | 'not-enough-information';

/** Where a hop is: a hook of netfilter, or a stage of the kernel's own path. */
export type HopStage =
  | { readonly kind: 'hook'; readonly hook: HookName; readonly family: 'ip' | 'bridge' | 'netdev' }
  | {
      readonly kind:
        | 'route'
        | 'neighbour'
        | 'cable'
        | 'bridge'
        | 'conntrack'
        | 'rp-filter'
        | 'forwarding'
        /** tc(8) or nft hands it on to another device, past everything else. */
        | 'redirect'
        /** A frame is wrapped into a packet of its own, or taken out of one. */
        | 'tunnel'
        /** How long it is, against what a device carries. */
        | 'size'
        | 'local'
        | 'listener';
    };

/** Addresses and ports of the packet at a hop; ports are absent for icmp. */
export interface Tuple {
  readonly src: string;
  readonly dst: string;
  readonly sport?: number;
  readonly dport?: number;
}

/** One decision on the way. */
export interface Hop {
  readonly node: string;
  /** The interface that it is about, where there is one. */
  readonly device?: string;
  readonly stage: HopStage;
  readonly decision: 'pass' | 'rewrite' | 'stop' | 'unknown';
  /** What happened, in words. */
  readonly detail: Text;
  /** The rule (as iptables-save or nft print it), policy, route or table entry that decided, verbatim. */
  readonly evidence?: string;
  /** Of a hop that a rule or a policy ended the packet at: that one. */
  readonly by?: Exclude<Decision, { readonly by: 'nothing' }>;
  /** The packet as it leaves this hop. */
  readonly packet: Tuple;
  /** That is the one around it, which a tunnel has made. */
  readonly carrying?: true;
  /** Rules that would have decided otherwise but for these conditions, nearest first. */
  readonly nearMisses?: readonly { readonly rule: string; readonly wants: string; readonly is: string }[];
}

/** What the client will see, if the walk is right. */
export interface Expected {
  /** `unknown`: not enough information. */
  readonly outcome: FetchOutcome | 'unknown';
  /** The node that answers; absent without an answer. */
  readonly server?: string;
  /** The client's address as the server sees it; absent without an answer. */
  readonly client?: string;
}

/** One packet and its reply, walked over the facts of a round. */
export interface Trace {
  readonly flow: Flow;
  readonly disposition: Disposition;
  /** One sentence: where it ended and why. */
  readonly reason: Text;
  readonly hops: readonly Hop[];
  /** The answer's way back; absent when the request did not arrive. Begins at the server. */
  readonly reply?: readonly Hop[];
  readonly expected: Expected;
  /** Where rules decide by chance: every way that it may go, the likeliest first. */
  readonly branches?: readonly Branch[];
  /** Of a small page that arrives: how a large one ends, where it does not arrive. */
  readonly large?: Trace;
}

/** One way that chance leaves open, and the share of the connections that go it. */
export interface Branch {
  readonly odds: number;
  readonly disposition: Disposition;
  readonly reason: Text;
  readonly expected: Expected;
}
