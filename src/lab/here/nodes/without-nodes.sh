# shellcheck shell=sh
# Takes away what nodes.sh made, as far as it is there: also after half of it.
for pid in "$RUN"/web/*/pid; do
  if [ ! -r "$pid" ] || ! read -r number <"$pid"; then continue; fi
  # A pid may be somebody else's by now: only a process that names our folder is ours.
  case $({ tr '\0' ' ' <"/proc/$number/cmdline"; } 2>/dev/null) in *"$RUN"/*) kill -KILL "$number" ;; esac
done 2>/dev/null
ip link del "$LAN_DEVICE" 2>/dev/null
if [ -e "$RUN/nodes" ]; then for node in outside internet; do ip netns del $node 2>/dev/null; done; fi
:
