# shellcheck shell=bash
# shellcheck disable=SC2154 # scratch, keep, root, emulation, provisioned, machine_pid: test-vm.sh
# The learner's computer: a Debian 12 (the last with a vagrant package) with a network of its own.

network_of_this_machine() {
  {
    ip -o addr
    ip route show table all
    iptables-save 2>/dev/null | sed 's/ # .*//; s/\[[0-9:]*\]//; /^#/d' || :
    sysctl -a 2>/dev/null | grep -E '^net\.(ipv[46]\.(ip_forward|conf)|bridge)' || :
  } | sort
}

computer_packages=(
  vagrant vagrant-libvirt libvirt-daemon-system libvirt-clients dnsmasq-base qemu-system-x86 qemu-utils ipxe-qemu
  slirp4netns openssh-client iproute2 iptables curl wget ca-certificates e2fsprogs procps git
)

make_computer() {
  local computer=$scratch/computer
  if [ -n "$keep" ] && [ -f "$keep/computer.tar" ]; then
    mkdir "$computer"
    tar -C "$computer" -xpf "$keep/computer.tar"
  else
    debootstrap_to bookworm "$computer"
    mkdir -p "$computer/home/learner"
    copy_client_settings "$computer" bookworm
    printf '#!/bin/sh\nexit 101\n' >"$computer/usr/sbin/policy-rc.d"
    chmod 755 "$computer/usr/sbin/policy-rc.d"
    # In namespaces, so that nothing that a package starts all the same outlives this part.
    unshare --mount --pid --fork --kill-child --ipc --uts --propagation private chroot "$computer" sh -c \
      'mount -t proc proc /proc && apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends "$@"' \
      sh "${computer_packages[@]}" >"$scratch/computer.log" 2>&1 || {
      tail -n 20 "$scratch/computer.log" >&2
      return 1
    }
    [ -z "$keep" ] || { tar -C "$computer" -cf "$keep/computer.tar.part" . && mv "$keep/computer.tar.part" "$keep/computer.tar"; }
  fi
  echo learner-computer >"$computer/etc/hostname"
  echo 'nameserver 10.0.2.3' >"$computer/etc/resolv.conf"
  # No cgroups, no security driver, no log daemon: this computer is itself only a few namespaces.
  cat >>"$computer/etc/libvirt/qemu.conf" <<'CONF'
user = "root"
group = "root"
security_driver = "none"
cgroup_controllers = [ ]
namespaces = [ ]
stdio_handler = "file"
remember_owner = 0
CONF
  printf 'auth_unix_rw = "none"\nauth_unix_ro = "none"\n' >>"$computer/etc/libvirt/libvirtd.conf"
  git clone -q --no-hardlinks "$root" "$computer/root/bridgework"
}

# slirp4netns runs where the registries are reached, and gives the computer's network one interface; nobody can come in by it.
start_network() {
  inside ip link set lo up
  nsenter --target "$machine_pid" --mount --pid slirp4netns --configure --mtu=1500 --disable-host-loopback 1 tap0 \
    >"$scratch/slirp.log" 2>&1 &
  wait_until 20 inside ip route get 10.0.2.3
  inside ip -br addr
  inside libvirtd --daemon
  wait_until 20 inside virsh -c qemu:///system list --all
  inside virsh -c qemu:///system version | tail -n 2 | sed 's/^/    /'
}

# wait_until SECONDS COMMAND…
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || {
      echo "did not come true: $*" >&2
      return 1
    }
    sleep 0.5
  done
}

# The Vagrantfile decides by itself; --emulation overrules it.
which_accelerator() {
  if [ "$emulation" != yes ] && [ -e /dev/kvm ] && grep -qE '^flags.*\b(vmx|svm)\b' /proc/cpuinfo; then
    echo '    KVM'
  else
    echo '    software emulation'
  fi
}

make_box() {
  local box=/root/bridgework.box kept=$keep/bare.box
  local options=(--output "$box") certificates=
  if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
    certificates=/etc/ssl/builder.pem
    cp -L "$NODE_EXTRA_CA_CERTS" "$scratch/computer$certificates"
  fi
  if [ "$provisioned" = yes ]; then
    kept=$keep/provisioned.box
    options+=(--provisioned)
  fi
  if [ -n "$keep" ] && [ -f "$kept" ]; then
    cp "$kept" "$scratch/computer$box"
  else
    inside env "NODE_EXTRA_CA_CERTS=$certificates" bash /root/bridgework/vagrant/box/build.sh "${options[@]}" 2>&1 | sed 's/^/    /'
    [ -z "$keep" ] || cp "$scratch/computer$box" "$kept"
  fi
}

# in_computer LANG COMMAND…: in the project's vagrant folder, as the learner would, with this test's settings.
in_computer() {
  local lang=$1
  shift
  inside env -C /root/bridgework/vagrant "LANG=$lang" BRIDGEWORK_BOX=/root/bridgework.box BRIDGEWORK_PULL=no \
    "BRIDGEWORK_EMULATION=$emulation" "BRIDGEWORK_STUDENTS=${with_students:-0}" \
    "BRIDGEWORK_MEMORY=${with_memory:-2048}" VAGRANT_DEFAULT_PROVIDER=libvirt VAGRANT_CHECKPOINT_DISABLE=1 \
    VAGRANT_BOX_UPDATE_CHECK_DISABLE=1 VAGRANT_NO_COLOR=1 "$@"
}

vagrant() { in_computer C.UTF-8 vagrant --no-tty "$@" </dev/null; }

# in_vm COMMAND: a line of shell in the machine, as vagrant.
in_vm() { vagrant ssh -c "$1" -- -T -q; }

# The same in Chinese; the machine is told so as a learner's terminal does it.
in_chinese() { in_vm "export LANG=zh_CN.UTF-8; $1"; }
