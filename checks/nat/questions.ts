import { commands } from '../support/commands.ts';
import { diagnosis } from '../support/define.ts';
import { type Caller, hairpinned, outgoing, outgoingBy, type Passing, published } from '../support/packets.ts';
import type { Who, World } from '../support/world.ts';
import type { NatQuestion } from './suspects.ts';

type Others = ReturnType<NatQuestion['others']>;

const dnatPackets = (world: World, ...sources: readonly Caller[]): Others =>
  sources.map((source) => ({
    hook: source === 'host' ? ('output' as const) : ('prerouting' as const),
    passing: published(world, source),
  }));

/** Packets of a container that leave for the outside need the host's address. */
export const sourceOf =
  (who: Who, proto: 'tcp' | 'icmp' | 'udp' = 'tcp') =>
  (world: World): NatQuestion => {
    const p = world.params;
    const { name, address } = p[who];
    const values = { name, address, server: 'outside', subnet: p.subnet, uplink: p.uplink };
    return {
      hook: 'postrouting',
      passing: (w) => (proto === 'tcp' ? outgoing(w, who) : outgoingBy(w, who, proto)),
      want: { part: 'source', addresses: [p.hostAddress] },
      command: commands.masquerade(p),
      others: () => [],
      missing: () => diagnosis('masquerade-missing', values),
    };
  };

/** Calls of the published port become calls of c1's web server; by where they come from. */
export const destinationOf =
  (source: Caller) =>
  (world: World): NatQuestion => {
    const p = world.params;
    const inside = source === 'c1' || source === 'c2';
    const arriving = source === 'outside' || source === 'anyone';
    const command = (arriving ? commands.dnat : inside ? commands.dnatBridge : commands.dnatOutput)(p);
    const values = { name: p.c1.name, port: p.port, address: p.hostAddress, command };
    const arrival = { ...values, interface: inside ? p.bridge : p.uplink };
    return {
      hook: source === 'host' ? 'output' : 'prerouting',
      passing: (w) => published(w, source),
      want: { part: 'destination', address: p.c1.address, port: 80 },
      command,
      others: (w) => (inside ? dnatPackets(w, 'outside') : arriving ? dnatPackets(w, 'c1', 'c2') : []),
      missing: () =>
        source === 'host' ? diagnosis('dnat-output-missing', values) : diagnosis('dnat-missing', arrival),
    };
  };

/** c1's call of itself through the host needs another source than its own address. */
export const hairpinSource = (world: World): NatQuestion => {
  const p = world.params;
  const values = { name: p.c1.name, address: p.c1.address, port: p.port, command: commands.masqueradeHairpin(p) };
  return {
    hook: 'postrouting',
    passing: (w): Passing => hairpinned(w, 'c1'),
    want: { part: 'source', addresses: [p.gateway, p.hostAddress] },
    command: values.command,
    others: (w) => [{ hook: 'postrouting', passing: outgoing(w, 'c1') }],
    missing: () => diagnosis('hairpin-masquerade-missing', values),
  };
};
