# shellcheck shell=sh
# Every netfilter rule of NODE, by each tool that may have made some.
part nft at "$NODE" nft -j list ruleset
# Asked only where there is such a chain: the JSON of nft before 1.0.7 leaves its devices out.
! grep -q '"family": *"netdev"' "$BW_DIR/$BW_INDEX.out" || part netdev at "$NODE" nft list chains netdev
part iptables-nft-save at "$NODE" iptables-nft-save -c
for table in $(legacy_tables "$NODE"); do
  part "iptables-legacy-save -t $table" at "$NODE" iptables-legacy-save -c -t "$table"
done
