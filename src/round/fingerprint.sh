# shellcheck shell=sh
# `look` prints a checksum of links, IPv4 addresses, routes, static neighbours, switches and rules of the host, of the other hosts
# (BW_OTHER_HOSTS, names apart) and of every running container, of what was set by hand in the tables of bridges and tunnels, and of
# which containers there are. Counters, lifetimes and what traffic does are left out.
printf 'link show\naddr show\nroute show table all\nrule show\nneigh show nud permanent\n' >"$BW_DIR/batch"
look_at() {
  echo "node $1"
  at "$1" ip -4 -batch "$BW_DIR/batch"
  at "$1" sh -c 'cd /proc/sys/net && exec grep -s "" ipv4/ip_forward bridge/bridge-nf-call-iptables ipv4/conf/*/forwarding \
    ipv4/conf/*/rp_filter ipv4/conf/*/route_localnet'
  at "$1" nft -s list ruleset
  for bw_table in $(legacy_tables "$1"); do at "$1" iptables-legacy-save -t "$bw_table"; done
}
look_at_host() {
  look_at "$1"
  at "$1" bridge -d link show
  at "$1" bridge fdb show | grep -E ' master .*static| dst .*(permanent|static)'
}
look() {
  {
    look_at_host host
    for bw_host in $BW_OTHER_HOSTS; do look_at_host "$bw_host"; done
    if [ -e "$BW_DIR/pids" ]; then
      while read -r bw_look_pid bw_look_name _; do
        echo "container $bw_look_pid $bw_look_name"
        [ "$bw_look_pid" = 0 ] || look_at "$bw_look_name"
      done <"$BW_DIR/pids"
    fi
  } </dev/null 2>&1 | sed -e '/^#/d' -e 's/ valid_lft [0-9].*/ expires/' -e 's/ valid_lft forever.*//' -e 's/\[[0-9]*:[0-9]*\]//' | cksum
}
