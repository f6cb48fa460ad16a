# shellcheck shell=sh
# Takes away what was made on the host: namespaces but those of MACHINES, links but CARDS, what OWN_LINES undo, rules, routes, neighbours.
for file in /run/netns/*; do
  place=${file##*/}
  case " $MACHINES " in *" $place "*) ;; *) [ ! -e "$file" ] || ip netns del "$place" ;; esac
done
for file in /sys/class/net/*; do
  link=${file##*/}
  case " lo $CARDS " in *" $link "*) ;; *) ip link del "$link" ;; esac
done
for card in $CARDS; do ip link set "$card" up; done
eval "$OWN_LINES"
ip rule flush
ip rule add priority 32766 table main
ip rule add priority 32767 table default
# shellcheck disable=SC2086 # words for ip
ip route show | grep -v -e ^default -e 'proto kernel' | sed 's/ linkdown.*//' | while read -r route; do ip route del $route; done
ip neigh flush all
