#!/bin/bash
# enter.sh ROOT PROGRAM FOLDER: runs PROGRAM.sh of this folder in ROOT (a Debian root with the program installed), in namespaces
# of its own (network, mounts, processes), and leaves what it writes in FOLDER. As root; nothing of the machine is touched:
#   unshare -m -n -p -f --kill-child bash enter.sh /var/tmp/root ufw /var/tmp/out
set -e
root=$1 program=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mkdir -p "$root/out"
mount --bind "$folder" "$root/out"
ip link set lo up
ip link add ens33 type veth peer name far
ip link set far up
ip address add 192.168.1.61/24 dev ens33
ip link set ens33 up
ip route add default via 192.168.1.1
cp "$here/$program.sh" "$root/run/make.sh"
timeout 100 chroot "$root" bash /run/make.sh
