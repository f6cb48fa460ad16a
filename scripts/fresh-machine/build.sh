# shellcheck shell=bash
# shellcheck disable=SC2154 # scratch, keep, root: fresh-machine.sh
# Builds a bare Debian root with what this machine's own apt and npm are set up with.

suite_of() {
  case $1 in
    12) echo bookworm ;;
    13) echo trixie ;;
    14) echo forky ;;
    *) return 1 ;;
  esac
}

# What debootstrap goes by; for a release that it is too old to know, sid's way is right.
script_of() { if [ -e "$scratch/debootstrap/usr/share/debootstrap/scripts/$1" ]; then echo "$1"; else echo sid; fi; }

# Where this machine's apt gets Debian (label Debian or Debian-Security).
mirror_of() {
  # shellcheck disable=SC2016 # apt's own placeholders
  apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' | sed -n "s/^$1|//p" | head -n 1
}

# debootstrap_to SUITE FOLDER [PACKAGE,…]: debootstrap is unpacked, not installed.
debootstrap_to() {
  if [ ! -d "$scratch/debootstrap" ]; then
    mkdir "$scratch/deb"
    (cd "$scratch/deb" && { apt-get -q download debootstrap || { apt-get -q update && apt-get -q download debootstrap; }; }) >"$scratch/debootstrap.log" 2>&1
    dpkg-deb -x "$scratch"/deb/debootstrap_*.deb "$scratch/debootstrap"
  fi
  DEBOOTSTRAP_DIR=$scratch/debootstrap/usr/share/debootstrap sh "$scratch/debootstrap/usr/sbin/debootstrap" --variant=minbase \
    "--include=ca-certificates,sudo${3:+,$3}" --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    "$1" "$2" "$(mirror_of Debian)" "$(script_of "$1")" >>"$scratch/debootstrap.log" 2>&1 || {
    tail -n 20 "$scratch/debootstrap.log" >&2
    return 1
  }
}

copy_client_settings() {
  local machine=$1 suite=$2 security file
  security=$(mirror_of Debian-Security)
  {
    echo "deb $(mirror_of Debian) $suite main"
    echo "deb $(mirror_of Debian) $suite-updates main"
    [ -z "$security" ] || echo "deb $security $suite-security main"
  } >"$machine/etc/apt/sources.list"
  # What a real machine would not have is left out: this machine's clean-up of apt's lists and cache.
  grep -lE '^ *Acquire::' /etc/apt/apt.conf.d/* | while read -r file; do cp "$file" "$machine/etc/apt/apt.conf.d/"; done
  cp /etc/ssl/certs/ca-certificates.crt "$machine/etc/ssl/certs/"
  cp -L /etc/resolv.conf /etc/hosts "$machine/etc/"
  # `npm run` says all of its settings in the environment, this machine's folders too: only what leads to the registry goes on.
  env | grep -iE '^(NODE_EXTRA_CA_CERTS|npm_config_(registry|strict_ssl|cafile|ca|(https?_)?proxy|noproxy)|(https?|no|all)_proxy|SSL_CERT_(FILE|DIR))=' >>"$machine/etc/environment" || :
  [ ! -f ~/.npmrc ] || [ ! -d "$machine/home/learner" ] || cp ~/.npmrc "$machine/home/learner/.npmrc"
  [ ! -f ~/.npmrc ] || cp ~/.npmrc "$machine/root/.npmrc"
}

# Debian 12 has only Node 18: it gets this machine's own. Debian 13 has Node 20, 14 has 24.
give_node() {
  local machine=$1 release=$2 npm
  if [ "$release" = 12 ]; then
    npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
    mkdir -p "$machine/usr/local/lib/node_modules" "$machine/usr/local/bin"
    # The project's own Node 24, where it is first in PATH, is not what a learner starts with.
    cp "$(PATH=/usr/local/bin:/usr/bin:/bin command -v node)" "$machine/usr/local/bin/node"
    cp -a "$npm" "$machine/usr/local/lib/node_modules/npm"
    ln -s ../lib/node_modules/npm/bin/npm-cli.js "$machine/usr/local/bin/npm"
  else
    chroot "$machine" sh -c 'apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends nodejs npm' \
      >"$scratch/node.log" 2>&1 || {
      tail -n 20 "$scratch/node.log" >&2
      return 1
    }
  fi
}

# A learner who may use sudo without a password, and a clone of what is committed here, for them and for root.
bare_root() {
  local release=$1 machine=$scratch/debian-$1 suite home
  suite=$(suite_of "$release")
  if [ -n "$keep" ] && [ -f "$keep/$suite.tar" ]; then
    mkdir "$machine"
    tar -C "$machine" -xpf "$keep/$suite.tar"
  else
    debootstrap_to "$suite" "$machine"
    [ -z "$keep" ] || { tar -C "$machine" -cf "$keep/$suite.tar.part" . && mv "$keep/$suite.tar.part" "$keep/$suite.tar"; }
  fi
  echo "fresh-$release" >"$machine/etc/hostname"
  chroot "$machine" useradd --create-home --shell /bin/bash learner
  # useradd gives a range itself where it finds these files; an older account has none.
  : >"$machine/etc/subuid"
  : >"$machine/etc/subgid"
  printf 'learner ALL=(ALL) NOPASSWD: ALL\n' >"$machine/etc/sudoers.d/learner"
  copy_client_settings "$machine" "$suite"
  give_node "$machine" "$release"
  for home in home/learner root; do git clone -q --no-hardlinks "$root" "$machine/$home/bridgework"; done
  chroot "$machine" chown -R learner: /home/learner
}
