# shellcheck shell=sh
# shellcheck disable=SC2034 # BW_INDEX: for the fragments
# Runs fragments, functions called fact_INDEX: what they print goes to files, how they ended to the file `facts`.
run() {
  BW_INDEX=$1
  read -r bw_began _ </proc/uptime
  ( "fact_$1" ) </dev/null >"$BW_DIR/$1.out" 2>"$BW_DIR/$1.err"
  bw_status=$?
  read -r bw_ended _ </proc/uptime
  printf '%s %s %s %s\n' "$1" "$bw_status" "$bw_began" "$bw_ended" >>"$BW_DIR/$bw_book"
}
run_all() {
  for bw_index in "$@"; do run "$bw_index"; done
}
bw_book=facts
: >"$BW_DIR/facts"
