# shellcheck shell=sh
# Firewall rules and switches of the host as they are at first. 0 before 1: else switches of single interfaces stay.
nft flush ruleset
if [ -e /run/xtables.lock ]; then
  for table in filter nat raw mangle; do iptables-legacy -t "$table" -F; iptables-legacy -t "$table" -X; done
fi
iptables -P FORWARD DROP
sysctl -w net.ipv4.ip_forward=0 net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
conntrack -F
true
