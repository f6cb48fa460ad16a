# shellcheck shell=sh
# Before anything is changed: how the machine is, what must be given back, and the guard in front of ip(8).
set -e
umask 022
mkdir -p "$RUN/bin" "$RUN/journal" /run/bridgework/log
# put FILE CONTENT: the file is there as a whole, or as it was before
put() {
  printf '%s\n' "$2" >"$1.new"
  mv "$1.new" "$1"
}
put "$LOOK_FILE" "$LOOK"
put "$RUN/bashrc" "$SHELL_RC"
put "$CARDS_FILE" "$CARDS"
put "$RUN/uplink" "$UPLINK"
put "$RUN/bin/ip" "$GUARD"
sed -i "s/@NETNS@/$(readlink /proc/self/ns/net)/" "$RUN/bin/ip"
chmod 755 "$RUN/bin/ip"
put "$REDIRECT_FILE" "$REDIRECT"
put "$RUN/keeper" "$KEEPER"
put "$STATE_FILE" "$STATE"
docker ps -aq --no-trunc >"$FOREIGN"
case $(iptables -V) in *legacy*) echo nft ;; *) echo legacy ;; esac >"$OTHER_BACKEND"
sh "$LOOK_FILE" >"$RUN/baseline.new"
mv "$RUN/baseline.new" "$RUN/baseline"
cp "$RUN/baseline" "$RUN/journal/0.before"
mkdir -p "${LEDGER%/*}"
ids=$KNOWN
if [ -z "$ids" ] || [ ! -e "$LEDGER" ]; then
  ids=$(docker ps -aq --no-trunc | sed -e 's/.*/"&"/' | tr '\n' ',')
  ids="[${ids%,}]"
fi
put "$LEDGER" "$(printf '{"version":1,"boot":"%s","names":%s,"containers":%s}' "$BOOT" "$NAMES" "$ids")"
