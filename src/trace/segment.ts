import type { Interface } from '../facts/index.ts';
import type { Frame } from './frame.ts';
import { type BridgePort, bridgeEntries, bridgePorts } from './ports.ts';
import { diverted, forwarded, type Handed, type Passing } from './redirect.ts';
import type { Loss, Walk } from './walk.ts';

/** A device that hears what is sent to everybody. */
export interface Listening {
  readonly node: string;
  readonly device: Interface;
}

export interface Segment {
  readonly heardBy: readonly Listening[];
  /** Somebody hears it whom we do not see, or something on the way does what we do not understand: its name. */
  readonly unobservable?: string;
  /** Tunnels on the way that lose it. */
  readonly losses: readonly Loss[];
}

/** Whether a frame passes a place; undefined: not known. */
export type Gate = (node: string, place: Place) => boolean | undefined;
export type Place =
  | { readonly hook: 'ingress'; readonly device: string }
  | { readonly hook: 'forward'; readonly bridge: string; readonly in: string; readonly out: string }
  | { readonly hook: 'input'; readonly bridge: string; readonly in: string }
  | { readonly hook: 'output'; readonly bridge: string; readonly out: string };

export const open: Gate = () => true;

export interface Sent {
  readonly gate: Gate;
  /** What tc and nft may ask about it. */
  readonly passing: Passing;
  /** Of its addresses, tunnels ask both. */
  readonly frame: Frame;
  /** Bridges, too, look at whom it is for: one that knows where that is sends it nowhere else; what they learned by themselves is left out. */
  readonly isForOne?: boolean;
}

/** Where it begins: it leaves by a device, or comes in by one. */
export interface Start {
  readonly kind: 'leaves' | 'arrived';
  readonly node: string;
  readonly device: string;
}

/** Everybody who hears a frame that is for all: through cables, bridges and tunnels, as far as they let it. */
export function segmentFrom(walk: Walk, start: Start, { gate, passing, frame, isForOne = false }: Sent): Segment {
  const to = isForOne ? frame.to : undefined;
  const heardBy: Listening[] = [];
  const losses: Loss[] = [];
  const bridges = new Set<string>();
  let unobservable: string | undefined;
  const interfacesOf = (name: string): readonly Interface[] => walk.facts.nodes[name]?.interfaces ?? [];
  const find = (name: string, dev: string): Interface | undefined => interfacesOf(name).find((one) => one.name === dev);
  const passes = (name: string, place: Place): boolean => {
    const answer = gate(name, place);
    if (answer === undefined) unobservable ??= name;
    return answer !== false;
  };

  /** tc and nft may hand it on past everything else; twice the same way is a loop. */
  const redirected = new Set<string>();
  function handOn(name: string, dev: string, redirect: Handed): boolean {
    if (!redirect) return false;
    if (redirect === 'unknown') unobservable ??= `${name} ${dev}`;
    else if (!redirected.has(`${name} ${dev} ${redirect.to}`)) {
      redirected.add(`${name} ${dev} ${redirect.to}`);
      const one = find(name, redirect.to);
      if (redirect.as === 'egress') leave(name, redirect.to);
      else if (one) arrive(name, one);
    }
    return true;
  }

  function leave(name: string, dev: string): void {
    const one = find(name, dev);
    if (!one?.up || one.loopback || one.kind === 'dummy') return;
    if (one.opaque !== undefined) unobservable ??= `${name} ${dev}`;
    if (handOn(name, dev, diverted(walk.facts.nodes[name] ?? {}, dev, 'egress', passing))) return;
    if (one.kind === 'bridge') flood(name, one, undefined);
    else if (one.vxlan) carry(name, dev);
    else if (one.lowerUp) through(name, dev);
  }

  function through(name: string, dev: string): void {
    const peer = walk.peerOf(name, dev);
    if (peer.kind !== 'end') unobservable ??= `${name} ${dev}`;
    else arrive(peer.end.node, peer.end.device);
  }

  /** Each peer gets a copy. What a peer that is this very node does with its own is passed over. */
  function carry(name: string, dev: string): void {
    for (const way of walk.carry(walk, name, dev, frame)) {
      if (way.kind === 'unknown') unobservable ??= way.place;
      else if (way.kind === 'lost') losses.push(way);
      else {
        const one = find(way.node, way.device);
        if (one) arrive(way.node, one);
      }
    }
  }

  function arrive(name: string, one: Interface): void {
    if (!one.up) return;
    const facts = walk.facts.nodes[name] ?? {};
    if (handOn(name, one.name, diverted(facts, one.name, 'ingress', passing))) return;
    const onward = forwarded(facts, one.name, passing, one.mac, one.mac);
    if (onward && (onward === 'unknown' || 'to' in onward)) return void handOn(name, one.name, onward);
    if (onward || passes(name, { hook: 'ingress', device: one.name })) comeIn(name, one);
  }

  function comeIn(name: string, one: Interface): void {
    if (one.opaque !== undefined) unobservable ??= `${name} ${one.name}`;
    const bridge = one.master === undefined ? undefined : find(name, one.master);
    if (one.master === undefined) heardBy.push({ node: name, device: one });
    else if (bridge?.kind !== 'bridge') unobservable ??= `${name} ${one.name}`;
    else if (one.port?.state === 'forwarding') flood(name, bridge, one);
  }

  function isHeardAbove(name: string, bridge: Interface, port: string): boolean {
    if (!bridge.up || !passes(name, { hook: 'input', bridge: bridge.name, in: port })) return false;
    return passes(name, { hook: 'ingress', device: bridge.name });
  }

  function portsFor(name: string, bridge: Interface, from: Interface | undefined): readonly BridgePort[] {
    const ports = bridgePorts(interfacesOf(name), bridge.name, from);
    if (to === undefined) return ports;
    const isOwn = bridge.mac === to || ports.some(({ port }) => port.mac === to);
    // What comes in for an address of its own goes up, and not on.
    if (from && isOwn) return [];
    const set = bridgeEntries(walk.facts.nodes[name])?.filter(({ mac, learned }) => mac === to && !learned) ?? [];
    const places = ports.filter(({ port }) => port.mac === to || set.some(({ dev }) => dev === port.name));
    return places.length > 0 || isOwn ? places : ports;
  }

  /** A frame for one address that the port was told not to flood, and that nobody has learned: who asked just now is learned. */
  function isWithheld(name: string, { name: dev, port }: Interface): boolean {
    if (to === undefined || port?.flood !== false || port.learning !== false) return false;
    return !bridgeEntries(walk.facts.nodes[name])?.some((entry) => entry.mac === to && entry.dev === dev);
  }

  function flood(name: string, bridge: Interface, from: Interface | undefined): void {
    const key = `${name} ${bridge.name}`;
    if (bridges.has(key) || bridge.bridge?.vlanFiltering) unobservable ??= key;
    if (bridges.has(key)) return;
    bridges.add(key);
    if (from && isHeardAbove(name, bridge, from.name)) heardBy.push({ node: name, device: bridge });
    for (const { port, lets } of portsFor(name, bridge, from)) {
      if (port.port?.unusual) unobservable ??= `${name} ${port.name}`;
      const place: Place = from
        ? { hook: 'forward', bridge: bridge.name, in: from.name, out: port.name }
        : { hook: 'output', bridge: bridge.name, out: port.name };
      if (lets === 'yes' && !isWithheld(name, port) && passes(name, place)) leave(name, port.name);
    }
  }

  const first = find(start.node, start.device);
  if (start.kind === 'leaves') leave(start.node, start.device);
  else if (first) arrive(start.node, first);
  return { heardBy, losses, ...(unobservable === undefined ? {} : { unobservable }) };
}
