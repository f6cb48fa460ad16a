# shellcheck shell=sh
# Prints what the ledger knows of a machine, in parts (parts.sh); `readSnapshot` reads it. Nothing that changes by itself is in it: no
# counters, lifetimes, learned neighbours. Listing with iptables-legacy would make its empty tables, so it is asked only where it
# was used before (docs/handbook.md#f33). OTHER_BACKEND: a file that says which backend iptables(8) does not use.
PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin
saved() { "$1" | sed -e '/^#/d' -e 's/ \[[0-9]*:[0-9]*\]$//'; }
part link ip -j -d link show
part addr ip -j addr show
for family in -4 -6; do
  part route$family ip $family route show table all
  part lookup$family ip $family rule show
done
qdiscs=$(tc qdisc show)
part qdisc printf '%s\n' "$qdiscs"
for device in $(printf '%s\n' "$qdiscs" | sed -n 's/^qdisc \(clsact\|ingress\) .* dev \([^ ]*\) .*/\2/p'); do
  part "filter egress $device" tc filter show dev "$device" egress
  part "filter ingress $device" tc filter show dev "$device" ingress
done
part neigh ip -4 neigh show nud permanent
netns() { for file in /run/netns/*; do [ ! -e "$file" ] || echo "${file##*/}"; done; }
part netns netns
# What router advertisements set is not anybody's here, one number counts, and one list grows with modules.
part sysctl grep -rs --exclude=mtu --exclude=hop_limit --exclude=nf_conntrack_count --exclude='tcp_available_*' '' /proc/sys/net/ipv4 /proc/sys/net/bridge /proc/sys/net/ipv6/conf /proc/sys/net/netfilter
# The machine's own tool is one of the two; what is in the other one counts too.
read -r other 2>/dev/null <"$OTHER_BACKEND" || case $(iptables -V) in *legacy*) other=nft ;; *) other=legacy ;; esac
for tool in iptables ip6tables; do
  part "$tool" saved "$tool-save"
  if [ "$other" != legacy ] || [ -s "/proc/net/${tool%tables}_tables_names" ]; then part "$tool-$other" saved "$tool-$other-save"; fi
done
part nft nft -a -s list ruleset
# The engine's own interface: a client of 25 MB for each look would take longer than all the rest.
part networks curl -sS --fail --max-time 10 --unix-socket /var/run/docker.sock http://docker/networks
part containers curl -sS --fail --max-time 10 --unix-socket /var/run/docker.sock 'http://docker/containers/json?all=1'
