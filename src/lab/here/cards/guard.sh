#!/bin/sh
# In place of ip(8): refuses to move one of the machine's own cards into another network namespace (docs/handbook.md#f14).
real=
for dir in /usr/sbin /usr/bin /sbin /bin; do [ -z "$real" ] && [ -x $dir/ip ] && real=$dir/ip; done
# REFUSALS: `KIND PART-OF-A-LOCALE WORDS`, the first one that fits is told.
refuse() {
  printf '%s\n' "$REFUSALS" | while read -r kind spoken words; do
    [ "$kind" = "$1" ] || continue
    case " $LC_ALL$LC_MESSAGES$LANG." in *"$spoken"*) ;; *) continue ;; esac
    printf '%s\n' "$words" | sed "s/NIC/$2/g" >&2
    break
  done
  exit 2
}
# A name that is free, since somebody renamed the card, may be given back to it.
is_there() { [ -e /proc/sys/net/ipv4/conf/"$1" ]; }
is_card() { grep -qxF -e "$1" "$CARDS" 2>/dev/null; }
if [ "$(readlink /proc/self/ns/net)" = "$HOST_NETNS" ]; then
  moving='' card='' batch='' before='' peer=''
  for word; do
    [ "$word" != netns ] || moving=1
    case $before in
      -b | -batch | -batc | -bat | -ba) batch=$word ;;
      peer | name) ! is_card "$word" || ! is_there "$word" || peer=$word ;;
      *) ! is_card "$word" || card=$word ;;
    esac
    before=$word
  done
  [ -z "$moving" ] || [ -z "$card" ] || refuse move "$card"
  # The kernel would refuse it too ("File exists"), but say neither why nor what is safe.
  [ -n "$moving" ] || [ -z "$peer" ] || refuse peer "$peer"
  if [ -n "$batch" ] && [ -r "$batch" ] && [ -f "$batch" ]; then
    while read -r card; do ! grep -w netns "$batch" | grep -qwF -e "$card" || refuse move "$card"; done <"$CARDS"
  fi
fi
exec $real "$@"
