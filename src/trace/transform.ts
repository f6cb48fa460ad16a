import type { TransformPolicy } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { inRange, parseAddress, parseRange } from '../ipv4.ts';
import type { Node } from './node.ts';
import { type Fate, type Parcel, stop, unknown, type Walk } from './walk.ts';

const isIn = (address: string, block: string): boolean => {
  const [number, range] = [parseAddress(address), parseRange(block)];
  return number === undefined || range === undefined || inRange(number, range);
};

/**
 * Where IPsec wants something of a plain packet (xfrm_policy_check, xfrm_lookup): dropped, or sent by a tunnel; which of
 * them, the states of both ends decide, and those are not looked at. Undefined: no policy is about it.
 */
export function transformed(
  walk: Walk,
  node: Node,
  device: string,
  parcel: Parcel,
  direction: TransformPolicy['direction'],
): Fate | undefined {
  const { src, dst } = parcel.tuple;
  const policy = node.transforms?.find(
    (one) => one.direction === direction && isIn(src, one.src) && isIn(dst, one.dst),
  );
  if (!policy) return undefined;
  const reason = text('trace.unknown.transform', { node: node.name, policy: policy.text });
  const stage = { kind: direction === 'fwd' ? 'forwarding' : 'route' } as const;
  return stop(walk, node, parcel, { device, stage, detail: reason, evidence: policy.text }, unknown(reason));
}
