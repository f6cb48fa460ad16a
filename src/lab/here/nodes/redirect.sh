#!/bin/sh
# Frames that leave by the uplink for one of the nodes, after all of netfilter, go into the lab's own cable instead.
set -e
if tc qdisc add dev "$UPLINK" clsact 2>/dev/null; then : >"$RUN/clsact"; fi
for pref in "$ARP" "$IP" "$DNS"; do tc filter del dev "$UPLINK" egress pref "$pref" 2>/dev/null || :; done
# redirect PREF PROTOCOL MATCH…
redirect() {
  pref=$1 protocol=$2
  shift 2
  tc filter add dev "$UPLINK" egress pref "$pref" protocol "$protocol" u32 "$@" action mirred egress redirect dev "$LAN_DEVICE"
}
redirect "$ARP" arp match u32 "$OUTSIDE_HEX" 0xffffffff at 24
redirect "$IP" ip match ip dst "$OUTSIDE"
redirect "$IP" ip match ip dst "$INTERNET"
# shellcheck disable=SC2086 # words for tc
redirect "$DNS" ip match u8 0x45 0xff at 0 match ip protocol 17 0xff match u16 53 0xffff at 22 $QUESTION
# What comes out of the lab's cable is received as if by the uplink, before all of netfilter.
tc qdisc add dev "$LAN_DEVICE" clsact 2>/dev/null || tc filter del dev "$LAN_DEVICE" ingress
tc filter add dev "$LAN_DEVICE" ingress pref 1 protocol all u32 match u32 0 0 action mirred ingress redirect dev "$UPLINK"
