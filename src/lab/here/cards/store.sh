# shellcheck shell=sh
# Writes down how the machine's CARDS are, so that the keeper can put one back: MAC address, addresses, routes.
mkdir -p "$STORE"
for card in $CARDS; do
  mac=$(ip -o link show dev "$card" 2>/dev/null | sed -n 's/.* link\/ether \([0-9a-f:]*\) .*/\1/p')
  name=$(ip -o link show dev "$card" 2>/dev/null | sed -n 's/^[0-9]*: \([^:@]*\).*/\1/p')
  if [ -z "$mac" ] || [ "$name" != "$card" ]; then continue; fi
  echo "$mac" >"$STORE/$card.mac"
  ip -4 -o addr show dev "$card" | sed -n 's/.* inet \([0-9.\/]*\) .*/\1/p' >"$STORE/$card.addresses"
  ip -4 route show dev "$card" | grep -v 'proto kernel' | sed 's/ linkdown//' >"$STORE/$card.routes"
done
