#!/bin/sh
# provision.sh --vm: makes a machine that belongs to the course, and to nothing else, ready for it: Docker as a service, the
# tools, Bridgework with its Node, what the kernel must do, a greeting. Run again, it fixes what is missing or was cut off.
#
#   provision.sh --vm --this-machine-is-disposable [--user NAME] [--lang NAME] [--no-pull]
#
#   --user NAME   who logs in (default: vagrant, or who called sudo)   --lang L    language of the course at every login
#   --no-pull     do not ask a registry for the image: build the stand-in
set -eu

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
# perl need not say that the locale asked for comes later.
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 PERL_BADLANG=0
umask 022
here=$(cd "$(dirname "$0")/.." && pwd -P)
project=$(dirname "$here")
image=nginx:1.13.3-alpine
modules_file=/etc/modules-load.d/bridgework.conf
sysctl_file=/etc/sysctl.d/60-bridgework.conf

words=$here/words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"

# write FILE: standard input into a file that is never seen half written.
write() {
  mkdir -p "$(dirname "$1")"
  cat >"$1.bridgework-new"
  chmod 644 "$1.bridgework-new"
  mv "$1.bridgework-new" "$1"
}

booted_with_systemd() { [ -d /run/systemd/system ]; }

# A new cloud image installs things of its own on its first boot, and holds apt's lock meanwhile.
wait_for_first_boot() {
  command -v cloud-init >/dev/null || return 0
  timeout 600 cloud-init status --wait >/dev/null 2>&1 || :
}

# Bridged packets meet iptables, as on the Docker host that the course was written on. ip_forward is left to Docker: it makes
# DROP the policy of FORWARD only if it switched forwarding on itself.
prepare_kernel() {
  printf '# Bridgework: what the course and its labs need\nbr_netfilter\noverlay\n' | write "$modules_file"
  for family in iptables ip6tables arptables; do printf -- '-net.bridge.bridge-nf-call-%s = 1\n' "$family"; done |
    { echo '# Bridgework: bridged packets meet the packet filter'; cat; } | write "$sysctl_file"
  booted_with_systemd || return 0
  for module in br_netfilter overlay; do modprobe "$module" 2>/dev/null || say module-failed "$module"; done
  sysctl -q -p "$sysctl_file" || :
}

# What the learner makes is the learner's: networkd and NetworkManager manage none of it. (bridgework doctor: networkd,
# network-manager. udev is told by the lab itself.)
leave_devices_alone() {
  printf '[Match]\nDriver=veth bridge\n[Link]\nUnmanaged=yes\n' | write /etc/systemd/network/05-bridgework.network
  if [ -d /etc/NetworkManager ]; then
    printf '[keyfile]\nunmanaged-devices=interface-name:br0;interface-name:veth*;driver:veth\n' |
      write /etc/NetworkManager/conf.d/90-bridgework.conf
  fi
  booted_with_systemd || return 0
  if systemctl is-active --quiet systemd-networkd; then networkctl reload || :; fi
  if systemctl is-active --quiet NetworkManager; then systemctl reload NetworkManager || :; fi
}

start_docker() {
  id -nG "$user" | grep -qw docker || usermod -aG docker "$user"
  if command -v systemctl >/dev/null; then systemctl enable --quiet docker.service containerd.service; fi
  if ! booted_with_systemd; then
    say vm-docker-later
    return 0
  fi
  systemctl start docker.service || fail vm-docker-failed
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    if docker info >/dev/null 2>&1; then return 0; fi
    sleep 3
  done
  fail vm-docker-failed
}

has_image() { docker image inspect "$image" >/dev/null 2>&1; }

pull_image() {
  booted_with_systemd || return 0
  if has_image; then return 0; fi
  [ "$pull" = yes ] || return 0
  say vm-pulling "$image"
  timeout 300 docker pull --quiet "$image" >/dev/null || say vm-not-pulled "$image"
}

# Set-up has made the stand-in, or found the stock image in the engine; either is in its cache.
load_image() {
  booted_with_systemd || return 0
  if has_image; then return 0; fi
  archive=$("$project/bin/bridgework" lab image) || fail image-later
  say vm-stand-in "$image"
  docker load --quiet --input "$archive" >/dev/null
}

# A terminal may ask for any of these: a shell without them warns, and garbles what is typed.
make_locales() {
  for catalogue in "$words"/*.sh; do
    [ "$catalogue" != "$words/say.sh" ] || continue
    # shellcheck disable=SC1090 # one of the catalogues
    locale=$(. "$catalogue" && format locale)
    locale -a 2>/dev/null | grep -qix "$locale.utf-\{0,1\}8" || localedef -i "$locale" -f UTF-8 "$locale.UTF-8"
  done
}

put_in_reach() {
  ln -sfn "$project/bin/bridgework" /usr/local/bin/bridgework
  "$project/bin/bridgework" completion bash | write /usr/local/share/bash-completion/completions/bridgework
  {
    echo '# Bridgework: one line at every login'
    # shellcheck disable=SC1090 # one of the catalogues
    [ -z "$lang" ] || (. "$words/$lang.sh" && echo "export LANG=$(format locale).UTF-8; unset LC_ALL LC_MESSAGES LANGUAGE")
    # shellcheck disable=SC2016 # for the shell that logs in
    echo 'case $- in *i*) [ -n "${SUDO_USER:-}" ] || sh '"$here"'/vm/greet.sh ;; esac'
  } | write /etc/profile.d/bridgework.sh
}

# Its owner and its mode are part of what it says: nobody but root can have written it.
declare_disposable() {
  echo "This machine may be changed by the course: declared by Bridgework's vagrant/provision.sh --vm." | write /etc/bridgework/disposable
}

user=${SUDO_USER:-}
lang=
pull=yes
disposable=no
while [ $# -gt 0 ]; do
  case $1 in
    --this-machine-is-disposable) disposable=yes ;;
    --no-pull) pull=no ;;
    --user | --lang)
      [ $# -gt 1 ] || fail vm-value-missing "$1"
      if [ "$1" = --user ]; then user=$2; else lang=$2; fi
      shift
      ;;
    *) fail unknown-option "$1" ;;
  esac
  shift
done
if [ -z "$user" ] || [ "$user" = root ]; then
  if id -u vagrant >/dev/null 2>&1; then user=vagrant; else user=root; fi
fi
case $lang in say | *[!a-zA-Z-]*) fail vm-language "$lang" ;; esac
[ -z "$lang" ] || [ -e "$words/$lang.sh" ] || fail vm-language "$lang"
id -u "$user" >/dev/null 2>&1 || fail user-missing "$user"
[ "$disposable" = yes ] || fail vm-not-disposable
[ "$(id -u)" = 0 ] || fail vm-needs-root
command -v apt-get >/dev/null || fail no-debian

wait_for_first_boot
say vm-kernel
prepare_kernel
leave_devices_alone
say vm-packages
sh "$here/provision.sh" --sandbox --vm-packages --yes --user "$user"
say vm-docker
start_docker
pull_image
say vm-course "$project"
sh "$project/scripts/setup.sh" --yes
load_image
say vm-login
make_locales
put_in_reach
declare_disposable
say vm-ready
