# shellcheck shell=sh
# Takes the filters off the uplink; once more after a card has got its name back.
for pref in $PREFERENCES; do
  tc filter del dev "$UPLINK" egress pref "$pref" 2>/dev/null
done
[ ! -e "$RUN/clsact" ] || tc qdisc del dev "$UPLINK" clsact 2>/dev/null
