import type { Diagnosis } from '../../src/verify/check.ts';
import { cableOf, find, innerEnd, innerName } from '../support/cable.ts';
import { inside as inNamespace } from '../support/fixes.ts';
import type { Suspect } from '../support/suspect.ts';
import { otherOf, type Who } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** There is no veth pair for this container, or its host's end is not the one that stayed. */
export const cableMissing =
  (who: Who): Suspect =>
  (world) => {
    const list = world['interfaces.host'];
    if (!list) return undefined;
    const { name, veth, peer } = world.params[who];
    const cable = cableOf(world, who);
    if (cable) return undefined;
    const device = find(list, veth);
    const inner = innerEnd(world, who);
    // "peer name eth0" fails where the host has an eth0, and the next command moves that card instead (docs/handbook.md#f14).
    if (inner && inner.kind !== 'veth') return notACable(name, inner.kind);
    if (device) return diagnosis('veth-wrong-kind', { interface: veth, kind: device.kind ?? '-', peer });
    return diagnosis('veth-missing', { name, veth, peer });
  };

/** A card (it has no kind) goes back to the host; a virtual device is made and thrown away. */
function notACable(name: string, kind: string | undefined): Diagnosis {
  const command = inNamespace(
    name,
    kind === undefined ? `ip link set ${innerName} netns 1` : `ip link del ${innerName}`,
  );
  return diagnosis('eth0-not-a-cable', { name, kind: kind ?? '-', command });
}

/** The container got the end that belongs to the host. */
export const wrongEndMoved =
  (who: Who): Suspect =>
  (world) => {
    const cable = world['interfaces.host'] && cableOf(world, who);
    if (cable?.far.place !== who || cable.end.name !== innerName || cable.far.interface.name === innerName) {
      return undefined;
    }
    const values = { name: world.params[who].name, interface: cable.far.interface.name, kept: cable.end.name };
    return diagnosis('wrong-end-moved', values);
  };

export const cableDown =
  (who: Who): Suspect =>
  (world) => {
    const end = world['interfaces.host'] && cableOf(world, who)?.end;
    if (!end || end.up) return undefined;
    return diagnosis('veth-down', { name: world.params[who].name, interface: end.name });
  };

/** The host's end is in no bridge, or in another one. */
export const cableUnplugged =
  (who: Who): Suspect =>
  (world) => {
    const cable = world['interfaces.host'] && cableOf(world, who);
    const { bridge } = world.params;
    const { name } = world.params[who];
    if (!cable || cable.end.master === bridge) return undefined;
    const { end, far } = cable;
    if (far.place === 'host' && far.interface.master === bridge) {
      return diagnosis('wrong-end-plugged', { name, bridge, interface: far.interface.name, veth: end.name });
    }
    const values = { name, interface: end.name, bridge };
    if (end.master !== undefined) return diagnosis('veth-in-other-bridge', { ...values, master: end.master });
    return diagnosis('veth-not-a-port', values);
  };

/** eth0 of the container is not there, or is not the other end of its cable. */
export const innerEndMissing =
  (who: Who): Suspect =>
  (world) => {
    const inside = world[`interfaces.${who}`];
    const cable = world['interfaces.host'] && cableOf(world, who);
    if (!inside || !cable) return undefined;
    const { name } = world.params[who];
    const { end, far } = cable;
    const eth0 = innerEnd(world, who);
    if (far.place === who && far.interface.name === innerName) return undefined;
    if (far.place === otherOf(who)) {
      const other = world.params[far.place].name;
      const mine = world['interfaces.host']?.find((one) => one.kind === 'veth' && one.ifindex === eth0?.linkIndex);
      if (eth0 && mine) return diagnosis('cables-crossed', { name, other, veth: end.name, interface: mine.name });
      return diagnosis('eth0-in-other-container', { name, other, veth: end.name, interface: far.interface.name });
    }
    if (far.place === 'host') {
      const { name: loose } = far.interface;
      return diagnosis('eth0-on-host', { name, veth: end.name, interface: loose, as: renaming(loose) });
    }
    if (far.place === who) return diagnosis('eth0-wrong-name', { name, interface: far.interface.name });
    if (eth0) return notACable(name, eth0.kind);
    const interfaces = inside.map((one) => one.name).join(', ');
    return diagnosis('eth0-missing', { name, veth: end.name, interfaces, peer: world.params[who].peer });
  };

/** Words for `ip link set … netns`: the end gets its name inside, where it has none yet. */
const renaming = (name: string): string => (name === innerName ? '' : ` name ${innerName}`);

export const innerEndDown =
  (who: Who): Suspect =>
  (world) => {
    const eth0 = innerEnd(world, who);
    return eth0 && !eth0.up ? diagnosis('eth0-down', { name: world.params[who].name }) : undefined;
  };

/** The bridge port has carrier and still does not forward. */
export const portShut =
  (who: Who): Suspect =>
  (world) => {
    const end = world['interfaces.host'] && cableOf(world, who)?.end;
    if (!end?.port || end.port.state === 'forwarding') return undefined;
    const values = { interface: end.name, state: end.port.state, bridge: world.params.bridge };
    // Without spanning tree a state is what somebody set; with it, only `disabled` is.
    const waiting = find(world['interfaces.host'], world.params.bridge)?.bridge?.stp && end.port.state !== 'disabled';
    return diagnosis(waiting ? 'port-waiting' : 'port-shut', values);
  };

export const portsIsolated: Suspect = (world) => {
  if (!world['interfaces.host']) return undefined;
  const one = cableOf(world, 'c1')?.end;
  const other = cableOf(world, 'c2')?.end;
  if (!one?.port?.isolated || !other?.port?.isolated) return undefined;
  return isolated(one.name, other.name);
};

function isolated(port: string, other: string): Diagnosis {
  const command = [...new Set([port, other])].map((one) => `bridge link set dev ${one} isolated off`).join('; ');
  return diagnosis('ports-isolated', { interface: port, other, same: port === other ? 'yes' : 'no', command });
}

/** An isolated port does not even send back to itself, hairpin mode or not. */
export const portIsolated: Suspect = (world) => {
  const end = world['interfaces.host'] && cableOf(world, 'c1')?.end;
  if (!end?.port?.isolated) return undefined;
  return isolated(end.name, end.name);
};

/** Everything between the switch and the container's eth0, in the order of the packet's way in. */
export const cableSuspects = (who: Who): readonly Suspect[] => [
  wrongEndMoved(who),
  cableMissing(who),
  innerEndMissing(who),
  cableUnplugged(who),
  cableDown(who),
  innerEndDown(who),
  portShut(who),
];
