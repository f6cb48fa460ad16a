#!/bin/sh
# Runs as long as the lab is up, and sleeps in `ip monitor`: a card of the machine's own that leaves its namespace is fetched back.
PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin
places() {
  for file in /run/netns/*; do [ ! -e "$file" ] || echo "--net=$file"; done
  docker ps -q | xargs -r docker inspect -f '{{.State.Pid}}' | sed 's/^/--net=\/proc\//; s/$/\/ns\/net/'
}
fetch_back() {
  card=$1
  read -r mac <"$STORE/$card.mac" || return
  for place in $(places); do
    [ "$(readlink "${place#--net=}")" != "$(readlink /proc/$$/ns/net)" ] || continue
    there=$(nsenter "$place" ip -o link 2>/dev/null | sed -n "s/^[0-9]*: \([^:@]*\).* link\/ether $mac .*/\1/p" | head -n 1)
    [ -n "$there" ] || continue
    nsenter "$place" ip link set dev "$there" netns $$ name "$card" || continue
    ip link set dev "$card" up
    while read -r address; do ip address add "$address" brd + dev "$card"; done <"$STORE/$card.addresses"
    # shellcheck disable=SC2086 # words for ip
    while read -r route; do ip route add $route dev "$card"; done <"$STORE/$card.routes"
    sh "$REDIRECT"
    echo "bridgework: $card is this machine's own network card. It was moved into another namespace, and has been put back." | wall 2>/dev/null
    return
  done
}
check() {
  for file in "$STORE"/*.mac; do
    card=${file##*/}; card=${card%.mac}
    [ -e /proc/sys/net/ipv4/conf/"$card" ] || fetch_back "$card"
  done
}
check
ip -o monitor link | while read -r line; do
  case $line in *Deleted*) check ;; esac
done
