/**
 * What every fragment can use: POSIX sh functions, run as root in the lab's node `host`. Names that start with bw_ are
 * the prelude's own.
 */

/** Where programs are looked for, whatever the caller's PATH is: the system's own first, a wrapper of somebody's last. */
const path = '/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin:/usr/local/sbin';

/** One line of JSON, as `containers` reads it, and one for the shell: PID NAME LOGFILE. */
const inspectFormat = [
  '{{.State.Pid}} {{.Name}} {{.LogPath}}',
  '{"id":{{json .Id}},"name":{{json .Name}},"running":{{json .State.Running}},"pid":{{json .State.Pid}},' +
    '"networkMode":{{json .HostConfig.NetworkMode}},"image":{{json .Config.Image}},' +
    '"exitCode":{{json .State.ExitCode}},"startedAt":{{json .State.StartedAt}}}',
].join('\n');

/** Docker answers in milliseconds, or it hangs. */
const dockerSeconds = 10;

/**
 * `nonce`: hexadecimal digits. `pids`: lines PID NAME LOGFILE of the running containers, where they are known. A folder in
 * memory comes first, so that a full disk does not stop a look.
 */
export const prelude = (nonce: string, pids?: string): string => `
export LC_ALL=C PATH=${path}
umask 077
cd /
BW_NONCE=${nonce}
for bw_place in /dev/shm /run /tmp ''; do
  BW_DIR=$(mktemp -d "$bw_place/bridgework.XXXXXX" 2>/dev/null) && break
done
if [ -z "$BW_DIR" ]; then echo "$BW_NONCE no-folder"; exit 0; fi
trap 'rm -rf "$BW_DIR"' EXIT
trap 'exit 143' HUP INT PIPE TERM

part() {
  printf '\\n%s begin %s\\n' "$BW_NONCE" "$1"
  shift
  "$@"
  bw_status=$?
  printf '\\n%s end %s\\n' "$BW_NONCE" "$bw_status"
  return "$bw_status"
}

absent() {
  printf '%s %s %s\\n' "$BW_NONCE" "$1" "$2" >&2
  return 125
}

engine() {
  [ -e "$BW_DIR/pids" ] || absent docker "$(tail -n 1 "$BW_DIR/engine.err")"
}

locate() {
  engine || return
  while read -r BW_PID bw_name bw_log; do
    [ "$bw_name" = "$1" ] || continue
    [ "$BW_PID" = 0 ] || return 0
    absent stopped "$1"
    return
  done <"$BW_DIR/pids"
  absent missing "$1"
}

is_machine() {
  [ -e "/run/netns/$1" ] || return 1
  [ -e "$BW_DIR/pids" ] || return 0
  while read -r bw_pid bw_name bw_log; do [ "$bw_name" != "$1" ] || return 1; done <"$BW_DIR/pids"
}

at() {
  if [ "$1" = host ]; then
    shift
    "$@"
  elif is_machine "$1"; then
    bw_netns=/run/netns/$1
    shift
    nsenter --net="$bw_netns" "$@"
  else
    locate "$1" || return
    shift
    nsenter -n -t "$BW_PID" "$@"
  fi
}

engine_failed() {
  [ "$1" != 124 ] || echo 'timed out' >&2
  return 1
}

ask_engine() {
  timeout ${dockerSeconds} docker ps -aq --no-trunc >"$BW_DIR/ids" || engine_failed $? || return
  : >"$BW_DIR/engine"
  if [ -s "$BW_DIR/ids" ]; then
    timeout ${dockerSeconds} docker inspect --type container -f '${inspectFormat}' $(cat "$BW_DIR/ids") \
      >"$BW_DIR/engine" 2>"$BW_DIR/inspect.err"
    bw_status=$?
    # A container that goes away between the two questions makes the second one fail for itself only.
    if [ "$bw_status" != 0 ] && { [ "$bw_status" != 1 ] || grep -v -e '^$' -e 'No such' "$BW_DIR/inspect.err" >&2; }; then
      engine_failed "$bw_status" || return
    fi
  fi
  while read -r bw_pid bw_name bw_log; do
    case $bw_pid in
      '{'*) printf '%s %s %s\\n' "$bw_pid" "$bw_name" "$bw_log" >&4 ;;
      ?*) printf '%s %s %s\\n' "$bw_pid" "\${bw_name#/}" "$bw_log" >&5 ;;
    esac
  done <"$BW_DIR/engine" 4>"$BW_DIR/inspect" 5>"$BW_DIR/pids"
}
${pids === undefined ? 'ask_engine 2>"$BW_DIR/engine.err"' : `cat >"$BW_DIR/pids" <<'PIDS'\n${pids}\nPIDS`}

legacy_tables() {
  [ -e /proc/net/ip_tables_names ] || return 0
  # In a user namespace only the machine's own root may read the names; there the lock file that the legacy tool leaves
  # (the nft tool has none) tells that somebody has used it.
  if [ -r /proc/net/ip_tables_names ]; then at "$1" cat /proc/net/ip_tables_names
  elif [ -e /run/xtables.lock ]; then echo raw mangle nat filter; fi
}
`;

/**
 * A checksum of links, IPv4 addresses, routes, static neighbours, switches and rules of the host and of every running
 * container, and of which containers there are. Counters, lifetimes and what traffic does are left out. `look` prints it.
 */
export const looking = `
printf 'link show\\naddr show\\nroute show table all\\nrule show\\nneigh show nud permanent\\n' >"$BW_DIR/batch"
look_at() {
  echo "node $1"
  at "$1" ip -4 -batch "$BW_DIR/batch"
  at "$1" sh -c 'cd /proc/sys/net && exec grep -s "" ipv4/ip_forward bridge/bridge-nf-call-iptables ipv4/conf/*/forwarding \\
    ipv4/conf/*/rp_filter ipv4/conf/*/route_localnet'
  at "$1" nft -s list ruleset
  for bw_table in $(legacy_tables "$1"); do at "$1" iptables-legacy-save -t "$bw_table"; done
}
look() {
  {
    look_at host
    bridge -d link show
    bridge fdb show | grep -E ' master .*static'
    if [ -e "$BW_DIR/pids" ]; then
      while read -r bw_look_pid bw_look_name bw_look_log; do
        echo "container $bw_look_pid $bw_look_name"
        [ "$bw_look_pid" = 0 ] || look_at "$bw_look_name"
      done <"$BW_DIR/pids"
    fi
  } </dev/null 2>&1 | sed -e '/^#/d' -e 's/ valid_lft [0-9].*/ expires/' -e 's/ valid_lft forever.*//' -e 's/\\[[0-9]*:[0-9]*\\]//' | cksum
}
`;
