#!/bin/sh
# First process of the container. As root, it makes ready what only root can, then goes on as the learner, who has none of the
# rights that the container was given. entry.sh [COMMAND…]; without root it only runs the command. The image's `bridgework`
# goes through it, too: `docker exec` comes as root, and a lab of root's would take the place of the learner's.
set -eu
[ "$(id -u)" = 0 ] || exec "$@"

# A lab mounts a /proc and a /sys of its own. The kernel allows that as long as a whole one is in sight
# (mount_too_revealing, fs/namespace.c): an engine covers parts of the container's /proc, and its /sys is read-only, mount and
# file system; the mount stays so.
# Where that is refused, the lab says what to add to `docker run`.
sight=/run/bridgework/sight
if ! grep -q " $sight/sys " /proc/self/mountinfo; then
  mkdir -p $sight/proc $sight/sys
  chmod 700 /run/bridgework
  mount -t proc -o nosuid,nodev,noexec proc $sight/proc 2>/dev/null || :
  mount -t sysfs -o nosuid,nodev,noexec sysfs $sight/sys 2>/dev/null || :
  mount -o remount,rw $sight/sys 2>/dev/null || :
fi

# A folder of the host's, or a volume that another program filled.
[ "$(stat -c %U "$BRIDGEWORK_HOME")" = learner ] || chown learner:learner "$BRIDGEWORK_HOME" 2>/dev/null || :
if [ -t 0 ]; then chown learner "$(tty)" 2>/dev/null || :; fi

export HOME=/home/learner USER=learner LOGNAME=learner
exec setpriv --reuid=learner --regid=learner --init-groups --inh-caps=-all -- "$@"
