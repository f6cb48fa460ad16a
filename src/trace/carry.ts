import { endText } from './ends.ts';
import { deviceOf } from './node.ts';
import { peersFor } from './peers.ts';
import { advance } from './send.ts';
import type { Step } from './step.ts';
import { noEntry, wrap } from './tunnel.ts';
import { type Carried, type Carrier, enter, type Fate, isFate, type Parcel, type Walk } from './walk.ts';

/** What is asked for all: which packet it is decides nothing on the way of the one around it. */
const something: Parcel = { role: 'echo', proto: 'icmp', tuple: { src: '', dst: '' } };

/** Walks the packets that a tunnel makes of a frame, apart from the walk that is under way, until they are unwrapped. */
export const carry: Carrier = (walk, name, device, frame) => {
  const node = enter(walk, name);
  const one = isFate(node) ? undefined : deviceOf(node, device);
  const peers = one && peersFor(walk, name, one, frame.to);
  if (isFate(node) || !one?.vxlan || !peers) return [{ kind: 'unknown', place: `${name} ${device}` }];
  const { vxlan } = one;
  if (peers.length === 0) return [apart(walk, name, device, () => noEntry(walk, node, device, frame, something))];
  return peers.map((peer) => {
    const key = JSON.stringify([name, device, peer, frame.from]);
    const known = walk.carried.get(key);
    // What it asks for leads into the tunnel itself.
    if (known === 'under way')
      return { kind: 'lost', disposition: 'loop', reason: endText('trace.loop', { node: name }), hops: [] };
    if (known) return known;
    walk.carried.set(key, 'under way');
    const carried = apart(walk, name, device, () => wrap(walk, node, one, vxlan, peer, frame, something));
    walk.carried.set(key, carried);
    return carried;
  });
};

function apart(walk: Walk, node: string, device: string, begin: () => Step | Fate): Carried {
  const { hops, seen } = walk;
  walk.hops = [];
  walk.seen = new Set();
  const carried = carriedFrom(walk, begin());
  walk.hops = hops;
  walk.seen = seen;
  return carried ?? { kind: 'unknown', place: `${node} ${device}` };
}

/** Undefined: not known. */
function carriedFrom(walk: Walk, first: Step | Fate): Carried | undefined {
  let step = first;
  while ('next' in step) {
    if (step.next === 'receive' && !step.parcel.carries)
      return { kind: 'arrived', node: step.node, device: step.device };
    step = advance(walk, step);
  }
  const { kind } = step;
  return kind === 'lost' ? { kind, disposition: step.disposition, reason: step.reason, hops: walk.hops } : undefined;
}
