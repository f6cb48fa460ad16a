# shellcheck shell=sh
# Of containers that are kept: as `docker run --net=none` leaves their network.
for pid in $(docker ps -q | xargs -r docker inspect -f '{{.State.Pid}}'); do
  nsenter -n -t "$pid" sh <<'INSIDE'
for link in $(ip -o link show | sed 's/^[0-9]*: \([^:@]*\).*/\1/'); do [ "$link" = lo ] || ip link del "$link"; done
ip address flush dev lo; ip address add 127.0.0.1/8 dev lo; ip link set lo up
nft flush ruleset
INSIDE
done
