# shellcheck shell=sh
# Ends, inside the lab, everything that the line with TOKEN started, AGE seconds ago. FOREIGN: ids of containers that are nobody's to look into.
family() {
  seeds=$(grep -lzxs "BRIDGEWORK_LINE=$TOKEN" /proc/[0-9]*/environ | cut -d/ -f3 | tr '\n' ' ')
  [ -n "$seeds" ] || return 0
  ps -e -o pid= -o ppid= -o sid= | awk -v seeds="$seeds" '
    BEGIN { split(seeds, s, " "); for (i in s) mine[s[i]] = 1 }
    { parent[$1] = $2; session[$1] = $3 }
    END {
      for (p in mine) if (session[p] > 1) sid[session[p]] = 1
      do {
        grew = 0
        for (p in parent) if (!(p in mine) && (parent[p] in mine || session[p] in sid)) { mine[p] = 1; grew = 1 }
      } while (grew)
      for (p in mine) print p
    }'
}
pass=0
while [ $pass -lt 40 ]; do
  pids=$(family)
  [ -n "$pids" ] || break
  # shellcheck disable=SC2086 # one argument a process
  kill -KILL $pids 2>/dev/null
  pass=$((pass + 1))
  sleep 0.05
done
# What is only just being started in a container cannot be told apart yet.
pass=0
# shellcheck disable=SC2009 # busybox has no pgrep
while [ $pass -lt 40 ] && ps -e -o comm= | grep -q '^runc'; do pass=$((pass + 1)); sleep 0.05; done
clients=$(ps -e -o pid= -o comm= | awk '$2 == "docker" { print $1 }')
words() {
  { tr '\0' '\n' <"/proc/$1/cmdline"; } 2>/dev/null
}
ps -e -o pid= -o ppid= -o etimes= -o comm= | awk -v age="$AGE" '
  { parent[$1] = $2; seconds[$1] = $3; name[$1] = $4 }
  END { for (p in parent) if (name[parent[p]] ~ /^containerd-shim/ && seconds[p] <= age) print p }' |
while read -r pid; do
  shim=$(words "$(awk '/^PPid:/ { print $2 }' "/proc/$pid/status" 2>/dev/null)")
  # shellcheck disable=SC2013 # ids, in words
  for id in $(cat "$FOREIGN" 2>/dev/null); do case "$shim" in *"$id"*) continue 2 ;; esac; done
  [ "$(awk '/^NSpid:/ { print $NF }' "/proc/$pid/status" 2>/dev/null)" != 1 ] || continue
  command=$(words "$pid") || continue
  for client in $clients; do
    case "$(words "$client")" in *"$command") continue 2 ;; esac
  done
  kill -KILL "$pid" 2>/dev/null
done
:
