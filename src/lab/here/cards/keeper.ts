import { redirectFile, runFolder } from '../machine/places.ts';

/** `NAME MAC`, one card a line; and per card what `ip` needs to give it back its addresses and routes. */
export const keptFolder = `${runFolder}/kept`;

/** Writes down how the machine's cards are, so that the keeper can put one back. */
export const keepScript = (cards: readonly string[]): string => `
mkdir -p ${keptFolder}
for card in ${cards.join(' ')}; do
  mac=$(ip -o link show dev "$card" 2>/dev/null | sed -n 's/.* link\\/ether \\([0-9a-f:]*\\) .*/\\1/p')
  name=$(ip -o link show dev "$card" 2>/dev/null | sed -n 's/^[0-9]*: \\([^:@]*\\).*/\\1/p')
  [ -n "$mac" ] && [ "$name" = "$card" ] || continue
  echo "$mac" >${keptFolder}/$card.mac
  ip -4 -o addr show dev "$card" | sed -n 's/.* inet \\([0-9.\\/]*\\) .*/\\1/p' >${keptFolder}/$card.addresses
  ip -4 route show dev "$card" | grep -v 'proto kernel' | sed 's/ linkdown//' >${keptFolder}/$card.routes
done
`;

/**
 * Runs as long as the lab is up, and sleeps in `ip monitor`: when one of the machine's own cards leaves its namespace,
 * whoever moved it from whatever terminal, it is fetched back with its addresses and routes before a connection breaks.
 * Found by its MAC address, in containers and named namespaces.
 */
export const keeperScript = String.raw`#!/bin/sh
PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin
places() {
  for file in /run/netns/*; do [ ! -e "$file" ] || echo "--net=$file"; done
  docker ps -q | xargs -r docker inspect -f '{{.State.Pid}}' | sed 's/^/--net=\/proc\//; s/$/\/ns\/net/'
}
fetch_back() {
  card=$1
  read -r mac <${keptFolder}/$card.mac || return
  for place in $(places); do
    [ "$(readlink "\${place#--net=}")" != "$(readlink /proc/$$/ns/net)" ] || continue
    there=$(nsenter "$place" ip -o link 2>/dev/null | sed -n "s/^[0-9]*: \([^:@]*\).* link\/ether $mac .*/\1/p" | head -n 1)
    [ -n "$there" ] || continue
    nsenter "$place" ip link set dev "$there" netns $$ name "$card" || continue
    ip link set dev "$card" up
    while read -r address; do ip address add "$address" brd + dev "$card"; done <${keptFolder}/$card.addresses
    while read -r route; do ip route add $route dev "$card"; done <${keptFolder}/$card.routes
    sh ${redirectFile}
    echo "bridgework: $card is this machine's own network card. It was moved into another namespace, and has been put back." | wall 2>/dev/null
    return
  done
}
check() {
  for file in ${keptFolder}/*.mac; do
    card=\${file##*/}; card=\${card%.mac}
    [ -e /proc/sys/net/ipv4/conf/"$card" ] || fetch_back "$card"
  done
}
check
ip -o monitor link | while read -r line; do
  case $line in *Deleted*) check ;; esac
done
`.replaceAll('\\${', '${');

const [keeperFile, pidFile] = [`${runFolder}/keeper`, `${runFolder}/keeper.pid`];

/** Starts the keeper that `keeperFile` holds, unless it runs. */
export const startKeeper = `
read -r keeper 2>/dev/null <${pidFile} && [ -d /proc/"$keeper" ] || {
  setsid sh ${keeperFile} >/dev/null 2>&1 </dev/null &
  echo $! >${pidFile}
}
`;

/** Ends it with what it waits for; a number that is somebody else's by now is left alone. */
export const stopKeeper = `
if read -r keeper 2>/dev/null <${pidFile}; then
  case $({ tr '\\0' ' ' <"/proc/$keeper/cmdline"; } 2>/dev/null) in *${keeperFile}*) kill -KILL "-$keeper" ;; esac
fi
`;
