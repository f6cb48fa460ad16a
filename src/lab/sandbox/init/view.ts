import { etcBegin, etcEnd, etcOwn } from './etc.ts';
import { kernelFiles } from './kernel-files.ts';

/**
 * The private file view. A new root in a tmpfs: one overlay per top-level folder of the machine (changes go to the tmpfs),
 * a copy of /etc (etc.ts), fresh /tmp /run /var /root /dev /proc /sys, and Docker's data root as the only bind mount that can be written.
 * An overlay is refused over a folder that has mounts below it (they are locked together in a user namespace,
 * mount_namespaces(7)) and by old kernels: then its entries are covered one by one, or shown read-only.
 */
export const view = String.raw`
set -e
trap 'fail view' EXIT # set -e ends here; standard error, still a pipe to the builder, says why
mounts=$(awk '{ print $5 }' /proc/self/mountinfo)
has_mounts_below() { case "$mounts" in *"
$1/"*) return 0 ;; esac; return 1; }

# The layers lie outside of the new root: overlays keep them when the old root is gone, and nobody can meddle with them.
mount -t tmpfs -o mode=755,size=1g bridgework /tmp
u=/tmp/layers n=/tmp/root
mkdir $u $n
mount -t tmpfs -o mode=755,size=1g bridgework $n
mkdir -p $n/.old $n/proc $n/sys $n/dev $n/run $n/tmp $n/root $n/var
chmod 1777 $n/tmp; chmod 700 $n/root

${etcBegin}
# read_only PATH: the machine's own, but never writable; not there at all when that is refused. More restrictions than
# before are always allowed, fewer never (mount_namespaces(7)).
frozen=remount,bind,ro,nosuid,nodev
read_only() {
  mount --bind "$1" "$n$1" || return 0
  mount -o $frozen "$n$1" || umount -l "$n$1"
}
covered=0
# cover FOLDER: the machine's folder at the same place in the new root, private
cover() {
  mkdir -p "$n$1"
  if ! has_mounts_below "$1"; then
    covered=$((covered + 1))
    mkdir $u/$covered.up $u/$covered.work
    mount -t overlay -o "lowerdir=$1,upperdir=$u/$covered.up,workdir=$u/$covered.work,userxattr" overlay "$n$1" 2>/dev/null ||
      read_only "$1"
    return 0
  fi
  for entry in "$1"/* "$1"/.[!.]*; do
    if [ -L "$entry" ]; then cp -P "$entry" "$n$entry" || :
    elif [ -d "$entry" ]; then cover "$entry" || :
    elif [ -f "$entry" ]; then : >"$n$entry"; read_only "$entry"
    fi
  done
}

for top in /*; do
  case "$top" in
    /proc | /sys | /dev | /run | /tmp | /root | /var | /etc | /mnt | /media | /boot | /cdrom | /lost+found) continue ;;
  esac
  if [ -L "$top" ]; then cp -P "$top" "$n$top"
  elif [ -d "$top" ]; then cover "$top"
  fi
done
mkdir -p $n/mnt $n/media $n/var/lib/docker $n/var/log $n/var/cache $n/var/spool $n/var/tmp
chmod 1777 $n/var/tmp
ln -s /run $n/var/run; ln -s /run/lock $n/var/lock
[ ! -d "$n$BW_HOME" ] || mount -t tmpfs -o ro,size=4k,mode=755 bridgework "$n$BW_HOME"

mkdir -p $n/run/lock $n/run/netns $n/run/bridgework/log $n/run/bridgework/bin $n/run/bridgework/tools $n/run/bridgework/xdg
chmod 700 $n/run/bridgework/xdg
# Relative to the working directory: the way there may be closed to the lab's ids, and the mount must be this namespace's.
mount --no-canonicalize --bind data $n/var/lib/docker
mount --no-canonicalize --bind tools $n/run/bridgework/tools
mount -o remount,bind,ro $n/run/bridgework/tools

${kernelFiles}
cat >$n/root/.bashrc <<'RC'
case $- in *i*) ;; *) return ;; esac
PS1='\[\e[1m\][$BRIDGEWORK_NODE]\[\e[0m\] \w \$ '
HISTFILE=/root/.bash_history
alias ls='ls --color=auto' ll='ls -l'
RC
printf '. ~/.bashrc\n' >$n/root/.profile
ln -s "$BW_DOCKER" $n/run/bridgework/bin/docker
# dockerd 26 wants this program in rootless mode even when it never runs it.
printf '#!/bin/sh\nexit 0\n' >$n/run/bridgework/bin/rootlesskit-docker-proxy
chmod 755 $n/run/bridgework/bin/rootlesskit-docker-proxy

${etcEnd}
cd $n
pivot_root . .old
umount -l /.old
rmdir /.old
cd /
${etcOwn}
trap - EXIT
set +e
exec 2>/run/bridgework/log/init.log
`;
