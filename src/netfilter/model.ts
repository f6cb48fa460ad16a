import type { Match } from './match.ts';
import type { Effect, Target } from './target.ts';

/** Who keeps the rules. All three are asked for every packet; "accept" in one does not overrule another. */
export type Backend = 'iptables-nft' | 'iptables-legacy' | 'nft';

/** nf_tables families; iptables tables are family `ip`. `inet` chains see IPv4 packets too. */
export type ChainFamily = 'ip' | 'ip6' | 'inet' | 'arp' | 'bridge' | 'netdev';

/** Where the kernel calls base chains; `ingress` and `egress` belong to devices (family netdev, or inet). */
export type HookName = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting' | 'ingress' | 'egress';

export interface Counters {
  readonly packets: number;
  readonly bytes: number;
}

/** What makes a chain a base chain: the kernel itself calls it. */
export interface Base {
  readonly hook: HookName;
  readonly type: 'filter' | 'nat' | 'route';
  /** Lower runs earlier: raw -300, mangle -150, dstnat -100, filter 0, security 50, srcnat 100. */
  readonly priority: number;
  readonly policy: 'accept' | 'drop';
  /** Devices of a netdev chain; empty when the tool does not tell (nft 1.0). */
  readonly devices: readonly string[];
}

export interface Rule {
  /** Position in the chain, from 0. Never judge by it (docs/handbook.md#f40): it moves. */
  readonly index: number;
  /** All must hold. */
  readonly matches: readonly Match[];
  /** What happens besides the verdict, e.g. LOG; the packet goes on. */
  readonly effects: readonly Effect[];
  /** Absent: the rule only counts (or has effects) and the packet goes on. */
  readonly target?: Target;
  /** Of nat rules: connections, not packets. Absent when a native rule has no counter. */
  readonly counters?: Counters;
  readonly comment?: string;
  /** The line as iptables-save prints it (without counters), or the rule in nft's own syntax. */
  readonly text: string;
  /** nft's handle, for `nft delete rule … handle N`. */
  readonly handle?: number;
}

export interface Chain {
  readonly backend: Backend;
  readonly family: ChainFamily;
  readonly table: string;
  readonly name: string;
  /** Absent: a user chain, reached by jump and goto only (or a base chain of a dormant table). */
  readonly base?: Base;
  /** Of the policy; iptables only. */
  readonly counters?: Counters;
  readonly rules: readonly Rule[];
}

/** Every rule of one network namespace, from all backends, each exactly once. Chains in order of creation. */
export interface Ruleset {
  readonly chains: readonly Chain[];
}

/** A rule and where it is. */
export interface RuleAt {
  readonly chain: Chain;
  readonly rule: Rule;
}

/** The tool whose output could not be read, and the first line (from 1) that made no sense. */
export interface ParseError {
  readonly source: 'iptables-nft' | 'iptables-legacy' | 'nft';
  readonly line: number;
  readonly text: string;
}
