#!/bin/sh
# Everything that stands between a bare clone and a running course: npm packages (Node 24 among them), Debian
# packages, the bundle. Says what it is about to do; does nothing, quickly, when all of it is there.
#   --tests   also what the tests need      --yes   ask nothing
set -eu
cd "$(dirname "$0")/.."

say() { printf 'bridgework: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

npm_packages() {
  command -v cksum >/dev/null || fail 'cksum (package coreutils) is missing.'
  stamp=node_modules/.bridgework-stamp
  wanted=$(cksum <package-lock.json)
  if [ -x node_modules/.bin/node ] && [ -x node_modules/.bin/esbuild ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    return 0
  fi
  command -v npm >/dev/null || fail 'npm is missing. Install Node.js 20 or newer with npm, then try again.'
  say "installing npm packages into $(pwd)/node_modules (about 500 MB; Node 24 is one of them)"
  # Not `npm ci`: it wants every platform's optional packages in the lock file, also those that a registry does not carry.
  # Only errors are shown: this Node is just the one that fetches ours, so warnings about its version mean nothing.
  npm install --no-save --no-audit --no-fund --loglevel=error
  [ -x node_modules/.bin/node ] || fail 'npm did not install its Node 24 (package "node"): were install scripts turned off? Try: npm rebuild node'
  printf '%s\n' "$wanted" >"$stamp"
}

bundle() {
  if [ -f dist/main.js ] && [ -z "$(find src checks lessons scripts/build.ts package-lock.json -newer dist/main.js -print 2>/dev/null | head -n 1)" ]; then
    return 0
  fi
  say 'building (a second or two)'
  PATH="$(pwd)/node_modules/.bin:$PATH" node scripts/build.ts >&2
}

npm_packages
sh vagrant/provision.sh --sandbox "$@"
bundle
