#!/bin/sh
# npm start: set up whatever is missing, then put the learner in front of the course. --yes: ask nothing during set-up.
set -eu
cd "$(dirname "$0")/.."
yes=
for argument in "$@"; do
  shift
  if [ "$argument" = --yes ]; then yes=--yes; else set -- "$@" "$argument"; fi
done
sh scripts/setup.sh ${yes:+"$yes"}
exec bin/bridgework learn "$@"
