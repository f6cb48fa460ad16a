# shellcheck shell=bash
# shellcheck disable=SC2154 # scratch, data: test-container.sh
# A real Docker Engine as root, in namespaces of its own: when its first process ends, the kernel ends all the rest.

engine_pid=

groups() { find /sys/fs/cgroup -type d -path '*/docker*' 2>/dev/null | sort; }
groups >"$scratch/groups"

# start_engine shared|alone: with this machine's network, or with one of its own that has only lo.
start_engine() {
  local network=()
  [ "$1" = shared ] || network=(--net)
  rm -rf "$scratch/exec" "$scratch/pid"
  mkdir -p "$data" "$scratch/cgroup"
  # shellcheck disable=SC2016 # for the shell inside. Of the network that it shares it is to change nothing: no bridge, no rule, no forwarding.
  unshare --mount --pid --fork --kill-child --ipc --uts --propagation private "${network[@]}" sh -c '
    set -e
    mount -t proc proc /proc
    if [ "$3" = alone ]; then
      ip link set lo up
      mount --rbind /sys/fs/cgroup "$1/cgroup"
      mount -t sysfs sysfs /sys
      mount --rbind "$1/cgroup" /sys/fs/cgroup
    fi
    exec dockerd --host="unix://$1/docker.sock" --data-root="$2" --exec-root="$1/exec" --pidfile="$1/pid" \
      --bridge=none --iptables=false --ip6tables=false --ip-forward=false --userland-proxy=false' \
    sh "$scratch" "$data" "$1" </dev/null >"$scratch/engine.log" 2>&1 &
  engine_pid=$!
  local until=$((SECONDS + 60))
  until docker info >/dev/null 2>&1; do
    if ! kill -0 "$engine_pid" 2>/dev/null || [ $SECONDS -ge $until ]; then
      tail -n 5 "$scratch/engine.log" >&2
      return 1
    fi
    sleep 0.2
  done
}

stop_engine() {
  [ -n "$engine_pid" ] || return 0
  docker ps -q 2>/dev/null | xargs -r docker rm -f >/dev/null 2>&1 || :
  kill -KILL "$engine_pid" 2>/dev/null || :
  wait "$engine_pid" 2>/dev/null || :
  engine_pid=
  # What it made among this machine's control groups, the innermost first; those of another engine have members, and stay.
  groups | comm -13 "$scratch/groups" - | sort -r | xargs -r rmdir 2>/dev/null || :
}
