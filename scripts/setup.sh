#!/bin/sh
# Everything that stands between a bare clone and a running course: Debian packages, npm packages, the offline image, the
# bundle. Says what it is about to do; does nothing, quickly, when all of it is there.
#   --tests   also what the tests need, Node 24 among it      --yes   ask nothing
#   --list    only say what is missing: exit 0 when nothing is, 1 when something is      --user NAME   who will run labs
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)

# npm writes its own marks in node_modules only at the end: one that was cut off leaves half a package that looks whole.
stamp=node_modules/.bridgework-stamp
started=node_modules/.bridgework-installing
# A learner gets what the course is built from (scripts/bundled); the tests need all of package.json.
lean_mb=50
whole_mb=490

words=vagrant/words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"
# shellcheck source=vagrant/node.sh
. vagrant/node.sh

is_installed() {
  [ -x node_modules/.bin/esbuild ] && [ ! -e "$started" ] || return 1
  case $(cat "$stamp" 2>/dev/null) in
    "$wanted") [ -x node_modules/.bin/node ] ;;
    "$wanted lean") [ "$tests" = no ] ;;
    *) return 1 ;;
  esac
}

is_built() {
  [ -f dist/main.mjs ] && [ -z "$(find src checks lessons scripts/build.ts package-lock.json -newer dist/main.mjs -print 2>/dev/null | head -n 1)" ]
}

# npm install is silent for a minute or more; the folder that grows is its progress.
watch_packages() {
  seconds=0
  while sleep 2 && kill -0 "$1" 2>/dev/null; do
    seconds=$((seconds + 2))
    size=$(du -sm node_modules 2>/dev/null | cut -f1)
    if [ -t 2 ]; then
      # shellcheck disable=SC2059 # the format is ours
      printf "\rbridgework: $(format npm-goes-on) " "${size:-0}" "$packages_mb" "$seconds" >&2
    elif [ $((seconds % 20)) = 0 ]; then
      say npm-goes-on "${size:-0}" "$packages_mb" "$seconds"
    fi
  done
}

stop_watching() {
  [ -n "$watcher" ] || return 0
  kill "$watcher" 2>/dev/null || :
  wait "$watcher" 2>/dev/null || :
  watcher=
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

npm_packages() {
  if [ -e "$started" ]; then
    say npm-cut-off
    rm -rf node_modules
  fi
  say npm-begins "$root/node_modules"
  mkdir -p node_modules
  : >"$started"
  watcher=
  trap stop_watching EXIT
  trap 'exit 130' HUP INT TERM
  watch_packages $$ &
  watcher=$!
  # Not `npm ci`: it wants every platform's optional packages in the lock file, also those that a registry does not carry.
  # Only errors are shown: this Node is just the one that fetches ours, so warnings about its version mean nothing.
  set -- --no-save --no-audit --no-fund --no-progress --loglevel=error
  # Leaves what else is there as it is, and needs no package's install script.
  [ "$tests" = yes ] || set -- "$@" --workspace scripts/bundled --ignore-scripts
  npm install "$@" </dev/null || fail npm-failed
  stop_watching
  trap - EXIT HUP INT TERM
  [ "$tests" = no ] || [ -x node_modules/.bin/node ] || fail npm-without-node
  rm -f "$started"
  if [ "$tests" = yes ]; then printf '%s\n' "$wanted"; else printf '%s lean\n' "$wanted"; fi >"$stamp"
}

tests=no
list=no
for argument in "$@"; do
  case $argument in
    --tests) tests=yes ;;
    --list) list=yes ;;
  esac
done
packages_mb=$lean_mb
[ "$tests" = no ] || packages_mb=$whole_mb
command -v cksum >/dev/null || fail cksum-missing
wanted=$(cksum <package-lock.json)
missing=no
if ! is_installed; then
  missing=yes
  command -v npm >/dev/null || fail npm-missing
  say npm-wanted "$root/node_modules" "$packages_mb"
fi
# The whole set has a Node of its own.
fetch=no
if [ "$tests" = no ] && ! find_node >/dev/null; then
  missing=yes fetch=yes
  say node-wanted "$(node_version)" "$(node_place)" "$node_mb" "$node_needed"
fi
if [ "$list" = yes ]; then
  sh vagrant/provision.sh --sandbox "$@" || missing=yes
  is_built || { [ "$missing" = yes ] || say to-be-built; missing=yes; }
  [ "$missing" = no ] || exit 1
  say nothing-missing
  exit 0
fi
# First what may ask a question, so that nobody waits for one.
sh vagrant/provision.sh --sandbox "$@"
is_installed || npm_packages
if [ "$fetch" = yes ]; then find_node >/dev/null || fetch_node; fi
if ! is_built; then
  say building
  sh scripts/build.sh >&2
  # Now, while there is a network; the tests make their own, and a lab makes it on its first start if this was cut off.
  [ "$tests" = yes ] || bin/bridgework lab image >/dev/null || say image-later
fi
