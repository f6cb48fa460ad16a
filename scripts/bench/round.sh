#!/bin/sh
# What a look at the whole course observes, written by hand for a solved lab: the floor of a round. Runs in the lab's host
# node. Everything once, web requests side by side and bounded, as anybody in a hurry would write it.
set -u
out=$(mktemp -d)
p1=$(docker inspect -f '{{.State.Pid}}' c1)
p2=$(docker inspect -f '{{.State.Pid}}' c2)

get() { # NAME WHERE… URL: a request in a network namespace
  name=$1
  shift
  { "$@" || echo "exit $?"; } >"$out/$name" 2>&1 &
}

get c1-serves nsenter -n -t "$p1" curl -sS -m 4 http://127.0.0.1/
get c2-serves nsenter -n -t "$p2" curl -sS -m 4 http://127.0.0.1/
get gateway curl -sS -m 4 http://172.18.0.1:9000/
get host-c1 curl -sS -m 4 http://172.18.0.2/
get host-c2 curl -sS -m 4 http://172.18.0.3/
get c1-host nsenter -n -t "$p1" curl -sS -m 4 http://192.168.1.61:9000/
get c2-host nsenter -n -t "$p2" curl -sS -m 4 http://192.168.1.61:9000/
get c1-c2 nsenter -n -t "$p1" curl -sS -m 4 http://172.18.0.3/
get c2-c1 nsenter -n -t "$p2" curl -sS -m 4 http://172.18.0.2/
get c1-wget-c2 timeout 4 docker exec c1 wget -O - 172.18.0.3
get c2-wget-c1 timeout 4 docker exec c2 wget -O - 172.18.0.2
get c1-outside nsenter -n -t "$p1" curl -sS -m 4 http://192.168.1.50/
get c2-outside nsenter -n -t "$p2" curl -sS -m 4 http://192.168.1.50/
get c1-dns timeout 4 docker exec c1 nslookup www.baidu.com
get c2-dns timeout 4 docker exec c2 nslookup www.baidu.com
get c1-site timeout 4 docker exec c1 wget -O - www.baidu.com
get c2-site timeout 4 docker exec c2 wget -O - www.baidu.com
get outside-port nsenter --net=/run/netns/outside curl -sS -m 4 http://192.168.1.61:5678/
get host-port curl -sS -m 4 http://192.168.1.61:5678/
get c2-port nsenter -n -t "$p2" curl -sS -m 4 http://192.168.1.61:5678/
get c1-port nsenter -n -t "$p1" curl -sS -m 4 http://192.168.1.61:5678/
get c1-wget-port timeout 4 docker exec c1 wget -O - http://192.168.1.61:5678

docker inspect c1 c2
ip -j -d addr
ip -j route
nsenter -n -t "$p1" ip -j -d addr
nsenter -n -t "$p1" ip -j route
nsenter -n -t "$p2" ip -j -d addr
nsenter -n -t "$p2" ip -j route
ip -j route get 172.18.0.2
ip -j route get 172.18.0.1
nsenter -n -t "$p1" ip -j route get 172.18.0.3
nsenter -n -t "$p1" ip -j route get 192.168.1.50
nsenter -n -t "$p2" ip -j route get 172.18.0.2
nsenter -n -t "$p2" ip -j route get 192.168.1.50
iptables-save -c
nft -j list ruleset
sysctl net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.ipv4.conf.br0.forwarding net.ipv4.conf.ens33.forwarding
readlink /proc/self/ns/net "/proc/$p1/ns/net" "/proc/$p2/ns/net"
wait
conntrack -L -o extended
docker logs --tail 40 c1
docker logs --tail 40 c2
tail -n 40 /run/bridgework/log/*.log
cat "$out"/*
rm -rf "$out"
