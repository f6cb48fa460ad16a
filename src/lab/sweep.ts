/**
 * Ends, inside the lab, everything that a line started: killing the entry on the machine's side does not end what runs
 * behind it. A process belongs to the line when its environment carries the line's token, or when it descends from or
 * shares a session with such a process. What `docker exec` started in a container belongs to nobody outside it: it is
 * found by its age and by having no living client. Containers that the line started stay.
 *
 * @param token hexadecimal, as given in `BRIDGEWORK_LINE`
 * @param ageSeconds whole seconds since the line started, rounded up
 */
export function sweepScript(token: string, ageSeconds: number): string {
  return `
family() {
  seeds=$(grep -lzxs 'BRIDGEWORK_LINE=${token}' /proc/[0-9]*/environ | cut -d/ -f3 | tr '\\n' ' ')
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
  kill -KILL $pids 2>/dev/null
  pass=$((pass + 1))
  sleep 0.05
done
clients=$(ps -e -o pid= -o comm= | awk '$2 == "docker" { print $1 }')
own=$(readlink /proc/self/ns/pid | tr -dc 0-9)
ps -e -o pid= -o ppid= -o pidns= -o etimes= | awk -v own="$own" -v age=${ageSeconds} '
  { ns[$1] = $3; parent[$1] = $2; seconds[$1] = $4 }
  END { for (p in ns) if (ns[p] ~ /^[0-9]+$/ && ns[p] != own && ns[parent[p]] == own && seconds[p] <= age) print p }' |
while read -r pid; do
  [ "$(awk '/^NSpid:/ { print $NF }' "/proc/$pid/status" 2>/dev/null)" != 1 ] || continue
  command=$(tr '\\0' '\\n' <"/proc/$pid/cmdline" 2>/dev/null) || continue
  for client in $clients; do
    case "$(tr '\\0' '\\n' <"/proc/$client/cmdline" 2>/dev/null)" in *"$command") continue 2 ;; esac
  done
  kill -KILL "$pid" 2>/dev/null
done
:
`;
}
