# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # bw_waves: the round's plan (plan.ts); bw_book, bw_after: run.sh, send.sh
# While a round is held it tells what it knows already; `createEarlyReader` reads it. What is told early proves nothing: the
# round may turn out not to count.
bw_told=0
# How many facts have ended.
ended() {
  bw_ended_facts=0
  while read -r _; do bw_ended_facts=$((bw_ended_facts + 1)); done <"$BW_DIR/facts"
}
# Those of them that were not told yet, and those in the file `late`.
tell() {
  set --
  bw_line=0
  : >"$BW_DIR/news"
  while read -r bw_fact; do
    bw_line=$((bw_line + 1))
    [ "$bw_line" -le "$bw_ended_facts" ] || break
    [ "$bw_line" -gt "$bw_told" ] || continue
    printf '%s\n' "$bw_fact" >>"$BW_DIR/news"
    set -- "$@" "${bw_fact%% *}.out" "${bw_fact%% *}.err"
  done <"$BW_DIR/facts"
  bw_told=$bw_ended_facts
  while read -r bw_fact; do
    printf '%s\n' "$bw_fact" >>"$BW_DIR/news"
    set -- "$@" "${bw_fact%% *}.out" "${bw_fact%% *}.err"
  done <"$BW_DIR/late"
  [ $# != 0 ] || return 0
  echo "$BW_NONCE early"
  ( cd "$BW_DIR" && bw_after=- && frame news "$@" )
  echo "$BW_NONCE told"
}
# waves INDEX…: as long as requests are under way, tells of those that have ended, with what they left behind (these facts).
# The file `telling` says that it must not be ended now, `over` that nobody needs it any more: each is written before the
# other one is looked for.
waves() {
  while sleep 0.4 >/dev/null 2>&1; do
    : >"$BW_DIR/telling"
    [ ! -e "$BW_DIR/over" ] || return 0
    ended
    if [ "$bw_ended_facts" -gt "$bw_told" ]; then
      # What a request that ends just now leaves behind may not be in these yet: it is told of the next time.
      bw_book=late
      : >"$BW_DIR/late"
      run_all "$@"
      tell
    fi
    rm -f "$BW_DIR/telling"
  done
}
end_waves() {
  : >"$BW_DIR/over"
  [ -e "$BW_DIR/telling" ] || kill "$bw_waves"
  wait "$bw_waves"
} 2>/dev/null
