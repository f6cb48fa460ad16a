import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import type { HerePlan } from '../plan/plan.ts';

/** Gone after a reboot, as the lab is. */
const linkFile = '/run/systemd/network/10-bridgework.link';

/**
 * systemd's default makes udev give every new bridge and veth a lasting MAC address, computed from the machine's id and the
 * interface's NAME: both containers' `eth0` would have the same one (docs/handbook.md#f43). On the machine that the course was written on,
 * as on one without udev, they are random. NICs are left alone, also one that the kernel first calls `eth0`: they are no veths.
 */
export const udevScript = ({ own }: HerePlan): string =>
  withValues(
    { LINK_FILE: linkFile, NAMES: [...new Set([...own.bridges, ...own.cables, ...own.peers])].join(' ') },
    scriptBeside(import.meta.url, './udev.sh'),
  );

export const withoutUdev = `[ ! -e ${linkFile} ] || { rm -f ${linkFile}; timeout 10 udevadm control --reload || :; }\n`;
