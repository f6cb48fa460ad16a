#!/bin/sh
# npm start: set up whatever is missing, then put the learner in front of the course.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh
exec bin/bridgework learn "$@"
