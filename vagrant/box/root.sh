# shellcheck shell=bash
# shellcheck disable=SC2154 # here, root: build.sh
# What is in the box: a small Debian that boots, gets an address, and lets vagrant in.

in_box() {
  chroot "$machine" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"
}

# The packages of a machine that somebody logs in to. The kernel for virtual machines has all of the network's modules.
box_packages=(
  linux-image-cloud-amd64 initramfs-tools grub-pc-bin grub-common systemd-sysv systemd-resolved systemd-timesyncd
  libpam-systemd dbus udev openssh-server sudo ca-certificates iproute2 iputils-ping procps kmod bash-completion locales
  less nano curl python3-minimal
)

# Of the settings of npm, a box that is handed on gets addresses and certificates only.
keep_no_logins() {
  local settings=$1/root/.npmrc kept=
  [ ! -f "$settings" ] || kept=$(grep -E '^(registry|strict-ssl|cafile|https-proxy|proxy|noproxy) *=' "$settings" | grep -v '//[^/]*@' || :)
  { [ -z "$kept" ] || echo "$kept"; } >"$settings"
  # Debian's own bundle is made anew whenever a package wants it so: the builder's certificates get a file that stays.
  if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
    cp -L "$NODE_EXTRA_CA_CERTS" "$1/etc/ssl/builder.pem"
    echo 'cafile=/etc/ssl/builder.pem' >>"$settings"
    sed -i '/^NODE_EXTRA_CA_CERTS=/d' "$1/etc/environment"
    echo 'NODE_EXTRA_CA_CERTS=/etc/ssl/builder.pem' >>"$1/etc/environment"
  fi
  sed -i '\#//[^/]*@#d' "$1/etc/environment" "$1"/etc/apt/apt.conf.d/*
}

make_bootable() {
  local machine=$1
  mount --bind "$machine" "$machine"
  mount -t proc proc "$machine/proc"
  mount -t sysfs -o ro sysfs "$machine/sys"
  # Nothing starts while packages are set up.
  printf '#!/bin/sh\nexit 101\n' >"$machine/usr/sbin/policy-rc.d"
  chmod 755 "$machine/usr/sbin/policy-rc.d"
  copy_client_settings "$machine" trixie
  keep_no_logins "$machine"
  in_box apt-get -q update
  in_box apt-get -qy install --no-install-recommends "${box_packages[@]}"
  in_box useradd --create-home --shell /bin/bash --user-group vagrant
  printf 'vagrant:vagrant\nroot:vagrant\n' | in_box chpasswd
  printf 'vagrant ALL=(ALL) NOPASSWD: ALL\n' >"$machine/etc/sudoers.d/vagrant"
  chmod 440 "$machine/etc/sudoers.d/vagrant"
  # The well-known key: Vagrant replaces it at the first login.
  install -d -m 700 "$machine/home/vagrant/.ssh"
  install -m 600 "$here/vagrant.pub" "$machine/home/vagrant/.ssh/authorized_keys"
  in_box chown -R vagrant: /home/vagrant/.ssh
  configure_box "$machine"
}

configure_box() {
  local machine=$1
  echo bridgework >"$machine/etc/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 bridgework\n::1 localhost ip6-localhost\n' >"$machine/etc/hosts"
  echo 'LABEL=bridgework / ext4 errors=remount-ro 0 1' >"$machine/etc/fstab"
  # Real NICs only, whatever they are called: the learner's bridge and veths are nobody else's business.
  cat >"$machine/etc/systemd/network/80-dhcp.network" <<'NETWORK'
[Match]
Type=ether
Kind=!*

[Network]
DHCP=ipv4
NETWORK
  mkdir -p "$machine/etc/systemd/networkd.conf.d"
  printf '[Network]\nManageForeignRoutes=no\nManageForeignRoutingPolicyRules=no\n' >"$machine/etc/systemd/networkd.conf.d/bridgework.conf"
  in_box systemctl --quiet enable systemd-networkd.service systemd-resolved.service ssh.service serial-getty@ttyS0.service
  printf 'UseDNS no\n' >"$machine/etc/ssh/sshd_config.d/vagrant.conf"
  # Each machine gets keys of its own.
  rm -f "$machine"/etc/ssh/ssh_host_*
  cat >"$machine/etc/systemd/system/host-keys.service" <<'UNIT'
[Unit]
Description=Host keys of this machine
Before=ssh.service
ConditionPathExists=!/etc/ssh/ssh_host_ed25519_key

[Service]
Type=oneshot
ExecStart=/usr/bin/ssh-keygen -A

[Install]
WantedBy=multi-user.target
UNIT
  in_box systemctl --quiet enable host-keys.service
  mkdir -p "$machine/boot/grub"
  cat >"$machine/boot/grub/grub.cfg" <<'GRUB'
set timeout=0
menuentry Debian {
  search --no-floppy --label bridgework --set root
  linux /vmlinuz root=LABEL=bridgework ro console=tty0 console=ttyS0,115200n8
  initrd /initrd.img
}
GRUB
}

# As `vagrant up` would later, from what is committed.
put_course() {
  local machine=$1
  mkdir -p "$machine/opt/bridgework"
  git -C "$root" archive HEAD | tar -C "$machine/opt/bridgework" -xf - --touch
  in_box sh /opt/bridgework/vagrant/provision.sh --vm --this-machine-is-disposable --no-pull --user vagrant >&2
}

finish_root() {
  local machine=$1
  # The loader, made while its modules are at hand; the disk gets it.
  in_box grub-mkimage -O i386-pc -o /tmp/core.img -p '(hd0,msdos1)/boot/grub' \
    biosdisk part_msdos ext2 normal linux search search_label configfile echo test gzio
  mv "$machine/tmp/core.img" "$scratch/core.img"
  cp "$machine/usr/lib/grub/i386-pc/boot.img" "$scratch/boot.img"
  rm -f "$machine/usr/sbin/policy-rc.d"
  # Each machine gets an id of its own. systemd would take the one that D-Bus was given when the box was built, and two machines
  # with one id get one lease.
  : >"$machine/etc/machine-id"
  rm -f "$machine/var/lib/dbus/machine-id"
  rm -rf "$machine"/var/cache/apt/archives/*.deb "$machine"/tmp/* "$machine"/root/.npm
  ln -sfn ../run/systemd/resolve/stub-resolv.conf "$machine/etc/resolv.conf"
  umount "$machine/sys" "$machine/proc" "$machine"
}
