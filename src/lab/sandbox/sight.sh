# shellcheck shell=sh
# `sh -c <this> sight WORD…` runs WORD… with a whole /proc and /sys in sight, which nobody else sees.
mkdir -p sight/proc sight/sys
mount --no-canonicalize -t proc -o nosuid,nodev,noexec proc sight/proc
mount --no-canonicalize -t sysfs -o nosuid,nodev,noexec sysfs sight/sys
mount -o remount,rw "$PWD/sight/sys" # an engine makes the file system read-only, not only its own mount
exec "$@"
