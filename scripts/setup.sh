#!/bin/sh
# Everything that stands between a bare clone and a running course: Debian packages, npm packages (Node 24 among them),
# the offline image, the bundle. Says what it is about to do; does nothing, quickly, when all of it is there.
#   --tests   also what the tests need      --yes   ask nothing      --lean   no npm packages but those that run the course
set -eu
cd "$(dirname "$0")/.."

# npm writes its own marks in node_modules only at the end: one that was cut off leaves half a package that looks whole.
stamp=node_modules/.bridgework-stamp
started=node_modules/.bridgework-installing
packages_mb=550

words=vagrant/words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"

is_installed() {
  [ -x node_modules/.bin/node ] && [ -x node_modules/.bin/esbuild ] && [ ! -e "$started" ] || return 1
  case $(cat "$stamp" 2>/dev/null) in
    "$wanted") return 0 ;;
    "$wanted lean") [ "$lean" = yes ] ;;
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
  say npm-begins "$(pwd)/node_modules"
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
  [ "$lean" = no ] || set -- "$@" --omit=dev
  npm install "$@" </dev/null || fail npm-failed
  stop_watching
  trap - EXIT HUP INT TERM
  [ -x node_modules/.bin/node ] || fail npm-without-node
  rm -f "$started"
  if [ "$lean" = yes ]; then printf '%s lean\n' "$wanted"; else printf '%s\n' "$wanted"; fi >"$stamp"
}

lean=no
for argument in "$@"; do
  shift
  if [ "$argument" = --lean ]; then lean=yes packages_mb=200; else set -- "$@" "$argument"; fi
done
command -v cksum >/dev/null || fail cksum-missing
wanted=$(cksum <package-lock.json)
if ! is_installed; then
  command -v npm >/dev/null || fail npm-missing
  say npm-wanted "$(pwd)/node_modules" "$packages_mb"
fi
# First what may ask a question, so that nobody waits for one.
sh vagrant/provision.sh --sandbox "$@"
is_installed || npm_packages
if ! is_built; then
  # Now, while there is a network; the tests make their own, and a lab makes it on its first start if this was cut off.
  case " $* " in
    *' --tests '*) ;;
    *) node_modules/.bin/node scripts/prefetch-image.ts >/dev/null || say image-later ;;
  esac
  say building
  PATH="$(pwd)/node_modules/.bin:$PATH" node scripts/build.ts >&2
fi
