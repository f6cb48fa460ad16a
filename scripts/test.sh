#!/bin/sh
# npm test: set up whatever is missing, then run every check and test of the project; see scripts/test.ts for the stages.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh --tests
exec node_modules/.bin/node scripts/test.ts "$@"
