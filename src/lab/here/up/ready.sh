# shellcheck shell=sh
# Exit 0, or one line: `missing PROGRAM…`, `taken WHAT`, `kernel`, `engine WHY`, `foreign WHY`.
missing=
for program in $PROGRAMS; do command -v "$program" >/dev/null || missing="$missing $program"; done
[ -z "$missing" ] || { echo "missing$missing"; exit 1; }
for node in outside internet; do [ ! -e /run/netns/$node ] || { echo "taken network namespace $node"; exit 1; }; done
[ ! -e /sys/class/net/lab-lan ] || { echo 'taken interface lab-lan'; exit 1; }
[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || modprobe br_netfilter 2>/dev/null
[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || { echo kernel; exit 1; }
why=$(timeout 10 docker version -f '{{.Server.Version}}' 2>&1) || { echo "engine $why" | tail -n 1; exit 1; }
# A container's process ids mean something here only when the engine runs on this kernel, in this network namespace (docs/handbook.md#f09).
mine=$(readlink /proc/self/ns/net)
for pid in $(ps -e -o pid= -o comm= | awk '$2 == "dockerd" { print $1 }'); do
  [ "$(readlink /proc/"$pid"/ns/net)" != "$mine" ] || exit 0
done
echo "foreign $(timeout 10 docker info -f '{{.OperatingSystem}} {{.Name}}' 2>/dev/null)"
exit 1
