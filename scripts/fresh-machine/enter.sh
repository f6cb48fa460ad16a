#!/bin/sh
# First process of a fresh machine, already in namespaces of its own: enter.sh ROOT. Says `started`, then waits to be ended.
set -eu
mount --bind "$1" "$1"
cd "$1"
hostname "$(cat etc/hostname)"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount --rbind /sys/fs/cgroup sys/fs/cgroup
mount -t tmpfs -o mode=755,nosuid tmpfs dev
for device in null zero full random urandom tty; do
  : >"dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/net
for device in fuse kvm net/tun; do
  [ -e "/dev/$device" ] || continue
  : >"dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t tmpfs -o mode=755 tmpfs run
mkdir run/lock
chmod 1777 run/lock
mkdir -p .old
pivot_root . .old
cd /
umount -l /.old
rmdir /.old
# bash reaps what is left to the first process.
exec bash -c 'echo started; exec >/dev/null 2>&1; trap : CHLD; mkfifo /run/forever; exec 3<>/run/forever; while :; do read -r _ <&3 || :; done'
