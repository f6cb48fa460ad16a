# shellcheck shell=sh
# Queues of NODE's devices, and the filters where there is a place for filters.
part qdiscs at "$NODE" tc qdisc show
# shellcheck disable=SC2013 # names of devices, in words
for device in $(sed -n 's/^qdisc \(clsact\|ingress\) .* dev \([^ ]*\) .*/\2/p' "$BW_DIR/$BW_INDEX.out"); do
  part "egress $device" at "$NODE" tc filter show dev "$device" egress
  part "ingress $device" at "$NODE" tc filter show dev "$device" ingress
done
