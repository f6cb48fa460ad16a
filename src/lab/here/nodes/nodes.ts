import { stopKeeper } from '../cards/keeper.ts';
import { internetAddress, lanDevice, redirectFile, runFolder, tcPreferences } from '../machine/places.ts';
import type { HerePlan } from '../plan/plan.ts';

/** What the nodes are made of besides the plan: where the machine's uplink leads. */
export interface UplinkFacts {
  /** MAC address of the uplink. */
  readonly mac: string;
  /** Of the uplink's network, e.g. 24. */
  readonly prefix: number;
  readonly gateway: string;
}

/**
 * The nodes `outside` and `internet` as neighbours on the uplink's cable, without touching the uplink's addresses, routes
 * or rules (docs/decisions/0009-nodes-on-the-uplinks-cable.md). Frames that leave by the uplink for one of the two are sent aside
 * by tc into one veth, after all of netfilter; what comes back out of it is received again as if by the uplink, before
 * all of netfilter. Of a question to a name server only the one about the course's site is sent aside.
 */
export function nodesScript(plan: HerePlan, uplink: UplinkFacts, tools: string): string {
  return String.raw`
set -e
tool() { [ -x "${tools}/$1" ] && echo "${tools}/$1" || PATH="$PATH:/usr/sbin:/sbin" command -v "$1"; }
export LD_LIBRARY_PATH=${tools}/lib
nginx=$(tool nginx) dnsmasq=$(tool dnsmasq)
mkdir -p ${runFolder}/web /run/bridgework/log
: >${runFolder}/nodes

ip netns add internet
ip netns add outside
in_node() { n=$1; shift; nsenter --net=/run/netns/$n "$@"; }
ip link add ${lanDevice} address 02:62:77:00:00:01 type veth peer name eth0 address 02:62:77:00:00:02 netns internet
ip -n internet link add to-outside type veth peer name eth0 netns outside
echo 1 >/proc/sys/net/ipv6/conf/${lanDevice}/disable_ipv6 2>/dev/null || :
# A new namespace inherits this machine's settings (net.core.devconf_inherit_init_net).
in_node internet sh -c 'for file in /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv4/ip_forward; do echo 0 >$file; done'
in_node outside sh -c 'for file in /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv4/ip_forward; do echo 0 >$file; done'
ip -n outside -batch - <<IP
link set lo up
link set eth0 up
address add ${plan.outside.address}/${uplink.prefix} brd + dev eth0
route replace default via ${uplink.gateway} dev eth0 onlink
neigh replace ${uplink.gateway} lladdr 02:62:77:00:00:ff dev eth0 nud permanent
IP
# Every address is internet's own, except the host's, which is behind eth0; in one table, where the longest prefix wins.
ip -n internet -batch - <<IP
link set lo up
link set eth0 up
link set to-outside up
address add ${internetAddress}/32 dev lo
route add local default dev lo table main
route add ${plan.hostAddress}/32 dev eth0 src ${internetAddress}
neigh replace ${plan.hostAddress} lladdr 02:62:77:00:00:01 dev eth0 nud permanent
IP
in_node internet nft -f - <<NFT
table netdev lan {
  chain from-host {
    type filter hook ingress device eth0 priority 0
    arp daddr ip ${plan.outside.address} fwd to to-outside
    ip daddr ${plan.outside.address} fwd to to-outside
    meta pkttype set host
  }
  chain from-outside {
    type filter hook ingress device to-outside priority 0
    ether daddr ${uplink.mac} ether daddr set 02:62:77:00:00:01
    fwd to eth0
  }
}
NFT
ip link set ${lanDevice} up

sh ${redirectFile}

# conf_of NODE LISTEN…: one process, no workers of its own; "combined" shows the client's address and the whole request
conf_of() {
  node=$1; shift
  mkdir -p ${runFolder}/web/$node
  printf 'master_process off; user root; worker_processes 1; pid ${runFolder}/web/%s/pid; error_log /run/bridgework/log/%s.error.log;\n' $node $node
  printf 'events { worker_connections 64; }\nhttp {\n  access_log /run/bridgework/log/%s.access.log combined; default_type text/html; keepalive_timeout 5;\n' $node
  for area in client_body proxy fastcgi uwsgi scgi; do printf '  %s_temp_path ${runFolder}/web/%s/%s;\n' $area $node $area; done
  printf '  server {\n'
  for at in "$@"; do printf '    listen %s;\n' "$at"; done
  printf '    location / { return 200 "<title>%s</title>\\n<p>This is %s. It saw you as $remote_addr.</p>\\n"; }\n  }\n}\n' $node $node
}
conf_of internet 80 >${runFolder}/web/internet.conf
conf_of outside ${plan.outside.ports.join(' ')} >${runFolder}/web/outside.conf
conf_of host ${plan.hostPort} >${runFolder}/web/host.conf
in_node internet "$nginx" -c ${runFolder}/web/internet.conf -p ${runFolder}/web
in_node outside "$nginx" -c ${runFolder}/web/outside.conf -p ${runFolder}/web
"$nginx" -c ${runFolder}/web/host.conf -p ${runFolder}/web
mkdir -p ${runFolder}/web/dns
in_node internet "$dnsmasq" --conf-file=/dev/null --user=root --no-resolv --no-hosts --cache-size=0 \
  --pid-file=${runFolder}/web/dns/pid --address=/${plan.site}/${internetAddress} --local=/${plan.site}/ --address=/#/ --log-facility=/run/bridgework/log/dns.log
`;
}

/** The filters on the uplink; once more after a card has got its name back. */
export const withoutRedirect = (uplink: string): string => `
for pref in ${Object.values(tcPreferences).join(' ')}; do
  tc filter del dev ${uplink} egress pref $pref 2>/dev/null
done
[ ! -e ${runFolder}/clsact ] || tc qdisc del dev ${uplink} clsact 2>/dev/null
`;

/** Takes away what `nodesScript` made, as far as it is there: also after half of it. */
export const withoutNodes = (uplink: string): string => String.raw`
${stopKeeper}
for pid in ${runFolder}/web/*/pid; do
  [ -r "$pid" ] && read -r number <"$pid" || continue
  # A pid may be somebody else's by now: only a process that names our folder is ours.
  case $({ tr '\0' ' ' <"/proc/$number/cmdline"; } 2>/dev/null) in *${runFolder}/*) kill -KILL "$number" ;; esac
done 2>/dev/null
${withoutRedirect(uplink)}
ip link del ${lanDevice} 2>/dev/null
if [ -e ${runFolder}/nodes ]; then for node in outside internet; do ip netns del $node 2>/dev/null; done; fi
:
`;
