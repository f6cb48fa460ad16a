# shellcheck shell=sh
# kept_files: what of Docker's data root outlives a lab, the image and its layers. One entry each, ended by a zero byte: its path, and
# what nobody can change and put back (inode, size, time of the last change); of a folder only what its own is, not what is in it.
# shellcheck disable=SC2329 # tidy.ts and engine-wait.sh call it
kept_files() {
  find image overlay2 vfs fuse-overlayfs .bridgework-image -xdev \
    \( -type d -printf '%p\t%y %m %U:%G %i\0' \) -o -printf '%p\t%y %m %U:%G %i %s %C@ %l\0' 2>/dev/null || :
}
