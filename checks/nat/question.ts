import { commands } from '../support/commands.ts';
import { outgoing, outgoingBy } from '../support/packets.ts';
import type { Who, World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';
import type { NatQuestion } from './suspects.ts';

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
