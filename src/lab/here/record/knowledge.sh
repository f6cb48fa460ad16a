# shellcheck shell=sh
# Asked before everything that is done in the lab, in parts (parts.sh): while it is up no program is started, only the shell reads.
line() { read -r word <"$1" || [ -n "$word" ] && printf '%s\n' "$word"; }
part state line "$RUN/state.json"
part ledger line "$LEDGER"
part boot line /proc/sys/kernel/random/boot_id
uid() { while read -r key _ effective _; do [ "$key" != Uid: ] || echo "$effective"; done </proc/self/status; }
part uid uid
if [ ! -e "$RUN/state.json" ]; then
  part declaration stat -c '%F %u %a' "$DECLARATION"
  part folder stat -c '%F %u %a' /etc/bridgework
fi
# /proc/sys/net is that of the process' own namespace.
device() { [ -e /proc/sys/net/ipv4/conf/"$1" ]; }
nodes() {
  for node in outside internet; do [ -e /run/netns/$node ] || return 1; done
  device "$LAN_DEVICE" || return 1
  for pid in "$RUN"/web/*/pid; do read -r number <"$pid" && [ -d /proc/"$number" ] || return 1; done
}
part nodes nodes
uplink() { read -r name <"$RUN/uplink" && device "$name" && echo there; }
part uplink uplink
