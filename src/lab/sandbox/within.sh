# shellcheck shell=sh
# `sh -c <this> within PROCESSES UIDS GIDS NAME=VALUE…`, as root of the outer user namespace: an inner one with the same ids, in which
# there are at most PROCESSES (empty: any number), kept by a process that waits for the end of standard input. Prints `ready PID`.
most=$1 uids=$2 gids=$3
shift 3
wait_inside() {
  # shellcheck disable=SC2016 # the inner shell expands it
  set -- unshare --user -- sh -c 'echo $$; read -r _ || :'
  [ -z "$most" ] || set -- prlimit "--nproc=$most:$most" "$@"
  exec "$@"
}
wait_inside | {
  read -r pid || exit 1
  printf '%s\n' "$uids" >"/proc/$pid/uid_map" && printf '%s\n' "$gids" >"/proc/$pid/gid_map" || exit 1
  for setting; do echo "${setting#*=}" >"/proc/sys/user/${setting%%=*}"; done 2>/dev/null
  echo "ready $pid"
}
