# shellcheck shell=sh
# Lines with the round's nonce in the access logs of containers and nodes; `lost/`: marks of answered fetches that are in none.
engine || exit
# Exit code 1 means, as grep's, that the log was read.
engine_log() { timeout 3 docker logs --tail 1000 "$1" 2>&1 || return 2; }
seek() {
  for node in host outside internet; do
    file=/run/bridgework/log/$node.access.log
    [ ! -r "$file" ] || part "$node" grep -a -F -e "$BW_NONCE" "$file"
  done
  while read -r pid name log; do
    if [ -n "$log" ] && [ -r "$log" ]; then part "$name" grep -a -F -e "$BW_NONCE" "$log"
    elif [ "$pid" != 0 ]; then part "$name" engine_log "$name"; fi
  done <"$BW_DIR/pids"
}
answered=$(sed -n "s/^$BW_NONCE report [1-9][0-9]* [0-9]* \([0-9a-f]*\).*/\1/p" "$BW_DIR"/*.err)
tries=0
while :; do
  found=$(seek)
  lost=
  for mark in $answered; do case $found in *"$BW_NONCE-$mark"*) ;; *) lost="$lost $mark" ;; esac; done
  if [ -z "$lost" ] || [ "$tries" -ge 20 ]; then break; fi
  tries=$((tries + 1))
  sleep 0.05
done
printf "%s\n" "$found"
part lost/ echo "$lost"
