#!/bin/sh
# Installs what Bridgework needs from Debian, and nothing else. Idempotent; starts no service; leaves an existing Docker alone.
#
#   provision.sh --sandbox [--tests] [--user NAME] [--yes] [--list]
#   provision.sh --vm …    a whole machine for the course; see vm/provision.sh
#
#   --sandbox    what a sandbox lab needs            --tests  also what the project's tests need
#   --user NAME  who will run labs (default: you)    --yes    do not ask before using sudo
#   --list       only say what is missing; exit 0 when nothing is
set -eu

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
words=$(dirname "$0")/words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"
# shellcheck source=vagrant/record.sh
. "$(dirname "$0")/record.sh"
distros=$(dirname "$0")/distros
# shellcheck source=vagrant/distros/distro.sh
. "$distros/distro.sh"

# program | package; why: in the words. Of alternatives, the first that apt has; NAME@OTHER>=VERSION where it has OTHER in at
# least that version; NAME!OTHER where it has NAME and OTHER is not installed. Held equal to src/programs.ts by a test.
sandbox_needs() {
  cat <<'NEEDS'
dockerd|docker-ce!containerd docker.io
docker|docker-ce-cli!containerd docker-cli docker.io
containerd|containerd.io!containerd containerd
runc|containerd.io!runc runc
ip|iproute2
iptables|iptables
nft|nftables
brctl|bridge-utils
conntrack|conntrack
newuidmap|uidmap
nsenter|util-linux
unshare|util-linux
pivot_root|util-linux-extra@util-linux>=2.42 util-linux
flock|util-linux
mount|mount
hostname|hostname
bash|bash
script|bsdutils
curl|curl
tcpdump|tcpdump
perl|perl-base
busybox|busybox-static
ps|procps
modprobe|kmod
NEEDS
}

# On Debian these are unpacked for the stand-in image, without being installed.
image_needs() {
  cat <<'NEEDS'
nginx|nginx
dnsmasq|dnsmasq-base
NEEDS
}

test_needs() {
  cat <<'NEEDS'
tmux|tmux
shellcheck|shellcheck
shfmt|shfmt
git|git
ssh|openssh-client
sshd|openssh-server
ansible|ansible-core
sudo|sudo
NEEDS
}

# A machine for the course alone: npm brings the course's own Node and packages.
vm_needs() {
  cat <<'NEEDS'
npm|npm
node|nodejs
locale-gen|locales
sudo|sudo
less|less
python3|python3-minimal
NEEDS
}

needs() {
  sandbox_needs
  [ "$family" = debian ] || image_needs
  if [ "$vm" = yes ]; then vm_needs; fi
  if [ "$tests" = yes ]; then test_needs; fi
}

# Prints "program|package" of everything that is not in PATH.
missing_programs() {
  needs | while IFS='|' read -r program package; do
    is_there "$program" || printf '%s|%s\n' "$program" "$package"
  done
}

is_there() {
  # Containers get busybox alone, so it must need no libraries. On Debian such a one is unpacked where this machine's does.
  if [ "$1" = busybox ] && [ "$family" != debian ]; then
    for file in busybox-static busybox.static; do ! command -v $file >/dev/null 2>&1 || return 0; done
    command -v busybox >/dev/null 2>&1 && ! ldd "$(command -v busybox)" >/dev/null 2>&1
    return
  fi
  # What only has Docker's name is of no use to a lab: as findDocker (src/lab/shared/programs.ts).
  if [ "$1" = docker ]; then
    client=/usr/bin/docker
    [ -x "$client" ] || client=$(command -v docker) || return 1
    case $(readlink -f "$client") in /snap/* | */snap | */podman*) return 1 ;; esac
    if head -c 4096 "$client" | grep -aqwE 'podman|snap'; then return 1; fi
    return 0
  fi
  command -v "$1" >/dev/null 2>&1
}

# Ranges of ids that an ordinary user may map; root needs none.
missing_ids() {
  [ "$user" != root ] || return 0
  for file in /etc/subuid /etc/subgid; do
    grep -qs "^$user:" "$file" || grep -qs "^$(id -u "$user"):" "$file" || printf '%s\n' "$file"
  done
}

# Once the file is written, the machine does what it can: what is still missing is told by the lab itself.
missing_modules() {
  [ ! -e "$modules_file" ] || return 0
  [ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || printf 'br_netfilter\n'
  grep -qsw overlay /proc/filesystems || printf 'overlay\n'
}

# The stand-in image is unpacked from Debian packages, which apt can only find in its lists.
missing_lists() {
  [ "$family" = debian ] && command -v apt-get >/dev/null || return 0
  find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' 2>/dev/null | grep -q . || printf 'package lists\n'
}

# The guard of a run that was killed, and needed packages that dpkg unpacked but never set up.
cut_off() {
  [ "$family" = debian ] || return 0
  grep -ls "^$guard_mark" "$guard" || :
  command -v dpkg-query >/dev/null || return 0
  # shellcheck disable=SC2046 # a list of package names
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $(needs | cut -d'|' -f2 | sed 's/[@!][^ ]*//g') 2>/dev/null | grep '^.[UFHWt]' || :
}

describe() {
  [ -z "$programs" ] || {
    if [ "$family" = debian ]; then say packages-missing; else say programs-missing "$name"; fi
    printf '%s\n' "$programs" | while IFS='|' read -r program package; do
      # shellcheck disable=SC2086 # a list of package names
      if [ "$family" = debian ]; then package=$(pick $package); else package=$(package_of "$program"); fi
      printf '    %-16s %s (%s)\n' "${package:-?}" "$(format "why-$program")" "$program" >&2
    done
  }
  [ -z "$ids" ] || say ids-missing "$user" "$(printf '%s' "$ids" | tr '\n' ' ')"
  [ -z "$lists" ] || say lists-missing
  [ -z "$leftover" ] || say cut-off
  [ -z "$modules" ] || say modules-missing "$(printf '%s' "$modules" | tr '\n' ' ')"
}

# Where we have never installed anything, somebody who knows the machine does it.
refuse_to_install() {
  [ -n "$family" ] || fail unknown-distro "$name" "$(printf '%s\n' "$programs" | cut -d'|' -f1 | tr '\n' ' ')"
  set --
  for program in $(printf '%s\n' "$programs" | cut -d'|' -f1); do
    package=$(package_of "$program")
    case " $* " in *" ${package:-$program} "*) ;; *) set -- "$@" "${package:-$program}" ;; esac
  done
  fail not-tried "$name" "$(install_command "$@")"
}

confirm_sudo() {
  command -v sudo >/dev/null || fail sudo-missing "sh $script --sandbox --user $user"
  [ "$yes" = no ] || return 0
  [ -t 0 ] || fail nobody-to-ask "sudo sh $script --sandbox --user $user"
  printf 'bridgework: %s' "$(format ask-sudo) " >&2
  read -r answer || answer=n
  case $answer in
    '' | [Yy]*) ;;
    *) fail sudo-refused "sudo sh $script --sandbox --user $user" ;;
  esac
}

become_root() {
  confirm_sudo
  set -- --sandbox --yes --told --user "$user"
  [ "$tests" = no ] || set -- "$@" --tests
  if [ -t 0 ]; then exec sudo sh "$script" "$@"; fi
  exec sudo -n sh "$script" "$@"
}

# While packages are installed, a policy tells Debian's maintainer scripts to start nothing (invoke-rc.d(8)).
# It also remembers which services were there before, for the run that fixes this one if it is cut off.
raise_guard() {
  if grep -qs '^# services before: ' "$guard"; then
    services_before=$(sed -n 's/^# services before: //p' "$guard")
  else
    services_before=$(installed_services)
  fi
  lower_guard # what an earlier run left when it was killed
  if [ -e "$guard" ]; then mv "$guard" "$guard_kept"; fi
  printf '#!/bin/sh\n%s\n# services before: %s\nexit 101\n' "$guard_mark" "$services_before" >"$guard"
  chmod 755 "$guard"
  trap settle EXIT
  trap 'exit 1' HUP INT TERM
}

settle() {
  lower_guard
  disable_new_services
}

# version_of Candidate|Installed PACKAGE: what apt would install of it, or has; nothing where there is none.
version_of() { LC_ALL=C apt-cache policy "$2" 2>/dev/null | sed -n -e '/(none)/d' -e "s/^  $1: //p"; }

# applies NAME | NAME@OTHER>=VERSION | NAME!OTHER
applies() {
  case $1 in
    *@*)
      other=${1#*@}
      found=$(version_of Candidate "${other%>=*}")
      [ -n "$found" ] && dpkg --compare-versions "$found" ge "${other#*>=}~"
      ;;
    *!*) [ -n "$(version_of Candidate "${1%!*}")" ] && [ -z "$(version_of Installed "${1#*!}")" ] ;;
    *) [ -n "$(version_of Candidate "$1")" ] ;;
  esac
}

# The first alternative that applies; the last one applies always.
pick() {
  while [ $# -gt 1 ] && ! applies "$1"; do shift; done
  printf '%s\n' "${1%%[@!]*}"
}

# A service that came with a package just installed must not come up at the next boot either.
disable_new_services() {
  for service in docker.service docker.socket containerd.service ssh.service ssh.socket; do
    case " $services_before " in *" $service "*) continue ;; esac
    if command -v systemctl >/dev/null; then
      systemctl disable --quiet "$service" >/dev/null 2>&1 || :
    fi
    rm -f "/etc/systemd/system/multi-user.target.wants/$service" "/etc/systemd/system/sockets.target.wants/$service"
  done
  for name in docker ssh; do
    case " $services_before " in *" /etc/init.d/$name "*) continue ;; esac
    if [ -e "/etc/init.d/$name" ] && command -v update-rc.d >/dev/null; then update-rc.d "$name" disable >/dev/null 2>&1 || :; fi
  done
}

installed_services() {
  for service in docker.service docker.socket containerd.service ssh.service ssh.socket; do
    if [ -e "/lib/systemd/system/$service" ] || [ -e "/etc/systemd/system/$service" ]; then printf '%s ' "$service"; fi
  done
  for name in docker ssh; do
    if [ -e "/etc/init.d/$name" ]; then printf '%s ' "/etc/init.d/$name"; fi
  done
}

refresh_lists() {
  say reading-lists
  apt-get update -q >&2 || say lists-failed
}

# Packages that were unpacked when an install was cut off are there, but not set up; apt refuses to go on until they are.
finish_packages() {
  command -v dpkg >/dev/null || return 0
  DEBIAN_FRONTEND=noninteractive dpkg --configure -a >&2 </dev/null || say dpkg-failed
}

install_packages() {
  set --
  for alternatives in $(printf '%s\n' "$programs" | cut -d'|' -f2 | tr ' ' ','); do
    # shellcheck disable=SC2046 # a list of package names
    set -- "$@" "$(pick $(printf '%s' "$alternatives" | tr ',' ' '))"
  done
  # Beforehand: an install that is cut off has put them there, too.
  for package in "$@"; do is_installed_package "$package" || record packages "$package"; done
  # --no-remove: an engine or container runtime from elsewhere is never replaced.
  DEBIAN_FRONTEND=noninteractive apt-get install -y -o DPkg::Lock::Timeout=300 --no-install-recommends --no-remove "$@" >&2 </dev/null || {
    # What did not come is not ours; somebody may install it later.
    for package in "$@"; do is_installed_package "$package" || forget packages "$package"; done
    fail apt-failed
  }
}

change_packages() {
  raise_guard
  finish_packages
  [ -z "$programs$lists" ] || refresh_lists
  [ -z "$programs" ] || install_packages
  settle
  trap - EXIT HUP INT TERM
}

first_free_id() {
  cat /etc/subuid /etc/subgid 2>/dev/null | awk -F: 'BEGIN { free = 100000 } $2 + $3 > free { free = $2 + $3 } END { printf "%.0f\n", free }'
}

grant_ids() {
  start=$(first_free_id)
  for file in $ids; do
    say ids-granted "$user" "$start" "$((start + 65535))" "$file"
    record ids "$file|$user:$start:65536"
    if [ ! -e "$file" ]; then
      record made "$file"
      : >"$file"
      chmod 644 "$file"
    fi
    [ -z "$(tail -c 1 "$file")" ] || echo >>"$file"
    printf '%s:%s:65536\n' "$user" "$start" >>"$file"
  done
}

load_modules() {
  # br_netfilter starts filtering every bridge of this machine's own namespace, too; labs have their own setting.
  case $modules in
    *br_netfilter*)
      printf '%s\n' "$sysctl_mark" >"$sysctl_file"
      for table in iptables ip6tables arptables; do printf -- '-net.bridge.bridge-nf-call-%s = 0\n' "$table" >>"$sysctl_file"; done
      ;;
  esac
  # Last: where this file is, set-up looks no further.
  printf '%s\n%s\n' "$modules_mark" "$modules" >"$modules_file"
  for module in $modules; do
    modprobe "$module" 2>/dev/null || say module-failed "$module"
  done
  if [ -e "$sysctl_file" ] && [ -e /proc/sys/net/bridge ]; then sysctl -q -p "$sysctl_file" || :; fi
}

script=$0
mode=
tests=no
vm=no
yes=no
list=no
told=no
user=${SUDO_USER:-$(id -un)}
while [ $# -gt 0 ]; do
  case $1 in
    --sandbox) mode=sandbox ;;
    --vm)
      shift
      exec sh "$(dirname "$0")/vm/provision.sh" "$@"
      ;;
    --tests) tests=yes ;;
    --vm-packages) vm=yes ;; # by vm/provision.sh
    --yes) yes=yes ;;
    --list) list=yes ;;
    --told) told=yes ;; # by the run that called sudo
    --user)
      user=${2:?--user needs a name}
      shift
      ;;
    -h | --help)
      sed -n '2,10s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) fail unknown-option "$1" ;;
  esac
  shift
done
[ -n "$mode" ] || fail mode-missing
id -u "$user" >/dev/null 2>&1 || fail user-missing "$user"

family=$(find_family)
name=$(find_name)
programs=$(missing_programs)
ids=$(missing_ids)
modules=$(missing_modules)
lists=$(missing_lists)
leftover=$(cut_off)
[ -n "$programs$ids$modules$lists$leftover" ] || {
  [ "$list" = no ] || say ready
  exit 0
}
[ "$told" = yes ] || describe
[ -z "$programs" ] || [ "$family" = debian ] || refuse_to_install
[ "$list" = no ] || exit 1
[ -z "$programs" ] || command -v apt-get >/dev/null || fail no-debian
[ "$(id -u)" = 0 ] || become_root
[ -z "$programs$lists$leftover" ] || change_packages
[ -z "$ids" ] || grant_ids
[ -z "$modules" ] || load_modules
still=$(missing_programs)
[ -z "$still" ] || fail still-missing "$(printf '%s\n' "$still" | cut -d'|' -f1 | tr '\n' ' ')"
[ "$vm" = yes ] || say ready
