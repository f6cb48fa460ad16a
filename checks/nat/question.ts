import { commands } from '../support/commands.ts';
import { outgoing, outgoingAnywhere, outgoingBy, type Passing } from '../support/packets.ts';
import type { Who, World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';
import type { NatQuestion } from './suspects.ts';

/** Packets of a container that leave for the outside need the host's address. */
export const sourceOf =
  (who: Who, proto: 'tcp' | 'icmp' | 'udp' = 'tcp') =>
  (world: World): NatQuestion =>
    sourceQuestion(world, who, (w) => (proto === 'tcp' ? outgoing(w, who) : outgoingBy(w, who, proto)));

/** The same of machines and services of which the course says nothing. */
export const sourceAnywhere = (who: Who): readonly ((world: World) => NatQuestion)[] =>
  [0, 1].map((one) => (world) => sourceQuestion(world, who, (w) => outgoingAnywhere(w, who)[one] ?? outgoing(w, who)));

function sourceQuestion(world: World, who: Who, passing: (world: World) => Passing): NatQuestion {
  const p = world.params;
  const { name, address } = p[who];
  const values = { name, address, server: 'outside', subnet: p.subnet, uplink: p.uplink };
  return {
    hook: 'postrouting',
    passing,
    want: { part: 'source', addresses: [p.hostAddress] },
    command: commands.masquerade(p),
    others: () => [],
    missing: () => diagnosis('masquerade-missing', values),
  };
}
