# shellcheck shell=sh
# The private file view. A new root in a tmpfs: one overlay per top-level folder of the machine (changes go to the tmpfs), a copy of
# /etc, fresh /tmp /run /var /root /dev /proc /sys, and Docker's data root as the only bind mount that can be written. An overlay is
# refused over a folder that has mounts below it (they are locked together in a user namespace, mount_namespaces(7)) and by old
# kernels: then its entries are covered one by one, or shown read-only.
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

# /etc of the lab's own: a copy in memory that belongs to the lab's root, who may edit and delete all of it. As an overlay its files would
# belong to nobody in root's labs, and a container's engine binds files of its own below /etc, over which an overlay is refused. What
# goes into it is what everybody on this machine may read; the rest is secret (keys, passwords, who may become root), so it does not
# hang on who runs the lab. No list of names could know all of that. Bounded: a file of more than 1 MiB is data, not a setting, and
# the whole stops at 64 MiB; what is near the top comes first, so that no large folder keeps the rest out. Names, links, pipes and
# files that change meanwhile are find(1)'s and tar(1)'s business: tar is told of nothing but what was a file when find looked, and
# never waits for a pipe.
mkdir $n/etc
find / -maxdepth 0 -printf '' 2>/dev/null || {
  echo "cannot copy /etc with busybox's find: GNU's findutils, tar and coreutils are needed" >&2
  exit 1
}
(
  cd /etc
  # Not further into other file systems: what somebody mounted there is data (secrets of a cluster, shares that may hang).
  find . -xdev -type d ! -perm -005 -prune -o \( -type d -o -type l -o -type f -perm -004 -size -1025k \) -printf '%d/%p\0' |
    sort -z -n -s | head -z -n 100000 | cut -z -d / -f 2- |
    tar --create --null --no-recursion --no-unquote --files-from=- --file=- |
    head -c 64M |
    tar --extract --file=- --directory=$n/etc --no-same-owner --no-same-permissions
) 2>/dev/null 3<&- 4>&- 6<&- &
copying=$!

# read_only PATH: the machine's own, but never writable; not there at all when that is refused. More restrictions than
# before are always allowed, fewer never (mount_namespaces(7)).
frozen=remount,bind,ro,nosuid,nodev
read_only() {
  mount --bind "$1" "$n$1" || return 0
  mount -o $frozen "$n$1" || umount -l "$n$1"
}
covered=0
# hidden FOLDER UPPER: what the lab shall not see below a folder is a hole in its overlay, in a layer that nobody can reach: no
# mount, which the lab's root could take away. Whiteouts need no right (Linux 5.8).
hidden() {
  case "$BW_HIDES" in "$1"/?*) ;; *) return 0 ;; esac
  hole=${BW_HIDES#"$1"/}
  case "$hole" in */*) mkdir -p "$2/${hole%/*}" ;; esac
  mknod "$2/$hole" c 0 0
}
# cover FOLDER: the machine's folder at the same place in the new root, private
cover() {
  mkdir -p "$n$1"
  [ "$1" != "$BW_HIDES" ] || return 0
  if ! has_mounts_below "$1"; then
    covered=$((covered + 1))
    mkdir $u/$covered.up $u/$covered.work
    hidden "$1" $u/$covered.up
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

# /proc, /sys and /dev of the lab's own.
mount -t proc proc $n/proc
mount -t sysfs sysfs $n/sys
# A second one on top: ip(8) -n detaches /sys and mounts a fresh one, and the kernel allows that only while another
# sysfs is in sight (mount_too_revealing, fs/namespace.c). Between them a tmpfs, for none goes straight onto itself.
mount -t tmpfs -o size=4k bridgework $n/sys
mount -t sysfs sysfs $n/sys
mount --rbind /sys/fs/cgroup $n/sys/fs/cgroup
if [ "$BW_UID" != 0 ]; then # an ordinary user may own a delegated cgroup
  echo "$mounts" | grep '^/sys/fs/cgroup' | while read -r at; do
    mount -o $frozen,noexec "$n$at" || umount -l "$n$at"
  done
fi
mount -t tmpfs -o mode=755,size=64k dev $n/dev
for device in null zero full random urandom tty; do : >$n/dev/$device; mount --bind /dev/$device $n/dev/$device; done
mkdir $n/dev/pts $n/dev/shm
tty_group=,gid=5
[ "$BW_IDS" != single ] || tty_group=
mount -t devpts -o "newinstance,ptmxmode=0666,mode=620$tty_group" devpts $n/dev/pts
mount -t tmpfs -o mode=1777,size=64m shm $n/dev/shm
ln -s pts/ptmx $n/dev/ptmx; ln -s /proc/self/fd $n/dev/fd
ln -s fd/0 $n/dev/stdin; ln -s fd/1 $n/dev/stdout; ln -s fd/2 $n/dev/stderr
cat >$n/root/.bashrc <<'RC'
case $- in *i*) ;; *) return ;; esac
PS1='\[\e[1m\][$BRIDGEWORK_NODE]\[\e[0m\] \w \$ '
HISTFILE=/root/.bash_history
alias ls='ls --color=auto' ll='ls -l'
RC
printf '. ~/.bashrc\n' >$n/root/.profile
ln -s "$BW_DOCKER" $n/run/bridgework/bin/docker
# What people type first, also where the machine has it only as an applet of busybox.
command -v ping >/dev/null || ln -s "$(command -v busybox || echo ../tools/busybox)" $n/run/bridgework/bin/ping
# tcpdump(8) would become the user of its name, whom the lab does not have; a lab may have a single id.
tcpdump=$(command -v tcpdump) || :
if [ -n "$tcpdump" ]; then
  printf '#!/bin/sh\nexec %s -Z root "$@"\n' "$tcpdump" >$n/run/bridgework/bin/tcpdump
  chmod 755 $n/run/bridgework/bin/tcpdump
fi
# dockerd 26 wants this program in rootless mode even when it never runs it.
printf '#!/bin/sh\nexit 0\n' >$n/run/bridgework/bin/rootlesskit-docker-proxy
chmod 755 $n/run/bridgework/bin/rootlesskit-docker-proxy

# Needed before the old root goes. That a file was left out is by design, so only an empty copy is a failure.
wait $copying || :
[ -n "$(ls -A $n/etc)" ] || { echo "find | tar: nothing of /etc could be copied" >&2; exit 1; }
cd $n
pivot_root . .old
umount -l /.old
rmdir /.old
cd /
# What the lab says about itself; now its root is the only one in sight: a link in the copy may point anywhere.
cd /etc
rm -rf hostname hosts resolv.conf nsswitch.conf passwd group profile
echo host >hostname
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost\n%s\n' "$BW_HOSTS" >hosts
echo "$BW_RESOLVERS" >resolv.conf
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >nsswitch.conf
printf 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n' >passwd
printf 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\n' >group
# shellcheck disable=SC2016 # for the shell that reads it
printf '[ -z "$BASH" ] || [ ! -r ~/.bashrc ] || . ~/.bashrc\n' >profile
[ -d alternatives ] || { rm -f alternatives; mkdir alternatives; }
for tool in iptables ip6tables; do
  for form in '' -save -restore; do
    [ ! -x /usr/sbin/$tool-nft$form ] || ln -sfT /usr/sbin/$tool-nft$form alternatives/$tool$form
  done
done
# ufw's rules are closed to others, and this machine's are not the lab's: it starts with those of the package.
if [ -d /usr/share/ufw/iptables ]; then
  if mkdir -p ufw; then cp --remove-destination /usr/share/ufw/iptables/*.rules ufw/ || :; fi
fi
cd /
trap - EXIT
set +e
exec 2>/run/bridgework/log/init.log
