import type { Interface } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { type EndText, endText } from './ends.ts';
import type { Frame } from './frame.ts';
import type { Node } from './node.ts';
import { bridgeEntries, bridgePorts } from './ports.ts';
import { passingOf } from './redirect.ts';
import { open, type Segment, segmentFrom } from './segment.ts';
import { choose, type Fate, hop, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

const stage = { kind: 'bridge' } as const;

/** The port behind which the MAC address lives, if the frame may go out there. */
export function findPort(
  walk: Walk,
  node: Node,
  one: Interface,
  from: Interface | undefined,
  frame: Frame,
  parcel: Parcel,
  flooded: () => Fate | undefined,
): Interface | Fate {
  const device = from?.name ?? one.name;
  const values = { node: node.name, bridge: one.name, mac: frame.to };
  const end = (detail: EndText): Fate =>
    stop(walk, node, parcel, { device, stage, detail }, lost('dropped-by-bridge', detail));
  const all = bridgePorts(node.interfaces, one.name, from);
  const fixed = bridgeEntries(node)?.find(
    ({ mac, dev, learned }) => mac === frame.to && !learned && all.some(({ port }) => port.name === dev),
  );
  const behind = all.map((candidate) => ({
    ...candidate,
    segment: behindPort(walk, node, candidate.port, frame, parcel),
  }));
  // An entry of its own address may also be a port's; without one the frame has nowhere to go (br_dev_xmit).
  if (!from && one.mac === frame.to && !fixed) {
    return node.fdb
      ? end(endText('trace.bridge.self', values))
      : unknown(text('trace.unknown.node', { node: node.name }));
  }
  const owners = fixed
    ? behind.filter(({ port }) => port.name === fixed.dev)
    : behind.filter(({ segment }) => segment.heardBy.some((heard) => heard.device.mac === frame.to));
  // Nobody hears it, and one of its copies is lost in a tunnel: that is where it ends.
  const [owner, ...others] =
    owners.length > 0 ? owners : behind.filter(({ segment }) => segment.losses.length > 0).slice(0, 1);
  if (!owner) {
    const unobservable = behind.find(({ segment }) => segment.unobservable !== undefined)?.segment.unobservable;
    if (unobservable !== undefined)
      return unknown(
        text('trace.unknown.segment', { node: node.name, device: one.name, address: frame.to, place: unobservable }),
      );
    return flooded() ?? end(endText('trace.bridge.nobody', values));
  }
  const { port, lets } = choose(walk, [owner, ...others], text('trace.unknown.same-mac', values));
  if (port.port?.unusual)
    return unknown(
      text('trace.unknown.port', { node: node.name, port: port.name, flag: port.port.unusual.join(', ') }),
    );
  switch (lets) {
    case 'state':
      return end(endText('trace.bridge.state', { ...values, port: port.name, state: port.port?.state ?? 'disabled' }));
    case 'hairpin':
      return end(endText('trace.bridge.hairpin', { ...values, port: port.name }));
    case 'isolated':
      return end(endText('trace.bridge.isolated', { ...values, port: port.name, from: device }));
    case 'yes': {
      const reaches = isFlooded(node, port, frame.to);
      if (reaches === undefined)
        return unknown(text('trace.unknown.port', { node: node.name, port: port.name, flag: 'flood' }));
      if (!reaches) return end(endText('trace.bridge.no-flood', { ...values, port: port.name }));
      hop(walk, node, parcel, {
        device,
        stage,
        decision: 'pass',
        detail: text('trace.bridge.pass', { ...values, port: port.name }),
      });
      return port;
    }
  }
}

/** Whether a frame for this address leaves by the port that leads to it: by an entry, or as one of all (br_flood). Undefined: not known. */
function isFlooded(node: Node, { name, port }: Interface, mac: string): boolean | undefined {
  const fdb = bridgeEntries(node);
  if (port?.flood !== false || fdb?.some((entry) => entry.mac === mac && entry.dev === name)) return true;
  // Where it learns, it may have heard of the address meanwhile.
  return fdb && port.learning === false ? false : undefined;
}

/** Who is behind a port: as far as a frame for all comes, but for tunnels, which know whom this one is for. */
function behindPort(
  walk: Walk,
  { name: node }: Node,
  { name: device }: Interface,
  frame: Frame,
  parcel: Parcel,
): Segment {
  return segmentFrom(walk, { kind: 'leaves', node, device }, { gate: open, passing: passingOf(parcel), frame });
}
