#!/bin/sh
# npm pack: builds what the package holds, and refuses to pack anything else.
set -eu
cd "$(dirname "$0")/.."
sh scripts/build.sh >&2
