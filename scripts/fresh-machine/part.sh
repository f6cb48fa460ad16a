# shellcheck shell=bash
# One proof after the other, each with its time. Whoever sources this ends $part_pid when interrupted.

proved=0

# part TITLE COMMAND…: runs it, prints how long it took; a part that fails ends everything.
part() {
  local title=$1 began=$SECONDS
  shift
  local status
  echo "== $title"
  # Not `"$@" || …`: bash then goes on after a failure inside.
  set +e
  (
    set -e
    "$@"
  ) &
  # In the background, so that an interrupt is obeyed at once; clean_up ends it.
  part_pid=$!
  wait "$part_pid"
  status=$?
  part_pid=
  set -e
  if [ $status != 0 ]; then
    echo "FAILED  $title"
    echo "$proved passed, 1 failed"
    exit 1
  fi
  proved=$((proved + 1))
  echo "ok  $title  ($((SECONDS - began)) s)"
}
