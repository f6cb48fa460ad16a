# shellcheck shell=sh
# shellcheck disable=SC2034 # bw_before: send.sh; BW_PATIENCE: for the fragments
# The fingerprint before anything is looked at; where it takes BW_SLOW hundredths of a second, everything is waited for longer.
hundredths() { read -r bw_up _ </proc/uptime && echo "${bw_up%.*}${bw_up#*.}"; }
BW_PATIENCE=1
bw_took=$(hundredths)
bw_before=$(look)
bw_took=$(($(hundredths) - bw_took))
[ "$bw_took" -lt "$BW_SLOW" ] || BW_PATIENCE=3
