import { diagnosis } from '../nat/diagnoses.ts';
import type { NatQuestion } from '../nat/suspects.ts';
import { commands } from '../support/commands.ts';
import type { Caller } from '../support/packets.ts';
import { published } from '../support/packets.ts';
import type { World } from '../support/world.ts';

type Others = ReturnType<NatQuestion['others']>;

const dnatPackets = (world: World, ...sources: readonly Caller[]): Others =>
  sources.map((source) => ({
    hook: source === 'host' ? ('output' as const) : ('prerouting' as const),
    passing: published(world, source),
  }));

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
