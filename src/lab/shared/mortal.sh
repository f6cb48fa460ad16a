# shellcheck shell=sh
# Runs the script on its standard input, and ends with its whole process group when descriptor 3 does.
exec 4<&0 </dev/null
/bin/sh <&4 3<&- 4<&- &
script=$!
( read -r _; kill -KILL 0 ) <&3 4<&- >/dev/null 2>&1 &
reader=$!
exec 3<&- 4<&-
wait "$script"
status=$?
kill -KILL "$reader"
exit "$status"
