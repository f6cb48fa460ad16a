import type { Keeps } from './case.ts';

/** What of the host is the lab's own, and stays. */
export interface Belongings extends Keeps {
  /** Names of the lab's other network namespaces. */
  readonly machines: readonly string[];
}

/** Of a container that is kept: as `docker run --net=none` leaves its network. */
const innerCleaning = `
for pid in $(docker ps -q | xargs -r docker inspect -f '{{.State.Pid}}'); do
  nsenter -n -t "$pid" sh <<'INSIDE'
for link in $(ip -o link show | sed 's/^[0-9]*: \\([^:@]*\\).*/\\1/'); do [ "$link" = lo ] || ip link del "$link"; done
ip address flush dev lo; ip address add 127.0.0.1/8 dev lo; ip link set lo up
nft flush ruleset
INSIDE
done
`;

/** Firewall rules and switches of the host as they are at first. */
const rules = (own: Belongings): string => `
nft flush ruleset
if [ -e /run/xtables.lock ]; then
  for table in filter nat raw mangle; do iptables-legacy -t "$table" -F; iptables-legacy -t "$table" -X; done
fi
${own.rules.join('\n')}
conntrack -F
true
`;

const wires = ({ machines, cards, lines }: Belongings): string => `
for place in $(ls /run/netns); do case $place in ${machines.join('|')}) ;; *) ip netns del "$place" ;; esac; done
for link in $(ls /sys/class/net); do case $link in lo|${cards.join('|')}) ;; *) ip link del "$link" ;; esac; done
${[...cards.map((card) => `ip link set ${card} up`), ...lines].join('\n')}
ip rule flush
ip rule add priority 32766 table main
ip rule add priority 32767 table default
ip route show | grep -v -e ^default -e 'proto kernel' | sed 's/ linkdown.*//' | while read -r route; do ip route del $route; done
ip neigh flush all
`;

/**
 * As after the lab's start, without a new lab. `rules`: only firewall rules and switches of the host; `wires`: all that a
 * learner may have made on the host and in the containers' networks; `containers`: these go too. Starting them takes longer
 * than all the rest of the course.
 */
export const cleaning = (what: 'rules' | 'wires' | 'containers', own: Belongings): string =>
  ({
    rules: rules(own),
    wires: innerCleaning + wires(own) + rules(own),
    containers: `docker rm -f $(docker ps -aq)\n${wires(own)}${rules(own)}`,
  })[what];
