#!/usr/bin/env bats
# The solved course, as somebody who knows bats would test it: one test for each expectation, helpers for what repeats.

setup_file() {
  C1=$(docker inspect -f '{{.State.Pid}}' c1 2>/dev/null || echo 0)
  C2=$(docker inspect -f '{{.State.Pid}}' c2 2>/dev/null || echo 0)
  export C1 C2
}

at() { # NODE COMMAND…
  node=$1
  shift
  case $node in
    host) "$@" ;;
    outside) nsenter --net=/run/netns/outside "$@" ;;
    c1) nsenter -n -t "$C1" "$@" ;;
    c2) nsenter -n -t "$C2" "$@" ;;
  esac
}

answered_by() { # SERVER MARK: who answered, by its page and, for the containers, by its own log
  case $1 in
    c1 | c2)
      [[ $output == *"Welcome to nginx!"* ]]
      docker logs --tail 40 "$1" 2>&1 | grep -q "probe=$2"
      ;;
    *) [[ $output == *"This is $1."* ]] ;;
  esac
}

fetch() { # NODE URL SERVER
  mark=$RANDOM$RANDOM
  run at "$1" curl -sS -4 --noproxy '*' --connect-timeout 4 --max-time 6 "$2?probe=$mark"
  [ "$status" -eq 0 ]
  answered_by "$3" "$mark"
}

wget_in() { # CONTAINER URL SERVER
  mark=$RANDOM$RANDOM
  run timeout 6 docker exec "$1" wget -q -O - "$2?probe=$mark"
  [ "$status" -eq 0 ]
  answered_by "$3" "$mark"
}

flag() { ip -d link show "$1" | grep -q "$2"; }
rule() { iptables -w "$@"; }

@test "c1 runs" { [ "$(docker inspect -f '{{.State.Running}}' c1)" = true ]; }
@test "c1 has no network of Docker's" { [ "$(docker inspect -f '{{.HostConfig.NetworkMode}}' c1)" = none ]; }
@test "c1 serves" { fetch c1 http://127.0.0.1/ c1; }
@test "c2 runs" { [ "$(docker inspect -f '{{.State.Running}}' c2)" = true ]; }
@test "c2 has no network of Docker's" { [ "$(docker inspect -f '{{.HostConfig.NetworkMode}}' c2)" = none ]; }
@test "c2 serves" { fetch c2 http://127.0.0.1/ c2; }
@test "br0 is a bridge" { flag br0 ' bridge '; }
@test "br0 is up" { flag br0 '[<,]UP[,>]'; }
@test "br0 has its address" { ip -4 addr show br0 | grep -q 'inet 172.18.0.1/16 '; }
@test "the containers' network is at br0" {
  ip route get 172.18.0.2 | grep -q 'dev br0 src 172.18.0.1'
  ip route get 172.18.0.1 | grep -q '^local .*dev lo'
}
@test "the gateway answers" { fetch host http://172.18.0.1:9000/ host; }
@test "lo of c1 is up" { at c1 ip link show lo | grep -q 'LOOPBACK,UP'; }
@test "lo of c2 is up" { at c2 ip link show lo | grep -q 'LOOPBACK,UP'; }
@test "veth1 is a veth" { flag veth1 ' veth '; }
@test "veth1 is up" { flag veth1 '[<,]UP[,>]'; }
@test "veth1 is a port of br0" { flag veth1 'master br0'; }
@test "c1 has the other end of veth1" {
  at c1 ip -d link show eth0 | grep -q ' veth '
  ip -o link show veth1 | grep -q "^$(at c1 ip -o link show eth0 | sed 's/.*@if\([0-9]*\):.*/\1/'):"
}
@test "eth0 of c1 is up" { at c1 ip link show eth0 | grep -q '[<,]UP[,>]'; }
@test "veth1 forwards" { flag veth1 'state forwarding'; }
@test "c1 has its address" { at c1 ip -4 addr show eth0 | grep -q 'inet 172.18.0.2/16 '; }
@test "c1 reaches its network directly" { at c1 ip route get 172.18.0.3 | grep -q '^172.18.0.3 dev eth0 src 172.18.0.2'; }
@test "the host reaches c1" { fetch host http://172.18.0.2/ c1; }
@test "c1 sends the rest to the gateway" {
  at c1 ip route get 192.168.1.50 | grep -q 'via 172.18.0.1 dev eth0'
  at c1 ip route get 192.0.2.1 | grep -q 'via 172.18.0.1 dev eth0'
}
@test "c1 reaches the host" { fetch c1 http://192.168.1.61:9000/ host; }
@test "brctl shows veth1" { brctl show br0 | grep -qw veth1; }
@test "veth2 is a veth" { flag veth2 ' veth '; }
@test "veth2 is up" { flag veth2 '[<,]UP[,>]'; }
@test "veth2 is a port of br0" { flag veth2 'master br0'; }
@test "c2 has the other end of veth2" {
  at c2 ip -d link show eth0 | grep -q ' veth '
  ip -o link show veth2 | grep -q "^$(at c2 ip -o link show eth0 | sed 's/.*@if\([0-9]*\):.*/\1/'):"
}
@test "eth0 of c2 is up" { at c2 ip link show eth0 | grep -q '[<,]UP[,>]'; }
@test "veth2 forwards" { flag veth2 'state forwarding'; }
@test "c2 has its address" { at c2 ip -4 addr show eth0 | grep -q 'inet 172.18.0.3/16 '; }
@test "c2 reaches its network directly" { at c2 ip route get 172.18.0.2 | grep -q '^172.18.0.2 dev eth0 src 172.18.0.3'; }
@test "the host reaches c2" { fetch host http://172.18.0.3/ c2; }
@test "c2 sends the rest to the gateway" {
  at c2 ip route get 192.168.1.50 | grep -q 'via 172.18.0.1 dev eth0'
  at c2 ip route get 192.0.2.1 | grep -q 'via 172.18.0.1 dev eth0'
}
@test "c2 reaches the host" { fetch c2 http://192.168.1.61:9000/ host; }
@test "what stays on the bridge is accepted" { rule -C FORWARD -i br0 -o br0 -j ACCEPT; }
@test "c1 reaches c2" { fetch c1 http://172.18.0.3/ c2; }
@test "c2 reaches c1" { fetch c2 http://172.18.0.2/ c1; }
@test "wget in c1 reaches c2" { wget_in c1 http://172.18.0.3/ c2; }
@test "wget in c2 reaches c1" { wget_in c2 http://172.18.0.2/ c1; }
@test "the host forwards" {
  [ "$(cat /proc/sys/net/ipv4/ip_forward)" = 1 ]
  [ "$(cat /proc/sys/net/ipv4/conf/br0/forwarding)" = 1 ]
  [ "$(cat /proc/sys/net/ipv4/conf/ens33/forwarding)" = 1 ]
}
@test "what goes out is accepted" { rule -C FORWARD -i br0 -o ens33 -j ACCEPT; }
@test "what comes in is accepted" { rule -C FORWARD -i ens33 -o br0 -j ACCEPT; }
@test "what goes out is masqueraded" { rule -t nat -C POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE; }
@test "c1 reaches outside" { fetch c1 http://192.168.1.50/ outside; [[ $output == *"saw you as 192.168.1.61."* ]]; }
@test "c2 reaches outside" { fetch c2 http://192.168.1.50/ outside; [[ $output == *"saw you as 192.168.1.61."* ]]; }
@test "conntrack remembers the masquerade" {
  conntrack -L -s 172.18.0.2 -d 192.168.1.50 -p tcp --dport 80 2>/dev/null | grep -q 'src=192.168.1.50 dst=192.168.1.61'
}
@test "c1 knows the site's name" { timeout 6 docker exec c1 nslookup www.baidu.com; }
@test "c2 knows the site's name" { timeout 6 docker exec c2 nslookup www.baidu.com; }
@test "wget in c1 reaches the site" { wget_in c1 http://www.baidu.com/ internet; }
@test "wget in c2 reaches the site" { wget_in c2 http://www.baidu.com/ internet; }
@test "the port leads to c1 for others" { rule -t nat -C PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80; }
@test "what comes in for c1 is accepted" { rule -C FORWARD -i ens33 -o br0 -j ACCEPT; rule -C FORWARD -i br0 -o ens33 -j ACCEPT; }
@test "outside reaches the port" { fetch outside http://192.168.1.61:5678/ c1; }
@test "conntrack remembers the port" {
  conntrack -L -s 192.168.1.50 -d 192.168.1.61 -p tcp --dport 5678 2>/dev/null | grep -q 'src=172.18.0.2 .*sport=80'
}
@test "the port leads to c1 for the host" { rule -t nat -C OUTPUT ! -o br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80; }
@test "the host reaches the port" { fetch host http://192.168.1.61:5678/ c1; }
@test "veth1 is a hairpin" { bridge -d link show dev veth1 | grep -q 'hairpin on'; }
@test "the port leads to c1 for containers" {
  rule -t nat -C PREROUTING -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80
}
@test "c2 reaches the port" { fetch c2 http://192.168.1.61:5678/ c1; }
@test "what goes back to c1 is masqueraded" {
  rule -t nat -C POSTROUTING -d 172.18.0.2 -o br0 -p tcp -m tcp --dport 80 -j MASQUERADE --to-ports 1024-65535
}
@test "c1 reaches the port" { fetch c1 http://192.168.1.61:5678/ c1; }
@test "conntrack remembers the hairpin" {
  conntrack -L -s 172.18.0.2 -d 192.168.1.61 -p tcp --dport 5678 2>/dev/null | grep -q 'src=172.18.0.2 dst=172.18.0.1 sport=80'
}
@test "wget in c1 reaches the port" { wget_in c1 http://192.168.1.61:5678/ c1; }
