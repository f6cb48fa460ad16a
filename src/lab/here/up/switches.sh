# shellcheck shell=sh
# What the course relies on, as on the machine of the source's author. down.ts gives back what was there before.
set -e
echo 1 >/proc/sys/net/ipv4/ip_forward
echo 1 >/proc/sys/net/ipv4/conf/"$UPLINK"/forwarding
echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
iptables -w 10 -P FORWARD DROP
