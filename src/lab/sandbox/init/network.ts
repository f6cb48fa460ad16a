/**
 * The nodes. Names and addresses come from the plan (plan.ts), as single words. `host` is the lab's own network namespace; `internet` and `outside` are named ones on one LAN, a bridge
 * inside `internet`. Nobody but `host` forwards, and nobody knows a way to 172.18.0.0/16.
 */
export const network = String.raw`
say phase network
log=/run/bridgework/log/network.log
build_network() (
  set -e
  hostname host
  ip netns add internet
  ip netns add outside
  ip -n internet -batch - <<IP
link set lo up
address add $BW_INTERNET/32 dev lo
link add lan type bridge
link set lan up
link add lan-host type veth peer name $BW_UPLINK netns 1
link add lan-outside type veth peer name eth0 netns outside
link set lan-host master lan up
link set lan-outside master lan up
address add $BW_ROUTER/24 brd + dev lan
IP
  ip -n outside -batch - <<IP
link set lo up
link set eth0 up
address add $BW_OUTSIDE/24 brd + dev eth0
route add default via $BW_ROUTER
IP
  ip -batch - <<IP
link set lo up
link set $BW_UPLINK up
address add $BW_HOST/24 brd + dev $BW_UPLINK
route add default via $BW_ROUTER
IP
  iptables -w 10 -P FORWARD DROP
  ip6tables -w 10 -P FORWARD DROP
)
# A new namespace inherits this machine's settings (net.core.devconf_inherit_init_net): set what the course depends on.
plain_ip() {
  for conf in all default "$@"; do echo 0 >/proc/sys/net/ipv4/conf/$conf/rp_filter; done
}
tune_host() (
  set -e
  plain_ip $BW_UPLINK
  echo 1 >/proc/sys/net/ipv4/ip_forward
  echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
  echo 1 >/proc/sys/net/bridge/bridge-nf-call-ip6tables
)
[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || { say 'fail kernel br_netfilter'; exit 1; }
# Not "build_network || …": that would switch set -e off inside.
build_network >$log 2>&1
[ $? = 0 ] || fail network $log
tune_host >$log 2>&1
[ $? = 0 ] || fail network $log
`;

/** Web servers that log every request, and the name server. Each puts itself into the background once it listens. */
export const servers = String.raw`
# conf_of NODE LISTEN…: one process, no workers of its own; "combined" shows the client's address and the whole request
conf_of() {
  node=$1
  shift
  mkdir -p /run/bridgework/web/$node
  printf 'master_process off; user root; worker_processes 1; pid /run/bridgework/web/%s/pid; error_log /run/bridgework/log/%s.error.log;\n' $node $node
  printf 'events { worker_connections 64; }\nhttp {\n  access_log /run/bridgework/log/%s.access.log combined; default_type text/html; keepalive_timeout 5;\n' $node
  for area in client_body proxy fastcgi uwsgi scgi; do printf '  %s_temp_path /run/bridgework/web/%s/%s;\n' $area $node $area; done
  printf '  server {\n'
  for at in "$@"; do printf '    listen %s;\n' "$at"; done
  printf '    location / { return 200 "<title>%s</title>\\n<p>This is %s. It saw you as $remote_addr.</p>\\n"; }\n  }\n}\n' $node $node
}
serve() {
  conf_of "$@" >/run/bridgework/web/$1.conf
  "$nginx" -c /run/bridgework/web/$1.conf -p /run/bridgework/web
}
in_node() {
  netns=$1
  shift
  nsenter --net=/run/netns/$netns "$@"
}
start_servers() (
  set -e
  export LD_LIBRARY_PATH=/run/bridgework/tools/lib
  nginx=$(tool nginx) dnsmasq=$(tool dnsmasq)
  mkdir -p /run/bridgework/web
  conf_of internet $BW_INTERNET:80 $BW_ROUTER:80 >/run/bridgework/web/internet.conf
  set -- outside
  for port in $BW_OUTSIDE_PORTS; do set -- "$@" $BW_OUTSIDE:$port; done
  conf_of "$@" >/run/bridgework/web/outside.conf
  conf_of host 0.0.0.0:$BW_SERVICE_PORT >/run/bridgework/web/host.conf
  in_node internet sh -c 'echo 0 >/proc/sys/net/bridge/bridge-nf-call-iptables
    for file in /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv4/ip_forward; do echo 0 >$file; done
    "$1" -c /run/bridgework/web/internet.conf -p /run/bridgework/web
    # --no-daemon: the only mode in which it keeps its ids, as it must where there is only one.
    # --local: of the zone there is no IPv6 address; without it, that question would hear that there is no such name.
    "$2" --no-daemon --conf-file=/dev/null --user=root --no-resolv --no-hosts --bind-interfaces --listen-address=$BW_ROUTER \
      --cache-size=0 --pid-file= --address=/$BW_ZONE/$BW_INTERNET --local=/$BW_ZONE/ --address=/#/ >/run/bridgework/log/dns.log 2>&1 &
    tries=0
    until grep -q ":0035 " /proc/net/udp; do
      kill -0 $! && [ $tries -lt 500 ] || { cat /run/bridgework/log/dns.log >&2; exit 1; }
      tries=$((tries + 1)); sleep 0.01
    done' sh "$nginx" "$dnsmasq"
  in_node outside sh -c 'for file in /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv4/ip_forward; do echo 0 >$file; done
    exec "$1" -c /run/bridgework/web/outside.conf -p /run/bridgework/web' sh "$nginx"
  "$nginx" -c /run/bridgework/web/host.conf -p /run/bridgework/web
)
start_servers >$log 2>&1 4>&- 6<&-
[ $? = 0 ] || fail network $log
`;
