import type { HerePlan } from '../plan/plan.ts';

/** Gone after a reboot, as the lab is. */
const linkFile = '/run/systemd/network/10-bridgework.link';

/**
 * systemd's default makes udev give every new bridge and veth a lasting MAC address, computed from the machine's id and the
 * interface's NAME: both containers' `eth0` would have the same one (docs/handbook.md#f43). On the machine that the course was written on,
 * as on one without udev, they are random. NICs are left alone, also one that the kernel first calls `eth0`: they are no veths.
 */
export function udevScript({ own }: HerePlan): string {
  const names = [...new Set([...own.bridges, ...own.cables, ...own.peers])].join(' ');
  return `
if [ -e /run/udev/control ]; then
  mkdir -p ${linkFile.replace(/\/[^/]*$/, '')}
  printf '[Match]\\nDriver=veth bridge\\nOriginalName=%s\\n\\n[Link]\\nMACAddressPolicy=none\\n' '${names}' >${linkFile}
  ${reload}
fi
`;
}

const reload = 'timeout 10 udevadm control --reload || :';

export const withoutUdev = `[ ! -e ${linkFile} ] || { rm -f ${linkFile}; ${reload}; }\n`;
