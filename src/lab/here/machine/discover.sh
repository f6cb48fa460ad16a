# shellcheck shell=sh
# What the course must know of a machine, in parts (parts.sh). 192.0.2.1 (TEST-NET-1, RFC 5737) is only looked up, never sent to.
part get ip -4 -j route get 192.0.2.1
part link ip -j -d link show
part addr ip -4 -j addr show
part routes ip -4 -j route show table all
part neigh ip -4 -j neigh show
part networks docker_networks
part containers timeout 10 docker ps -a --no-trunc --format '{{.ID}} {{.Names}}'
part ports ss -Hltn
part resolv grep -s '^nameserver' /etc/resolv.conf
