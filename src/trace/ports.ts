import type { FdbEntry, Interface } from '../facts/index.ts';

/** What of a node's forwarding databases is of bridges: a tunnel that is a port has one of its own. */
export const bridgeEntries = ({
  fdb,
}: {
  readonly fdb?: readonly FdbEntry[] | undefined;
} = {}): readonly FdbEntry[] | undefined => fdb?.filter(({ peer }) => !peer);

export interface BridgePort {
  readonly port: Interface;
  /** Whether the bridge sends a frame out of it: should_deliver() of the kernel. */
  readonly lets: 'yes' | 'state' | 'hairpin' | 'isolated';
}

/** The ports of a bridge, for a frame that came in by one of them, or from the bridge's own node. */
export function bridgePorts(
  interfaces: readonly Interface[],
  bridge: string,
  from: Interface | undefined,
): readonly BridgePort[] {
  return interfaces.filter(({ master }) => master === bridge).map((port) => ({ port, lets: letsOut(port, from) }));
}

function letsOut({ name, port }: Interface, from: Interface | undefined): BridgePort['lets'] {
  if (port?.state !== 'forwarding') return 'state';
  if (from?.name === name && !port.hairpin) return 'hairpin';
  return from?.port?.isolated && port.isolated ? 'isolated' : 'yes';
}
