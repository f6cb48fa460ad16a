import type { Interface } from '../../src/facts/index.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { cidr, ipv4, prefixLength } from '../support/addresses.ts';
import { find, innerEnd, innerName } from '../support/cable.ts';
import { inside } from '../support/fixes.ts';
import type { Suspect } from '../support/suspect.ts';
import { nodeName, otherOf, type Place, type Who, type World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** It would go away by itself. */
export const expires = (
  dev: string,
  expected: string,
  address: Interface['addresses'][number] | undefined,
  where: (command: string) => string = (command) => command,
): Diagnosis | undefined => {
  if (address?.validSeconds === undefined) return undefined;
  const command = where(`ip address change ${expected} dev ${dev} valid_lft forever preferred_lft forever`);
  return diagnosis('address-expires', {
    ...{ interface: dev, observed: cidr(address), seconds: address.validSeconds },
    command,
  });
};

/** Another machine of the switch that has this address, and where. */
function twin(
  world: World,
  who: Who,
): { readonly place: Place; readonly interface: string; readonly prefix: number } | undefined {
  const { address } = world.params[who];
  for (const place of ['host', otherOf(who)] as const) {
    for (const one of world[`interfaces.${place}`] ?? []) {
      const same = one.addresses.find(({ local }) => local === address);
      if (same) return { place, interface: one.name, prefix: same.prefixLength };
    }
  }
  return undefined;
}

/** The container's address was given to the host. */
export const addressOnHost =
  (who: Who): Suspect =>
  (world) => {
    const { name, address } = world.params[who];
    const other = twin(world, who);
    if (other?.place !== 'host') return undefined;
    return diagnosis('address-on-host', { name, address, interface: other.interface, prefix: other.prefix });
  };

/** eth0 of the container does not have its address and mask, or somebody else has the address too. */
export const containerAddress =
  (who: Who): Suspect =>
  (world) => {
    const eth0 = innerEnd(world, who);
    if (!eth0) return undefined;
    const { name, address } = world.params[who];
    const expected = `${address}/${prefixLength(world.params.subnet)}`;
    const other = twin(world, who);
    if (other?.place === 'host') return addressOnHost(who)(world);
    const own = ipv4(eth0);
    const same = own.find(({ local }) => local === address);
    if (same && other) {
      const { place, interface: device, prefix } = other;
      const values = { name, address, other: nodeName(world.params, place), interface: device, prefix };
      return diagnosis('address-duplicate', values);
    }
    if (same && cidr(same) !== expected)
      return diagnosis('address-wrong-mask', { name, observed: cidr(same), expected });
    if (same) return expires(innerName, expected, same, (command) => inside(name, command));
    const wrong = own[0];
    if (wrong) return diagnosis('address-wrong', { name, observed: cidr(wrong), expected });
    return diagnosis('address-missing', { name, expected });
  };

/** The container's address, most specific first. */
export const addressSuspects = (who: Who): readonly Suspect[] => [containerAddress(who)];

/** Two containers with one hardware address (docs/handbook.md#drill-11). */
export const sameMac: Suspect = (world) => {
  const one = innerEnd(world, 'c1');
  const other = innerEnd(world, 'c2');
  if (!one || !other || one.mac !== other.mac) return undefined;
  const { c1, c2, bridge } = world.params;
  return diagnosis('same-mac', { name: c1.name, other: c2.name, mac: one.mac, bridge });
};

/** A permanent neighbour entry with a hardware address that its owner does not have (docs/handbook.md#drill-9). */
export const neighbourPoisoned =
  (who: Who): Suspect =>
  (world) => {
    const owners = [
      { address: world.params.gateway, mac: find(world['interfaces.host'], world.params.bridge)?.mac },
      { address: world.params[otherOf(who)].address, mac: innerEnd(world, otherOf(who))?.mac },
    ];
    for (const { address, mac } of owners) {
      const entry = world[`neighbours.${who}`]?.find((one) => one.address === address && one.dev === innerName);
      if (!entry?.mac || !mac || entry.mac === mac || !entry.states.includes('PERMANENT')) continue;
      return diagnosis('neighbour-poisoned', { name: world.params[who].name, address, mac: entry.mac, expected: mac });
    }
    return undefined;
  };
