# shellcheck shell=sh
# NODE's own wget fetches URL, which carries the round's nonce and MARK. Docker takes milliseconds to start a program, and on an emulated
# machine seconds; that must not count as the packet's. So what has not ended after WHOLE seconds is ended as soon as it has RUN for a
# fair time, CONNECT, which tells a lost packet from an engine that was slow to start it. The program outlives a `docker exec` that is
# cut off (EXEC seconds): it is found by its request's mark. Never wget -T: the busybox of Debian 12 crashes on it.
locate "$NODE" || exit
# end_wget AGE SEEN: ends those that have run for so many seconds, and were seen so long ago. A program's age counts from
# when Docker began to start it: on a slow machine that is not enough.
end_wget() {
  # shellcheck disable=SC2013 # paths of /proc, in words
  for file in $(grep -l -F -e "$BW_NONCE-$MARK" /proc/[0-9]*/cmdline 2>/dev/null); do
    process=${file%/cmdline}
    { read -r name <"$process/comm" && [ "$name" = wget ]; } || continue
    { read -r stat <"$process/stat" && read -r now _ </proc/uptime; } || continue
    now=${now%.*}
    [ -s "$BW_DIR/$BW_INDEX.seen" ] || echo "$now" >"$BW_DIR/$BW_INDEX.seen"
    read -r seen <"$BW_DIR/$BW_INDEX.seen"
    # shellcheck disable=SC2086 # the fields of proc_pid_stat(5) after the name
    set -- "$1" "$2" ${stat##*) }
    age=$((now - ${22} / 100))
    { [ "$age" -ge "$1" ] && [ $((now - seen)) -ge "$2" ]; } || continue
    echo "$BW_NONCE waited $age" >&3
    kill -KILL "${process#/proc/}"
  done 3>&2 2>/dev/null
}
{
  timeout $((EXEC * ${BW_PATIENCE:-1})) docker exec "$NODE" wget -O - "$URL$BW_NONCE-$MARK" &
  job=$!
  timeout "$WHOLE" tail -s 0.02 -f --pid=$job /dev/null
  while kill -0 $job 2>/dev/null; do
    end_wget $((CONNECT * ${BW_PATIENCE:-1})) $((CONNECT * (${BW_PATIENCE:-1} - 1)))
    sleep 0.3
  done
  wait $job
  status=$?
  code=000
  [ $status != 0 ] || code=200
  [ $status != 124 ] || end_wget 0 0
  printf '\n%s report %s 0 %s %s\n' "$BW_NONCE" "$code" "$MARK" "$status" >&2
} | head -c "$BODY_BYTES"
:
