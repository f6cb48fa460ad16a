# shellcheck shell=sh
# Every netfilter rule of NODE, by each tool that may have made some.
# Both read all rules, which takes seconds where there are thousands: side by side.
part iptables-nft-save at "$NODE" iptables-nft-save -c >"$BW_DIR/$BW_INDEX.saved" &
bw_saving=$!
part nft at "$NODE" nft -j list ruleset
# Asked only where there is such a chain: the JSON of nft before 1.0.7 leaves its devices out.
! grep -q '"family": *"netdev"' "$BW_DIR/$BW_INDEX.out" || part netdev at "$NODE" nft list chains netdev
wait "$bw_saving"
cat "$BW_DIR/$BW_INDEX.saved"
for table in $(legacy_tables "$NODE"); do
  part "iptables-legacy-save -t $table" at "$NODE" iptables-legacy-save -c -t "$table"
done
# What a rule's list has seen before is in the kernel only. A list that cannot be read has a line that is none of its own.
# shellcheck disable=SC2016 # The shell inside expands it.
! grep -q -e ' -m recent ' "$BW_DIR/$BW_INDEX.out" || part recent at "$NODE" sh -c '
  for list in /proc/net/xt_recent/*; do
    [ -e "$list" ] || continue
    printf "list %s\n" "${list##*/}"
    cat "$list" || echo "?"
  done
'
