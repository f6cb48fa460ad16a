import type { NatQuestion } from '../nat/suspects.ts';
import { commands } from '../support/commands.ts';
import type { Passing } from '../support/packets.ts';
import { hairpinned, outgoing } from '../support/packets.ts';
import type { World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';
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
