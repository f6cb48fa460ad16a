import type { Picture, PictureInterface, PictureNode, Wire } from '../../picture/picture.ts';

/** A picture sorted for drawing: who is where, and what is plugged into what. */
export interface Scene {
  readonly host: PictureNode | undefined;
  /** Machines on the host's network: `outside`, `internet`. */
  readonly machines: readonly PictureNode[];
  readonly uplinks: readonly PictureInterface[];
  readonly bridges: readonly PictureInterface[];
  /** One column per container: the host's end of its wire, when there is one. */
  readonly columns: readonly Column[];
  /** Cables of the host that lead to no container: one end, or both ends of a fresh veth pair. */
  readonly loose: readonly (readonly PictureInterface[])[];
}

export interface Column {
  readonly container: PictureNode;
  readonly hostEnd: PictureInterface | undefined;
  readonly connected: boolean;
}

/** `uplink`: the course's name for the host's interface to the outside; in a sandbox its kind is veth, as that of the cables is. */
export function sceneOf(picture: Picture, uplink: string): Scene {
  const host = picture.nodes.find((node) => node.kind === 'host');
  const links = host?.interfaces ?? [];
  const columns = picture.nodes
    .filter((node) => node.kind === 'container')
    .map((container): Column => {
      const wire = picture.wires.find((one) => ends(one, host?.name ?? '', container.name) !== undefined);
      const end = wire && ends(wire, host?.name ?? '', container.name);
      return { container, hostEnd: links.find((link) => link.name === end), connected: wire?.connected ?? false };
    });
  const wired = new Set(columns.map((column) => column.hostEnd?.name));
  return {
    host,
    machines: picture.nodes.filter((node) => node.kind === 'machine'),
    // Tunnels that the kernel puts into every namespace are down and have no address.
    uplinks: links.filter(
      (link) => link.name === uplink || (link.kind === 'other' && (link.up || link.addresses.length > 0)),
    ),
    bridges: links.filter((link) => link.kind === 'bridge'),
    columns,
    loose: pairs(
      links.filter((link) => link.kind === 'veth' && link.name !== uplink && !wired.has(link.name)),
      picture.wires.filter((wire) => wire.a.node === wire.b.node),
    ),
  };
}

/** Links whose two ends are both here go together. */
function pairs(links: readonly PictureInterface[], wires: readonly Wire[]): readonly (readonly PictureInterface[])[] {
  const peerOf = (name: string): string | undefined => {
    const wire = wires.find((one) => one.a.interface === name || one.b.interface === name);
    return wire && (wire.a.interface === name ? wire.b.interface : wire.a.interface);
  };
  return links.flatMap((link, index): (readonly PictureInterface[])[] => {
    const peer = links.find(({ name }) => name === peerOf(link.name));
    if (!peer || peer === link) return [[link]];
    return links.indexOf(peer) < index ? [] : [peer.master ? [peer, link] : [link, peer]];
  });
}

/** Name of the host's interface when the wire joins the host and this container. */
function ends(wire: Wire, host: string, container: string): string | undefined {
  if (wire.a.node === host && wire.b.node === container) return wire.a.interface;
  if (wire.b.node === host && wire.a.node === container) return wire.b.interface;
  return undefined;
}
