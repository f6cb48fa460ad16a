import type { Scene as CourseScene } from '../../course/scene.ts';
import type { Picture, PictureInterface, PictureNode, Wire } from '../../picture/picture.ts';

/** A picture sorted for drawing, as the course lays it out: who is where, and what is plugged into what. */
export interface Scene {
  /** Machines on the hosts' network. */
  readonly machines: readonly PictureNode[];
  readonly hosts: readonly HostScene[];
}

export interface HostScene {
  readonly host: PictureNode | undefined;
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

export function sceneOf(picture: Picture, { cards, layout }: Pick<CourseScene, 'cards' | 'layout'>): Scene {
  const named = (name: string): readonly PictureNode[] => picture.nodes.filter((node) => node.name === name);
  return {
    machines: layout.neighbours.flatMap(named),
    hosts: layout.hosts.map(({ name, containers }) =>
      hostScene(picture, named(name)[0], containers.flatMap(named), cards),
    ),
  };
}

/** `cards`: the course's names for interfaces to the outside; in a sandbox their kind is veth, as that of the cables is. */
function hostScene(
  picture: Picture,
  host: PictureNode | undefined,
  containers: readonly PictureNode[],
  cards: readonly string[],
): HostScene {
  const links = host?.interfaces ?? [];
  const columns = containers.map((container): Column => {
    const wire = picture.wires.find((one) => ends(one, host?.name ?? '', container.name) !== undefined);
    const end = wire && ends(wire, host?.name ?? '', container.name);
    return { container, hostEnd: links.find((link) => link.name === end), connected: wire?.connected ?? false };
  });
  const wired = new Set(columns.map((column) => column.hostEnd?.name));
  return {
    host,
    // Tunnels that the kernel puts into every namespace are down and have no address.
    uplinks: links.filter(
      (link) => cards.includes(link.name) || (link.kind === 'other' && (link.up || link.addresses.length > 0)),
    ),
    bridges: links.filter((link) => link.kind === 'bridge'),
    columns,
    loose: pairs(
      links.filter((link) => link.kind === 'veth' && !cards.includes(link.name) && !wired.has(link.name)),
      picture.wires.filter((wire) => wire.a.node === host?.name && wire.b.node === host.name),
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
