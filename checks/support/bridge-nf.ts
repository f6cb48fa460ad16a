import { find } from './cable.ts';
import type { World } from './world.ts';

/** Whether bridged frames meet iptables: by the sysctl of the namespace, or by the switch of this one bridge. undefined: not known. */
export function bridgeNf(world: World): boolean | undefined {
  const device = find(world['interfaces.host'], world.params.bridge);
  if (device?.bridge?.nfCallIptables) return true;
  return world.sysctls && world.sysctls.bridgeNfCallIptables === 1;
}
