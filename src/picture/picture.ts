import type { NodeHooks } from './hooks.ts';

/** What is wired so far, as plain data drawn from the facts of a round; screens and the SVG/JSON reporters lay it out. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly wires: readonly Wire[];
  /** Flows that fetches of this round proved or refuted. */
  readonly flows: readonly Flow[];
  /** Of each host whose rules could be read. */
  readonly hooks?: readonly NodeHooks[];
}

export interface Flow {
  /** Names of nodes; `to` is the one that should answer. */
  readonly from: string;
  readonly to: string;
  /** What was fetched, `192.0.2.2:80` or `www.example.com:80`: the same two nodes can meet at several addresses. */
  readonly address?: string;
  readonly outcome: 'answered' | 'wrong-server' | 'timeout' | 'refused' | 'no-route' | 'unreachable' | 'other';
}

export interface PictureNode {
  /** `host`, `outside`, `internet`, or a container's name. */
  readonly name: string;
  readonly kind: 'host' | 'container' | 'machine';
  /** False for a container that does not exist or does not run. */
  readonly running: boolean;
  readonly interfaces: readonly PictureInterface[];
  /** `default via 192.0.2.1`, absent when there is none. */
  readonly defaultVia?: string;
}

export interface PictureInterface {
  readonly name: string;
  readonly kind: 'bridge' | 'veth' | 'loopback' | 'other';
  readonly up: boolean;
  /** Carrier / LOWER_UP. */
  readonly carrier: boolean;
  /** CIDR. */
  readonly addresses: readonly string[];
  /** Name of the bridge that it is a port of. */
  readonly master?: string;
  readonly hairpin?: boolean;
  /** Bridge port state (`forwarding`, `disabled`, …). */
  readonly portState?: string;
}

/** A veth pair whose two ends are known. */
export interface Wire {
  readonly a: { readonly node: string; readonly interface: string };
  readonly b: { readonly node: string; readonly interface: string };
  /** Both ends up. */
  readonly connected: boolean;
}
