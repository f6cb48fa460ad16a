# shellcheck shell=sh
# shellcheck disable=SC2154 # bw_before, bw_after: the round's plan (plan.ts)
# Prints what was seen, in frames that only this round can write; `readRound` reads it.
# send FILE…: to be called in the round's folder
send() {
  echo "$BW_NONCE begin"
  {
    printf 'round 1\nbefore %s\nafter %s\n' "$bw_before" "$bw_after"
    cat facts
    echo sizes
    [ $# = 0 ] || wc -c "$@"
    echo bytes
    cat "$@" </dev/null
  } | base64
  echo "$BW_NONCE end"
}
