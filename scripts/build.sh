#!/bin/sh
# npm run build, with any Node that the program itself runs on: scripts/build.ts is TypeScript, which older ones do not read.
set -eu
cd "$(dirname "$0")/.."
# For what is sourced.
root=$(pwd)
words=vagrant/words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"
# shellcheck source=vagrant/node.sh
. vagrant/node.sh
node=$(find_node) || fail node-too-old - 'npm run setup'
[ -e node_modules/esbuild ] || fail build-tools-missing
# Without install scripts esbuild's own program is a script that wants a node in PATH.
PATH="${node%/*}:$PATH" node_modules/.bin/esbuild scripts/build.ts --bundle --platform=node --format=esm --packages=external \
  --log-level=warning --outfile=node_modules/.cache/bridgework-build.mjs
exec "$node" node_modules/.cache/bridgework-build.mjs
