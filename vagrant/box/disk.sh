# shellcheck shell=bash
# shellcheck disable=SC2154 # scratch: build.sh
# A disk that a BIOS boots, written as a file: GRUB's two stages, one partition, one ext4. No device is needed for any of it.

disk_gib=20
first_sector=2048

# little_endian NUMBER: four bytes, as printf wants them.
little_endian() { printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24 & 255)); }

make_disk() {
  local machine=$1 disk=$2 core=$3 sectors
  sectors=$((disk_gib * 2 * 1024 * 1024 - first_sector))
  [ "$(stat -c %s "$core")" -le $(((first_sector - 1) * 512)) ]
  truncate -s "${disk_gib}G" "$disk"
  # GRUB reads neither of these two features; e2fsprogs of some releases turns them on.
  mke2fs -q -t ext4 -F -L bridgework -O '^metadata_csum_seed,^orphan_file' -E "offset=$((first_sector * 512)),root_owner=0:0" \
    -d "$machine" "$disk" "$((sectors / 2))k"
  # The first stage reads the second from sector 1 on, where grub-mkimage's image expects to be: nothing needs patching.
  dd if="$scratch/boot.img" of="$disk" bs=1 count=440 conv=notrunc status=none
  dd if="$core" of="$disk" bs=512 seek=1 conv=notrunc status=none
  # One bootable Linux partition; the addresses of cylinders and heads say "see the sectors".
  # shellcheck disable=SC2059 # a format made of bytes
  printf "\\x80\\xfe\\xff\\xff\\x83\\xfe\\xff\\xff$(little_endian $first_sector)$(little_endian "$sectors")" |
    dd of="$disk" bs=1 seek=446 conv=notrunc status=none
  printf '\125\252' | dd of="$disk" bs=1 seek=510 conv=notrunc status=none
}

pack_box() {
  local disk=$1 box=$2 folder=$scratch/box
  mkdir -p "$folder" "$(dirname "$box")"
  qemu-img convert -c -O qcow2 "$disk" "$folder/box.img"
  printf '{"provider":"libvirt","format":"qcow2","virtual_size":%s}\n' "$disk_gib" >"$folder/metadata.json"
  cat >"$folder/Vagrantfile" <<'VAGRANTFILE'
Vagrant.configure("2") do |config|
  config.vm.guest = :debian
  config.vm.synced_folder ".", "/vagrant", disabled: true
end
VAGRANTFILE
  tar -C "$folder" -cf "$box.part" metadata.json Vagrantfile box.img
  mv "$box.part" "$box"
}
