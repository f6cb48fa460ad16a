import { itemInWords, type Snapshot, without } from '../ledger/item.ts';
import { lookScript } from '../ledger/look.ts';
import { readSnapshot } from '../ledger/snapshot.ts';
import type { Played } from './played.ts';

/** How a played machine is, as the ledger sees it. */
export async function look(on: Played): Promise<Snapshot> {
  const seen = readSnapshot(await on.sh(lookScript));
  if (!seen) throw new Error('the machine could not be looked at');
  return seen.items;
}

/** Docker gives the cable of a container another name each time it starts. */
const plain = (seen: Snapshot): Snapshot =>
  JSON.parse(JSON.stringify(seen).replaceAll(/\bveth[0-9a-f]{7}\b/g, 'veth-of-docker')) as Snapshot;

/** What differs between two looks, in words. */
export const differences = (before: Snapshot, after: Snapshot) => ({
  gone: without(plain(before), plain(after)).map(itemInWords),
  come: without(plain(after), plain(before)).map(itemInWords),
});
export const nothing = { gone: [], come: [] };

/** What a reboot takes and leaves: kernel state and /run go, the engine's data and what an administrator set up for good stay. */
export const reboot = (uplink: string): string => `
kill "$(cat /run/docker-machine.pid)"; while [ -e /run/docker-machine.pid ]; do sleep 0.05; done
for pid in /run/bridgework/here/web/*/pid; do kill -KILL "$(cat $pid)"; done
ip netns del outside; ip netns del internet
for link in $(ls /sys/class/net); do case $link in lo | ${uplink}) ;; *) ip link del "$link" ;; esac; done
tc qdisc del dev ${uplink} clsact
nft flush ruleset
echo 0 >/proc/sys/net/ipv4/ip_forward
rm -rf /run/bridgework
sed -i 's/"boot":"[^"]*"/"boot":"00000000-0000-0000-0000-000000000000"/' /var/lib/bridgework/here/ledger.json
sh /run/machine/engine
`;
