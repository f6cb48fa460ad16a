# shellcheck shell=sh
# The nodes `outside` and `internet` as neighbours on the uplink's cable, without touching the uplink's addresses, routes or rules
# (docs/decisions/0009-nodes-on-the-uplinks-cable.md). Needs `conf_of` (shared/web-server.sh).
set -e
tool() {
  if [ -x "$TOOLS/$1" ]; then echo "$TOOLS/$1"; else PATH="$PATH:/usr/sbin:/sbin" command -v "$1"; fi
}
export LD_LIBRARY_PATH="$TOOLS/lib"
nginx=$(tool nginx) dnsmasq=$(tool dnsmasq)
mkdir -p "$RUN/web" /run/bridgework/log
: >"$RUN/nodes"

ip netns add internet
ip netns add outside
in_node() { n=$1; shift; nsenter --net=/run/netns/"$n" "$@"; }
ip link add "$LAN_DEVICE" address 02:62:77:00:00:01 type veth peer name eth0 address 02:62:77:00:00:02 netns internet
ip -n internet link add to-outside type veth peer name eth0 netns outside
echo 1 >/proc/sys/net/ipv6/conf/"$LAN_DEVICE"/disable_ipv6 2>/dev/null || :
# A new namespace inherits this machine's settings (net.core.devconf_inherit_init_net).
for node in internet outside; do
  # shellcheck disable=SC2016 # for the shell in the node
  in_node $node sh -c 'for file in /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv4/ip_forward; do echo 0 >$file; done'
done
ip -n outside -batch - <<IP
link set lo up
link set eth0 up
address add $OUTSIDE/$PREFIX brd + dev eth0
route replace default via $GATEWAY dev eth0 onlink
neigh replace $GATEWAY lladdr 02:62:77:00:00:ff dev eth0 nud permanent
IP
# Every address is internet's own, except the host's, which is behind eth0; in one table, where the longest prefix wins.
ip -n internet -batch - <<IP
link set lo up
link set eth0 up
link set to-outside up
address add $INTERNET/32 dev lo
route add local default dev lo table main
route add $HOST_ADDRESS/32 dev eth0 src $INTERNET
neigh replace $HOST_ADDRESS lladdr 02:62:77:00:00:01 dev eth0 nud permanent
IP
in_node internet nft -f - <<NFT
table netdev lan {
  chain from-host {
    type filter hook ingress device eth0 priority 0
    arp daddr ip $OUTSIDE fwd to to-outside
    ip daddr $OUTSIDE fwd to to-outside
    meta pkttype set host
  }
  chain from-outside {
    type filter hook ingress device to-outside priority 0
    ether daddr $UPLINK_MAC ether daddr set 02:62:77:00:00:01
    fwd to eth0
  }
}
NFT
ip link set "$LAN_DEVICE" up

sh "$REDIRECT"

conf_of internet 80 >"$RUN/web/internet.conf"
# shellcheck disable=SC2086 # one argument a port
conf_of outside $OUTSIDE_PORTS >"$RUN/web/outside.conf"
conf_of host "$HOST_PORT" >"$RUN/web/host.conf"
in_node internet "$nginx" -c "$RUN/web/internet.conf" -p "$RUN/web"
in_node outside "$nginx" -c "$RUN/web/outside.conf" -p "$RUN/web"
"$nginx" -c "$RUN/web/host.conf" -p "$RUN/web"
mkdir -p "$RUN/web/dns"
in_node internet "$dnsmasq" --conf-file=/dev/null --user=root --no-resolv --no-hosts --cache-size=0 \
  --pid-file="$RUN/web/dns/pid" "--address=/$SITE/$INTERNET" "--local=/$SITE/" --address=/#/ --log-facility=/run/bridgework/log/dns.log
