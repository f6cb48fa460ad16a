#!/bin/sh
# npm test: set up whatever is missing, then run every check and test of the project; see scripts/test.ts for the stages.
set -eu
cd "$(dirname "$0")/.."
yes=
for argument in "$@"; do
  if [ "$argument" = --yes ]; then yes=--yes; fi
done
sh scripts/setup.sh --tests ${yes:+"$yes"}
exec node_modules/.bin/node scripts/test.ts "$@"
