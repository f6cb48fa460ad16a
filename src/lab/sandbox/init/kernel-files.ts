/** /proc, /sys and /dev of the lab's own. */
export const kernelFiles = String.raw`
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
[ "$BW_IDS" = single ] && tty_group= || tty_group=,gid=5
mount -t devpts -o newinstance,ptmxmode=0666,mode=620$tty_group devpts $n/dev/pts
mount -t tmpfs -o mode=1777,size=64m shm $n/dev/shm
ln -s pts/ptmx $n/dev/ptmx; ln -s /proc/self/fd $n/dev/fd
ln -s fd/0 $n/dev/stdin; ln -s fd/1 $n/dev/stdout; ln -s fd/2 $n/dev/stderr
`;
