#!/bin/sh
# The bare floor of a lab: one unshare, one private Docker Engine, two `docker run`. No file view, no other nodes, no
# web servers, no checks. What a lab takes longer than this is ours.
#
# usage: floor.sh DATA_ROOT IMAGE_TAR      (the image is loaded once; later runs find it in DATA_ROOT)
# Prints the milliseconds from the unshare to the second container, and leaves nothing running.
set -eu

if [ "${1:-}" = inside ]; then
  data=$2
  mount -t tmpfs none /run
  mkdir -p /run/x /run/bin
  ln -s /bin/true /run/bin/rootlesskit-docker-proxy
  export XDG_RUNTIME_DIR=/run/x ROOTLESSKIT_STATE_DIR=/run/x HOME=/run PATH="/run/bin:$PATH" DOCKER_HOST=unix:///run/docker.sock
  ip link set lo up
  dockerd --rootless --bridge=none --iptables=false --ip6tables=false --ip-forward=false --userland-proxy=false \
    --host=unix:///run/docker.sock --exec-root=/run/exec --pidfile=/run/docker.pid --data-root="$data" </dev/null >/run/dockerd.log 2>&1 &
  tries=0
  until [ -S /run/docker.sock ] && curl -fsS --unix-socket /run/docker.sock http://d/_ping >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 1500 ] || { cat /run/dockerd.log >&2; exit 1; }
    sleep 0.02
  done
  if [ -n "${FLOOR_LOAD:-}" ]; then
    docker load -q <"$FLOOR_LOAD" >/dev/null
  else
    docker run -d --net=none --name=c1 nginx:1.13.3-alpine >/dev/null
    docker run -d --net=none --name=c2 nginx:1.13.3-alpine >/dev/null
    date +%s%N >"$data/.floor-end"
    docker rm -f c1 c2 >/dev/null
  fi
  exit 0
fi

data=$1
image=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$data"

# One user namespace of a range of ids, as the lab has it: the kernel writes the maps that this process asks for.
enter() {
  pipes=$(mktemp -d)
  mkfifo "$pipes/ready" "$pipes/go"
  if [ "$(id -u)" = 0 ]; then
    base=1879048192
    chown "$base:$base" "$data" "$pipes" "$pipes/ready" "$pipes/go"
    set -- setpriv --reuid "$base" --regid "$base" --clear-groups "$@"
  fi
  FLOOR_PIPES=$pipes "$@" &
  read -r pid <"$pipes/ready"
  if [ "$(id -u)" = 0 ]; then
    echo "0 $base 65536" >"/proc/$pid/uid_map"
    echo "0 $base 65536" >"/proc/$pid/gid_map"
  else
    uids=$(awk -F: -v u="$(id -un)" '$1 == u { print $2, $3; exit }' /etc/subuid)
    gids=$(awk -F: -v u="$(id -un)" '$1 == u { print $2, $3; exit }' /etc/subgid)
    # shellcheck disable=SC2086 # two words on purpose
    newuidmap "$pid" 0 "$(id -u)" 1 1 $uids
    # shellcheck disable=SC2086
    newgidmap "$pid" 0 "$(id -g)" 1 1 $gids
  fi
  echo go >"$pipes/go"
  wait "$!" && status=0 || status=$?
  rm -rf "$pipes"
  return "$status"
}

# shellcheck disable=SC2016 # expanded inside
run='echo $$ >"$FLOOR_PIPES/ready"; read -r _ <"$FLOOR_PIPES/go"; exec unshare --mount --net --pid --ipc --uts --fork --mount-proc sh "$0" inside "$1"'
if [ ! -e "$data/.floor-loaded" ]; then
  cp "$here/floor.sh" "$data/floor.sh" && cp "$image" "$data/image.tar" && chmod 644 "$data/image.tar" "$data/floor.sh"
  FLOOR_LOAD=$data/image.tar enter unshare --user sh -c "$run" "$data/floor.sh" "$data"
  rm -f "$data/image.tar"
  : >"$data/.floor-loaded"
fi
start=$(date +%s%N)
enter unshare --user sh -c "$run" "$data/floor.sh" "$data"
end=$(cat "$data/.floor-end")
echo $(((end - start) / 1000000))
