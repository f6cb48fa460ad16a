# shellcheck shell=sh
# `sh -c <this> sh SCRIPT WORD…` runs `sh -c SCRIPT WORD…`, and writes down how the machine is before and afterwards.
at="$RUN"/journal/$(date +%s%N).$$
sh "$LOOK" >"$at.before" 2>/dev/null
# Trapped, not ignored: what is started gets Ctrl-C all the same.
trap : INT QUIT
sh -c "$@"
status=$?
sh "$LOOK" >"$at.after" 2>/dev/null
cmp -s "$at.before" "$at.after" && rm -f "$at.before" "$at.after"
exit "$status"
