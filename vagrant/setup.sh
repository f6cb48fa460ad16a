#!/bin/sh
# bridgework setup: makes this machine ready for labs. Says what is missing, asks, does it; nothing, quickly, when all is there.
#   --list   only say what is missing: exit 0 when nothing is, 1 when something is      --yes   ask nothing
#   --user NAME   who will run labs (default: you, also behind sudo)
# In a clone, scripts/setup.sh does it, with the npm packages and the build.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
words=$root/vagrant/words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"
# shellcheck source=vagrant/node.sh
. "$root/vagrant/node.sh"

yes=no
list=no
user=
while [ $# -gt 0 ]; do
  case $1 in
    --yes) yes=yes ;;
    --list) list=yes ;;
    --user)
      [ $# -gt 1 ] || fail vm-value-missing "$1"
      user=$2
      shift
      ;;
    -h | --help)
      sed -n '2,5s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *)
      say unknown-option "$1"
      exit 2
      ;;
  esac
  shift
done

# Needs no root, but a good while of somebody's network.
confirm_node() {
  [ "$yes" = no ] || return 0
  [ -t 0 ] || fail nobody-to-ask-node "$root/bin/bridgework setup --yes"
  printf 'bridgework: %s' "$(format ask-node) " >&2
  read -r answer || answer=n
  case $answer in
    '' | [Yy]*) ;;
    *) fail nothing-changed "$root/bin/bridgework setup" ;;
  esac
}

set -- ${user:+--user "$user"}
if [ "$yes" = yes ]; then set -- "$@" --yes; fi
if [ "$list" = yes ]; then set -- "$@" --list; fi
if [ -e "$root/scripts/setup.sh" ]; then
  sh "$root/scripts/setup.sh" "$@"
  [ "$list" = yes ] || say set-up "$root/bin/bridgework"
  exit 0
fi

missing=no
find_node >/dev/null || {
  missing=yes
  say node-wanted "$(node_version)" "$(node_place)" "$node_mb" "$node_needed"
}
if [ "$list" = yes ]; then
  sh "$root/vagrant/provision.sh" --sandbox "$@" || missing=yes
  [ "$missing" = no ] || exit 1
  say nothing-missing
  exit 0
fi
[ "$missing" = no ] || confirm_node
sh "$root/vagrant/provision.sh" --sandbox "$@"
[ "$missing" = no ] || fetch_node
# Now, while there is a network; a lab makes it on its first start if this does not work.
"$root/bin/bridgework" lab image >/dev/null || say image-later
say set-up "$root/bin/bridgework"
