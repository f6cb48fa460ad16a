import { formatAddress, parseAddress } from '../../ipv4.ts';
import type { HookName, RuleAt } from '../model.ts';
import type { Context } from '../packet.ts';
import type { NatTarget } from '../target.ts';
import { addressByHash } from './hash.ts';
import type { Seen } from './seen.ts';
import { some, type Truth, truth } from './truth.ts';

/** What the nat chains of a hook do to a new connection. `unknown`: it depends on a rule that we do not understand. */
export interface NatOutcome {
  readonly kind: NatTarget['kind'] | 'unknown';
  /** The new address when it is a single known one: destination of dnat and redirect, source of snat and masquerade. */
  readonly address?: string;
  /** The new port when the rule names a single one. */
  readonly port?: number;
  /** Absent when unknown. */
  readonly target?: NatTarget;
  readonly at: RuleAt;
}

/** The side of the packet that a hook's nat chains translate. */
export type NatSide = 'src' | 'dst';

export function natOutcome(target: NatTarget, at: RuleAt): NatOutcome {
  const { addresses, ports } = target;
  return {
    kind: target.kind,
    ...(addresses && addresses.from === addresses.to ? { address: addresses.from } : {}),
    ...(ports && ports.from === ports.to ? { port: ports.from } : {}),
    target,
    at,
  };
}

/** Out of several addresses the kernel takes one by a hash of both ends, so always the same for them (find_best_ips_proto). */
function chosenAddress(target: NatTarget, { src, dst, sport }: Seen): number | undefined {
  const { addresses, persistent, ports } = target;
  const [from, to] = [parseAddress(addresses?.from ?? ''), parseAddress(addresses?.to ?? '')];
  if (from === undefined || to === undefined || src === undefined || dst === undefined) return undefined;
  // A source that is in the range stays, where its port may (get_unique_tuple, nf_in_range).
  if (target.kind === 'snat' && !target.random && from <= src && src <= to) {
    if (!ports) return src;
    if (sport === undefined) return undefined;
    if (ports.from <= sport && sport <= ports.to) return src;
  }
  return addressByHash({ from, to }, src, persistent ? 0 : dst);
}

/** masquerade and redirect name no address: it is that of a device, or loopback for what this machine sends. */
export function located(nat: NatOutcome, now: Seen, hook: HookName, context: Context): NatOutcome {
  const isOpen = nat.address === undefined && nat.target?.addresses !== undefined;
  const chosen = isOpen && nat.target ? chosenAddress(nat.target, now) : undefined;
  if (chosen !== undefined) return { ...nat, address: formatAddress(chosen) };
  const device = nat.kind === 'masquerade' ? now.oif : nat.kind === 'redirect' ? now.iif : undefined;
  if (nat.kind === 'redirect' && hook === 'output') return { ...nat, address: '127.0.0.1' };
  const address = typeof device === 'string' ? context.primaryAddresses?.[device] : undefined;
  return address === undefined ? nat : { ...nat, address };
}

/** The same translation, whichever rule asks for it. */
export function sameNat(one: NatTarget, other: NatTarget): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A source port in the range is kept; another one is chosen freely, as every destination port is, and a random one. */
function newPort(now: number | undefined, { ports, random }: NatTarget, side: NatSide): number | undefined {
  if (random && side === 'src' && ports?.from !== ports?.to) return undefined;
  if (random && side === 'src' && !ports) return undefined;
  if (!ports || ports.from === ports.to) return ports ? ports.from : now;
  const isUnchanged = side === 'src' && now !== undefined && now >= ports.from && now <= ports.to;
  return isUnchanged ? now : undefined;
}

function newAddress(now: number | undefined, nat: NatOutcome, target: NatTarget): number | undefined {
  if (nat.address !== undefined) return parseAddress(nat.address);
  const isPortOnly = target.kind === 'dnat' || target.kind === 'snat';
  return isPortOnly && !target.addresses ? now : undefined;
}

function changed(before: number | undefined, after: number | undefined): Truth {
  return truth(before === undefined || after === undefined ? undefined : before !== after);
}

/** The kernel sets the status bit only for a translation that changes something (nf_nat_setup_info). */
function statusAfter(now: Seen, side: NatSide, isChanged: Truth): Seen['ctStatus'] {
  if (isChanged === 'no') return now.ctStatus;
  if (isChanged === 'maybe') return undefined;
  return now.ctStatus && [...new Set([...now.ctStatus, side === 'dst' ? ('dnat' as const) : ('snat' as const)])];
}

/** The answer comes from where the packet goes now, and goes to where it comes from. */
function connectionAfter(
  { connection }: Seen,
  address: number | undefined,
  port: number | undefined,
  side: NatSide,
): Seen['connection'] {
  if (!connection || address === undefined) return undefined;
  const { sport, dport, ...ends } = connection.reply;
  const [own, other] = side === 'dst' ? [port, dport] : [sport, port];
  const reply = {
    ...ends,
    [side === 'dst' ? 'src' : 'dst']: formatAddress(address),
    ...(own === undefined ? {} : { sport: own }),
    ...(other === undefined ? {} : { dport: other }),
  };
  return { ...connection, reply };
}

/** The packet as later chains see it; what we cannot know becomes undefined. */
export function translated(now: Seen, nat: NatOutcome, side: NatSide): Seen {
  const [was, wasPort] = side === 'dst' ? [now.dst, now.dport] : [now.src, now.sport];
  const address = nat.target ? newAddress(was, nat, nat.target) : undefined;
  const port = nat.target ? newPort(wasPort, nat.target, side) : undefined;
  const portChanged = nat.target && !nat.target.ports ? 'no' : changed(wasPort, port);
  const ctStatus = statusAfter(now, side, some([changed(was, address), portChanged]));
  const connection = connectionAfter(now, address, port, side);
  if (side === 'dst') return { ...now, dst: address, dport: port, ctStatus, connection };
  return { ...now, src: address, sport: port, ctStatus, connection };
}

export function addressText(address: number | undefined): string | undefined {
  return address === undefined ? undefined : formatAddress(address);
}
