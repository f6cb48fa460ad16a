# shellcheck shell=sh
# shellcheck disable=SC2154 # bw_before, bw_after: the round's plan (plan.ts)
# Prints what was seen, in frames that only this round can write; `readRound` reads it.
# frame FACTS FILE…: to be called in the round's folder
frame() {
  bw_facts=$1
  shift
  {
    printf 'round 1\nbefore %s\nafter %s\n' "$bw_before" "$bw_after"
    cat "$bw_facts"
    echo sizes
    [ $# = 0 ] || wc -c "$@"
    echo bytes
    cat "$@" </dev/null
  } | base64
}
send() {
  echo "$BW_NONCE begin"
  frame facts "$@"
  echo "$BW_NONCE end"
}
