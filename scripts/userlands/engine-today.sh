#!/bin/bash
# What the lessons, the diagnoses and doctor say of Docker "today", held against the engine of this machine with its own
# network and rules on. Run as root in a machine with a network of its own: engine-today.sh IMAGE.tar
# shellcheck disable=SC2016,SC2034,SC2317,SC2329 # lines for eval
set -u
image=nginx:1.13.3-alpine
engine=
# The machine's cgroups are this machine's: nothing of ours stays there.
group=bridgework-engine-today-$$

holds() { # TITLE LINE
  if eval "$2" >/run/said 2>&1; then echo "    holds: $1"; else
    echo "    DOES NOT HOLD: $1"
    echo "      $2"
    sed 's/^/      | /' /run/said
    exit 1
  fi
}
# start_engine [FLAG…]: is it up?
start_engine() {
  rm -f /run/docker.sock
  PATH=/run/shim:$PATH setsid dockerd --host=unix:///run/docker.sock --data-root=/var/lib/engine-today \
    --cgroup-parent=/$group "$@" >/run/engine.log 2>&1 </dev/null &
  engine=$!
  local tries=0
  until docker version >/dev/null 2>&1; do
    kill -0 $engine 2>/dev/null && [ $tries -lt 300 ] || return 1
    tries=$((tries + 1))
    sleep 0.1
  done
}
stop_engine() {
  kill -TERM $engine 2>/dev/null
  wait $engine
  return 0
}
clean_up() {
  docker rm -f c1 published >/dev/null 2>&1
  stop_engine
  find /sys/fs/cgroup -depth -type d -path "*/$group*" -exec rmdir {} + 2>/dev/null
}
trap clean_up EXIT
# before A B: in FORWARD, the first rule with A is before the first with B
before() { iptables -S FORWARD | awk -v a="$1" -v b="$2" 'index($0, a) && !x { x = NR } index($0, b) && !y { y = NR } END { exit !(x && y && x < y) }'; }

ip link set lo up
mkdir -p /run/shim
# A machine on which br_netfilter is not loaded, and on which somebody writes down who wants it.
printf '#!/bin/sh\necho "$*" >>/run/wanted\n' >/run/shim/modprobe
chmod 755 /run/shim/modprobe
[ ! -d /proc/sys/net/bridge ] || mount -t tmpfs none /proc/sys/net/bridge
: >/run/wanted
[ "$(cat /proc/sys/net/ipv4/ip_forward)" = 0 ] || exit 1

start_engine || {
  tail -n 5 /run/engine.log
  exit 1
}
docker load -q <"$1" >/dev/null || exit 1
docker version -f '    Docker Engine {{.Server.Version}}'
holds 'Docker 27.3 and later no longer load br_netfilter by default (1.14)' '! grep br_netfilter /run/wanted'
holds 'Docker usually sets ip_forward (2.1)' '[ "$(cat /proc/sys/net/ipv4/ip_forward)" = 1 ]'
holds 'FORWARD ends in DROP on most Docker hosts (1.14)' 'iptables -S FORWARD | grep -x -- "-P FORWARD DROP"'
holds 'its rules are in iptables, and it says so (doctor: engine-nftables)' '[ "$(docker info -f "{{.FirewallBackend.Driver}}")" = iptables ]'

docker run -d --net=none --name c1 $image >/dev/null || exit 1
pid=$(docker inspect -f '{{.State.Pid}}' c1)
holds '--net=none: only lo, and it is up (0.1)' '[ "$(nsenter -n -t $pid ip -br link | cut -d" " -f1)" = lo ] && nsenter -n -t $pid ip link show lo up | grep lo'
holds 'even root may not change the network inside (1.8)' 'docker exec c1 ip link set lo down 2>&1 | grep "not permitted"'
holds '-it without a terminal says so (1.3)' 'docker exec -it c1 true </dev/null 2>&1 | grep "the input device is not a TTY"'
holds 'resolv.conf is there without a network (2.5)' 'docker exec c1 grep nameserver /etc/resolv.conf'
holds "... and it names no resolver of Docker's own (2.5)" '! docker exec c1 grep 127.0.0.11 /etc/resolv.conf'

docker run -d -p 5678:80 --name published $image >/dev/null || exit 1
holds 'from 28.0 on raw drops what comes from elsewhere to a published container (doctor: raw-drop)' \
  'iptables -t raw -S PREROUTING | grep -x -- "-A PREROUTING -d 172.17.0.2/32 ! -i docker0 -j DROP"'
holds 'a small proxy program answers at 127.0.0.1 (3.3)' 'pgrep docker-proxy && curl -fsS --max-time 5 http://127.0.0.1:5678/'
holds 'the default network of a first compose project is the course'"'"'s (1.2)' \
  'docker network create first && docker network inspect -f "{{(index .IPAM.Config 0).Subnet}}" first | grep -x 172.18.0.0/16'
docker stop -t 0 published >/dev/null
holds 'the process id of a container that does not run is 0 (1.6)' '[ "$(docker inspect -f "{{.State.Pid}}" published)" = 0 ]'

iptables -I FORWARD -i br0 -o br0 -j ACCEPT
docker network create second >/dev/null
holds 'a new network does not move a rule that was put on top' 'before "-i br0 -o br0" DOCKER-USER'
stop_engine
start_engine || exit 1
holds 'a new start of the engine puts its own before it' 'before DOCKER-USER "-i br0 -o br0"'
stop_engine

: >/run/wanted
start_engine --userland-proxy=false && exit 1
holds 'without its proxy the engine wants br_netfilter' 'grep br_netfilter /run/wanted'
holds 'and the line that tells why is "failed to start daemon: …"' 'grep "^failed to start daemon: .*br.*netfilter" /run/engine.log || grep "^failed to start daemon: .*bridge-nf-call-iptables" /run/engine.log'
