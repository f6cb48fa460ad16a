import { formatAddress, parseAddress } from '../address.ts';
import type { RuleAt } from '../model.ts';
import type { NatTarget } from '../target.ts';
import type { Seen } from './seen.ts';

/** What the nat chains of a hook do to a new connection. `unknown`: it depends on a rule that we do not understand. */
export interface NatOutcome {
  readonly kind: NatTarget['kind'] | 'unknown';
  /** The new address when it is a single known one: destination of dnat, source of snat. */
  readonly address?: string;
  /** The new port when it is a single one. */
  readonly port?: number;
  /** Absent when unknown. */
  readonly target?: NatTarget;
  readonly at: RuleAt;
}

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

/** The kernel keeps a source port that lies in the range; another one is chosen freely. */
function sourcePort(now: number | undefined, target: NatTarget): number | undefined {
  const { ports } = target;
  if (!ports || (now !== undefined && now >= ports.from && now <= ports.to)) return now;
  return ports.from === ports.to ? ports.from : undefined;
}

function destinationPort(now: number | undefined, target: NatTarget): number | undefined {
  if (!target.ports) return now;
  return target.ports.from === target.ports.to ? target.ports.from : undefined;
}

function status(now: Seen, bit: 'dnat' | 'snat'): Seen['ctStatus'] {
  return now.ctStatus && [...new Set([...now.ctStatus, bit])];
}

/** The packet as later chains see it; what we cannot know becomes undefined. */
export function translated(now: Seen, nat: NatOutcome, side: 'src' | 'dst'): Seen {
  if (!nat.target) {
    const lost = side === 'dst' ? { dst: undefined, dport: undefined } : { src: undefined, sport: undefined };
    return { ...now, ...lost, ctStatus: undefined };
  }
  const keeps = (nat.kind === 'dnat' || nat.kind === 'snat') && nat.target.addresses === undefined;
  const address = nat.address === undefined ? undefined : parseAddress(nat.address);
  if (side === 'dst') {
    return {
      ...now,
      dst: keeps ? now.dst : address,
      dport: destinationPort(now.dport, nat.target),
      ctStatus: status(now, 'dnat'),
    };
  }
  return {
    ...now,
    src: keeps ? now.src : address,
    sport: sourcePort(now.sport, nat.target),
    ctStatus: status(now, 'snat'),
  };
}

/** The same translation, whichever rule asks for it. */
export function sameNat(one: NatTarget, other: NatTarget): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function addressText(address: number | undefined): string | undefined {
  return address === undefined ? undefined : formatAddress(address);
}
