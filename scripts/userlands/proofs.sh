# shellcheck shell=bash
# shellcheck disable=SC2016 # lines of shell for the machine
# shellcheck disable=SC2154 # scratch, root, keep, here: userlands.sh
# What a userland must show. Each part ends the run when it does not hold.

# The built course with its own Node, as somebody has it who has just built it. Nothing that a lab needs is there.
root_with_course() {
  local release=$1 machine=$scratch/debian-$1 suite
  suite=$(suite_of "$release")
  if [ -n "$keep" ] && [ -f "$keep/$suite.tar" ]; then
    mkdir "$machine"
    tar -C "$machine" -xpf "$keep/$suite.tar"
  else
    debootstrap_to "$suite" "$machine"
    [ -z "$keep" ] || { tar -C "$machine" -cf "$keep/$suite.tar.part" . && mv "$keep/$suite.tar.part" "$keep/$suite.tar"; }
  fi
  echo "userland-$release" >"$machine/etc/hostname"
  # This root is thrown away: nothing need reach the disk.
  echo force-unsafe-io >"$machine/etc/dpkg/dpkg.cfg.d/unsafe-io"
  chroot "$machine" useradd --create-home --shell /bin/bash learner
  copy_client_settings "$machine" "$suite"
  mkdir -p "$machine/opt/bridgework/node_modules/node/bin"
  cp "$root/node_modules/node/bin/node" "$machine/opt/bridgework/node_modules/node/bin/"
  cp -R "$root/bin" "$root/dist" "$root/lessons" "$root/vagrant" "$root/package.json" "$machine/opt/bridgework/"
  rm -rf "$machine/opt/bridgework/dist/compiled"
}

bridgework() { inside NODE_COMPILE_CACHE=/tmp/compiled /opt/bridgework/bin/bridgework "$@"; }
bridgework_of_learner() { inside su --login learner --command "NODE_COMPILE_CACHE=~/compiled /opt/bridgework/bin/bridgework $1"; }

# The lab names all that is missing at once, and its command is all it takes.
names_what_is_missing() {
  local said command
  inside apt-get -q update >"$scratch/apt.log" 2>&1
  # A service must not come up: provision.sh sees to that itself.
  printf '#!/bin/sh\nexit 101\n' >"$scratch/policy"
  inside sh -c 'cat >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d' <"$scratch/policy"
  said=$(bridgework lab up 2>&1) && return 1
  while read -r line; do echo "    | $line"; done <<<"$said"
  command=$(echo "$said" | sed -n 's/^ *sudo \(apt-get install .*\)/\1/p')
  [ -n "$command" ]
  inside sh -c "DEBIAN_FRONTEND=noninteractive $command </dev/null" >"$scratch/apt.log" 2>&1 || {
    tail -n 20 "$scratch/apt.log"
    return 1
  }
  inside rm /usr/sbin/policy-rc.d
}

# provision.sh brings what a lab can go without, names it for this release, and is content afterwards.
provisioned() {
  inside sh /opt/bridgework/vagrant/provision.sh --sandbox --yes --user learner </dev/null >"$scratch/provision.log" 2>&1 || {
    tail -n 20 "$scratch/provision.log"
    return 1
  }
  inside sh /opt/bridgework/vagrant/provision.sh --sandbox --list --user learner
  # The package that pivot_root moved to is not for a release that has it elsewhere.
  case $1 in
    13) ! installed util-linux-extra ;;
    14) installed util-linux-extra ;;
  esac
}
installed() { inside dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii'; }

# solved WHO RUN…: RUN… is followed by one word, or by several in one
solved() {
  local who=$1 all
  shift
  all=$(grep -ohE '^- `[a-z0-9-]+`:' "$root"/lessons/*/en.md | wc -l)
  "$@" 'lab up' >"$scratch/up.log" 2>&1 || {
    cat "$scratch/up.log"
    return 1
  }
  "$@" 'lab exec -- docker version' | sed -n 's/^  *Version: */    Docker Engine /p' | sed -n 2p
  "$@" solve >"$scratch/solve.log" 2>&1 || {
    tail -n 20 "$scratch/solve.log"
    return 1
  }
  "$@" check >"$scratch/check.log" 2>&1
  tail -n 1 "$scratch/check.log" | sed "s/^/    $who: /"
  grep -qx "$all passed, 0 failed" "$scratch/check.log"
  "$@" 'lab down' >/dev/null
}
as_one_word() { inside sh -c "NODE_COMPILE_CACHE=/tmp/compiled /opt/bridgework/bin/bridgework $1"; }

prove_userland() {
  local debian="Debian $1"
  part "$debian: the lab names what is missing, and its command is all it takes" names_what_is_missing
  part "$debian: provision.sh brings the rest" provisioned "$1"
  part "$debian: the whole course, as root" solved root as_one_word
  part "$debian: the whole course, as an ordinary user" solved learner bridgework_of_learner
}

# An engine of the machine's own, with a network of its own and nothing in it but lo.
engine_today() {
  cp "$here/engine-today.sh" "$scratch/debian-14/opt/"
  inside sh -c 'bash /opt/engine-today.sh "$(find /root/.local/state/bridgework -name image.tar)"'
}

prove_engine_today() { part 'Debian 14: what the lessons say of Docker today' engine_today; }
