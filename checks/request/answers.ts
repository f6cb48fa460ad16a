import { unreachable } from '../../src/result.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { containerAddress } from '../address/suspects.ts';
import { bridgeAddress, hostRoute } from '../bridge/suspects.ts';
import { destinationOf } from '../hostport/question.ts';
import { sourceOf } from '../nat/question.ts';
import { sentElsewhere } from '../nat/rewritten.ts';
import { natWrong } from '../nat/suspects.ts';
import { masqueradeTooWide } from '../nat/too-wide.ts';
import { cidr, ipv4, prefixLength } from '../support/addresses.ts';
import { find } from '../support/cable.ts';
import { removal } from '../support/fixes.ts';
import { detailsOf, type Journey } from '../support/journey.ts';
import { toContainer } from '../support/packets.ts';
import { atHook } from '../support/rules.ts';
import { first, type Suspect } from '../support/suspect.ts';
import type { World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** Why another server than the right one answered. */
export function misdirected(world: World, journey: Journey): Diagnosis | undefined {
  switch (journey.kind) {
    case 'gateway':
      return first(world, [bridgeAddress]);
    case 'to-container':
      return first(world, [sentElsewhere(journey), hostRoute(journey.who), containerAddress(journey.who)]);
    case 'between':
      return first(world, [sentElsewhere(journey), containerAddress('c1'), containerAddress('c2')]);
    case 'published':
      return first(world, [natWrong(destinationOf(journey.from)), ...landing]);
    case 'to-host':
    case 'to-outside':
      return sentElsewhere(journey)(world);
    case 'self':
      return undefined;
    default:
      return unreachable(journey);
  }
}

/** Where the translated packet arrives. */
const landing: readonly Suspect[] = [hostRoute('c1'), containerAddress('c1')];

/** The host has several addresses in the containers' network, and sends from the one that came first. */
function sentFromOther(
  world: World,
  values: { server: string; client: string; expected: string },
): Diagnosis | undefined {
  const { bridge, gateway, subnet } = world.params;
  const device = find(world['interfaces.host'] ?? [], bridge);
  const first = device && ipv4(device).find(({ local }) => local === values.client);
  if (!first || values.client === gateway) return undefined;
  // Where the one that goes came first, the kernel may take the others of its network along.
  const back = `ip address replace ${gateway}/${prefixLength(subnet)} dev ${bridge}`;
  const command = `ip address del ${cidr(first)} dev ${bridge}; ${back}`;
  return diagnosis('other-source', { ...values, observed: cidr(first), bridge, command });
}

/** Why the right server saw another client than it should have. */
export function wrongClient(world: World, journey: Journey, client: string): Diagnosis {
  const { server, clients } = detailsOf(journey, world.params);
  const values = { server, client, expected: clients?.[0] ?? '-' };
  const general = diagnosis('wrong-client', { ...values, command: 'iptables -t nat -nvL POSTROUTING' });
  if (journey.kind === 'to-container') {
    const own = atHook(world, 'postrouting', toContainer(world, journey.who))?.nat;
    // MASQUERADE takes what the kernel would send from, so it is not the rule that is wrong.
    const other = own?.kind === 'snat' ? undefined : sentFromOther(world, values);
    return other ?? (own ? diagnosis('wrong-client', { ...values, command: removal(own.at) }) : general);
  }
  if (journey.kind === 'to-outside') return natWrong(sourceOf(journey.who))(world) ?? general;
  if (journey.kind !== 'between') return general;
  return masqueradeTooWide(journey.who, client)(world) ?? general;
}
