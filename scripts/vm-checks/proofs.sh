# shellcheck shell=bash
# shellcheck disable=SC2016 # lines of shell for the machine
# shellcheck disable=SC2154 # scratch, root, keep, machine_pid: vm-checks.sh

# A box as it is before provisioning: a user vagrant, systemd installed but not running.
root_with_systemd() {
  local release=$1 machine=$scratch/debian-$1 suite
  suite=$(suite_of "$release")
  if [ -n "$keep" ] && [ -f "$keep/$suite-vm.tar" ]; then
    mkdir "$machine"
    tar -C "$machine" -xpf "$keep/$suite-vm.tar"
  else
    debootstrap_to "$suite" "$machine" systemd-sysv
    [ -z "$keep" ] || { tar -C "$machine" -cf "$keep/$suite-vm.tar.part" . && mv "$keep/$suite-vm.tar.part" "$keep/$suite-vm.tar"; }
  fi
  echo "vm-checks-$release" >"$machine/etc/hostname"
  # This root is thrown away: nothing need reach the disk.
  echo force-unsafe-io >"$machine/etc/dpkg/dpkg.cfg.d/unsafe-io"
  chroot "$machine" useradd --create-home --shell /bin/bash vagrant
  copy_client_settings "$machine" "$suite"
  [ -z "${NODE_EXTRA_CA_CERTS:-}" ] || echo 'cafile=/etc/ssl/certs/ca-certificates.crt' >>"$machine/root/.npmrc"
  # An upload by the Vagrantfile arrives as such an archive.
  git -C "$root" archive --format=tar.gz --output="$machine/tmp/bridgework.tar.gz" HEAD
  cp "$root/vagrant/vm/unpack.sh" "$machine/tmp/unpack.sh"
}

provision() { inside sh -c 'exec sh /tmp/unpack.sh --this-machine-is-disposable --no-pull "$@" </dev/null' sh "$@"; }

refuses_other_machines() {
  local said
  inside sh -c 'mkdir /tmp/project && tar -xzf /tmp/bridgework.tar.gz -C /tmp/project'
  said=$(inside sh /tmp/project/vagrant/provision.sh --vm 2>&1) && return 1
  [[ $said == *--this-machine-is-disposable* ]]
  said=$(inside sh /tmp/project/vagrant/provision.sh --vm --this-machine-is-disposable --lang fr 2>&1) && return 1
  [[ $said == *'no such language: fr'* ]]
  said=$(inside env LANG=zh_CN.UTF-8 sh /tmp/project/vagrant/provision.sh --vm --this-machine-is-disposable --user nobody-here 2>&1) && return 1
  [[ $said == *'没有用户 nobody-here'* ]]
  inside sh -c 'rm -r /tmp/project && test ! -e /etc/bridgework && test ! -e /etc/modules-load.d/bridgework.conf'
}

provision_cut_off() {
  provision >"$scratch/provision.log" 2>&1 &
  local end=$((SECONDS + 240))
  until grep -q 'Unpacking docker' "$scratch/provision.log"; do
    [ $SECONDS -lt $end ] || {
      tail -n 20 "$scratch/provision.log"
      return 1
    }
    sleep 0.2
  done
  # As a power cut would: everything in the machine but its first process ends at once.
  inside bash -c 'kill -KILL -1' || :
  inside sh -c 'test -e /usr/sbin/policy-rc.d && test ! -e /etc/bridgework/disposable'
}

provision_to_the_end() {
  provision --lang zh-CN >"$scratch/provision.log" 2>&1 || {
    tail -n 40 "$scratch/provision.log"
    return 1
  }
  grep '^bridgework:' "$scratch/provision.log" | sed 's/^/    /'
}

# What provisioning makes; a second run may only look.
state_of_root() {
  inside sh -c 'dpkg-query -W -f "\${Package} \${Version} \${Status}\n"; cd /; getent group docker
    find etc usr/local opt/bridgework/node_modules -xdev \( -type f -o -type l \) ! -name ld.so.cache -printf "%p %s %m %u %l\n" | sort'
}

provision_again() {
  state_of_root >"$scratch/state.before"
  provision_to_the_end >/dev/null
  state_of_root | diff "$scratch/state.before" -
}

root_is_ready() {
  inside sh -ec '
    test ! -e /usr/sbin/policy-rc.d
    test "$(stat -c "%U %a" /etc/bridgework/disposable) $(wc -l </etc/bridgework/disposable)" = "root 644 1"
    test -L /etc/systemd/system/multi-user.target.wants/docker.service
    grep -qx br_netfilter /etc/modules-load.d/bridgework.conf
    grep -q "bridge-nf-call-iptables = 1" /etc/sysctl.d/60-bridgework.conf
    grep -qx "Unmanaged=yes" /etc/systemd/network/05-bridgework.network
    test ! -e /etc/NetworkManager
    id -nG vagrant | grep -qw docker
    grep -q "^vagrant:" /etc/subuid
    locale -a | grep -qi zh_CN.utf8'
  inside su --login vagrant --command 'bridgework --version' | sed 's/^/    bridgework /'
  inside bash -c 'test "$(readlink -f /usr/local/bin/bridgework)" = /opt/bridgework/bin/bridgework'
  inside bash -c 'source /usr/local/share/bash-completion/completions/bridgework && complete -p bridgework' | sed 's/^/    /'
  # The line at a login, in the language that was asked for.
  inside su --login vagrant --command 'bash -lic true' 2>&1 | grep -a 'sudo bridgework' | sed 's/^/    /'
  # The image for Docker, which is not running here.
  inside sh -c 'ls /root/.local/state/bridgework/cache/stand-in-*/image.tar' >/dev/null
}

no_service_runs() {
  [ -z "$(inside ps -e -o comm= | grep -E '^(dockerd|containerd|systemd)' || :)" ]
}

prove_root() {
  local debian="Debian $1"
  part "$debian: provision.sh --vm refuses a machine that nobody gave away, and what it does not know" refuses_other_machines
  part "$debian: provision.sh --vm, cut off while apt unpacks Docker" provision_cut_off
  part "$debian: provision.sh --vm, to the end" provision_to_the_end
  part "$debian: the machine is ready" root_is_ready
  part "$debian: provision.sh --vm again changes nothing" provision_again
  part "$debian: no service runs" no_service_runs
}

install_vagrant() {
  inside sh -c 'DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends vagrant vagrant-libvirt' >"$scratch/vagrant.log" 2>&1 || {
    tail -n 20 "$scratch/vagrant.log"
    return 1
  }
}

in_vagrant_folder() {
  inside env -C /opt/bridgework/vagrant VAGRANT_CHECKPOINT_DISABLE=1 VAGRANT_NO_COLOR=1 VAGRANT_HOME=/tmp/vagrant-home "$@"
}

vagrant_validate() {
  in_vagrant_folder vagrant validate --ignore-provider
  in_vagrant_folder BRIDGEWORK_STUDENTS=3 BRIDGEWORK_LANG=zh-CN vagrant validate --ignore-provider
}

providers_are_configured() { in_vagrant_folder ruby /opt/bridgework/scripts/vm-checks/providers.rb; }

prove_vagrantfile() {
  part "Debian's vagrant is there" install_vagrant
  part 'vagrant validate' vagrant_validate
  part 'every provider gets a box, memory, processors, the port; bad settings are refused; upload; inventory' providers_are_configured
}
