#!/bin/bash
# view.sh SCRIPT: runs a script where /etc, /var/lib and /usr/sbin are copies of this machine's, and br_netfilter looks as if
# it were not loaded. In namespaces of its own (unshare(1)); nothing of the machine is touched. The user `learner` has no ids.
set -euo pipefail
copies=/tmp
mount -t tmpfs tmpfs "$copies"
mkdir "$copies"/{etc,lib,up,work}
cp -a /etc/. "$copies/etc/" 2>/dev/null || : # what an ordinary user may not read is not needed
# apt has its lists: nothing is fetched.
mkdir -p "$copies"/lib/{dpkg,apt/lists}
: >"$copies/lib/apt/lists/some_Packages"
mount --rbind /var/lib/dpkg "$copies/lib/dpkg"
mount --bind "$copies/lib" /var/lib
mount -t overlay overlay -o "lowerdir=/usr/sbin,upperdir=$copies/up,workdir=$copies/work" /usr/sbin
for file in /etc/resolv.conf /etc/hosts /etc/hostname; do ! mountpoint -q "$file" || umount -l "$file" 2>/dev/null || :; done
mount --bind "$copies/etc" /etc
[ ! -d /proc/sys/net/bridge ] || mount -t tmpfs tmpfs /proc/sys/net/bridge
rm -f /etc/modules-load.d/bridgework.conf /etc/sysctl.d/60-bridgework.conf
echo 'learner:x:54321:54321::/:/bin/sh' >>/etc/passwd
echo 'other:x:54322:54322::/:/bin/sh' >>/etc/passwd
unset SUDO_USER

# no COMMAND…: it must fail (a bare ! is not heard by set -e).
no() {
  if "$@"; then
    echo "holds, and should not: $*"
    exit 1
  fi
}
same_as_before() { snapshot | cmp -s "$copies/before" -; }

# All that set-up could have changed, by content, owner, mode.
snapshot() {
  find /etc /var/lib -path /var/lib/dpkg -prune -o \( -type f -o -type l -o -type d \) -printf '%p %y %m %U:%G %l\n' | sort
  find /usr/sbin -name 'policy-rc.d*' -printf '%p %m\n' -exec cat {} \;
  cat /etc/subuid /etc/subgid 2>/dev/null || :
}
# shellcheck disable=SC1090 # what is tried
. "$1"
