import type { Claim } from './claim.ts';

const before = 'before';
const after = 'after';

/** Of lessons 0 and 1: namespaces, cables, the switch, addresses, routes. */
export const wiring: readonly Claim[] = [
  {
    id: 'loopback-of-a-namespace',
    ...{ step: 'run-c1', when: after, sentence: '`127.0.0.1` means "this namespace", not "this machine".' },
    lines: 'get host http://127.0.0.1/; get c1 http://127.0.0.1/',
    prints: 'refused\npage\n',
  },
  {
    id: 'one-listener-in-a-namespace',
    ...{ step: 'run-c2', when: after, sentence: 'Normally two programs cannot listen at the same address and port.' },
    lines: "get c2 http://127.0.0.1/; docker exec c1 nginx 2>&1 | grep -m 1 -o 'bind() to 0.0.0.0:80 failed (98'",
    prints: 'page\nbind() to 0.0.0.0:80 failed (98\n',
  },
  {
    id: 'cables-alone',
    ...{ step: 'bridge', when: before },
    sentence: "it reaches c1, but asks for c2 on c1's cable, where nobody answers",
    lines: `
      for n in 1 2; do
        ip link add alone$n type veth peer name eth0 netns $(docker inspect -f {{.State.Pid}} c$n)
        ip address add 172.18.0.1$n/16 dev alone$n; ip link set alone$n up
        at c$n ip address add 172.18.0.$((n + 1))/16 dev eth0; at c$n ip link set eth0 up
      done
      ip route show 172.18.0.0/16 | wc -l; ip route get 172.18.0.3 | grep -o 'dev [a-z0-9]*'
      get host http://172.18.0.2/; get host http://172.18.0.3/ -m 5; get c1 http://172.18.0.3/ -m 5
      ip link del alone1; ip link del alone2`,
    prints: '2\ndev alone1\npage\nno route to host\nno route to host\n',
  },
  {
    id: 'lost-at-the-gateway',
    ...{ step: 'bridge-address', when: before },
    sentence: 'packets for 172.18.0.2 went to the default gateway and got lost there: timeout',
    lines: 'get host http://172.18.0.2/',
    prints: 'timeout\n',
  },
  {
    id: 'bare-address',
    ...{
      step: 'bridge-address',
      when: before,
      sentence: 'An address without a mask counts as /32: just itself, no neighbours.',
    },
    lines: `
      ip address add 172.18.0.1 dev br0; ip -br -4 address show br0 | awk '{ print $3 }'
      ip route get 172.18.0.2 | grep -o 'dev [a-z0-9]*'; ip address del 172.18.0.1/32 dev br0`,
    prints: '172.18.0.1/32\ndev ens33\n',
  },
  {
    id: 'three-questions',
    ...{ step: 'bridge-address', when: after, sentence: 'Nobody replies, and after three tries it gives up' },
    lines: `
      timeout 4 tcpdump -lni br0 arp and host 172.18.0.2 >/tmp/asked 2>/dev/null & sleep 0.5
      within 4 get host http://172.18.0.2/ -m 5; wait; grep -c 'who-has 172.18.0.2' /tmp/asked`,
    prints: 'no route to host\nwithin 4 s\n3\n',
  },
  {
    id: 'asked-of-everybody',
    ...{
      step: 'bridge-address',
      when: after,
      sentence: 'It calls out on br0, in a frame for everybody: who has this address?',
    },
    lines: `
      timeout 4 tcpdump -elni br0 -c 1 arp and host 172.18.0.2 >/tmp/asked 2>/dev/null & sleep 0.5
      get host http://172.18.0.2/ -m 5; wait; grep -o '> ff:ff:ff:ff:ff:ff' /tmp/asked`,
    prints: 'no route to host\n> ff:ff:ff:ff:ff:ff\n',
  },
  {
    id: 'a-name-once',
    ...{ step: 'veth1', when: after, sentence: 'There this command fails with `File exists`' },
    lines: "ip link add veth9 type veth peer name eth0 2>&1 | grep -o 'File exists'",
    prints: 'File exists\n',
  },
  {
    id: 'a-port-joins',
    ...{ step: 'veth1-port', when: before },
    sentence: 'Asked the other way round, the kernel answers `Operation not supported`.',
    lines: "ip link set br0 master veth1 2>&1 | grep -o 'Operation not supported'",
    prints: 'Operation not supported\n',
  },
  {
    id: 'lowest-mac',
    ...{ step: 'veth2', when: after, sentence: 'it follows the lowest among its ports' },
    lines: `
      lowest=$(cat /sys/class/net/veth1/address /sys/class/net/veth2/address | sort | head -n 1)
      [ "$lowest" = "$(cat /sys/class/net/br0/address)" ] && echo lowest`,
    prints: 'lowest\n',
  },
  {
    id: 'reset-by-a-move',
    ...{ step: 'eth0-to-c1', when: before, sentence: 'Moving an interface always resets both.' },
    lines: `
      pid=$(docker inspect -f {{.State.Pid}} c1)
      ip link add x0 type veth peer name x1; ip link set x1 up; ip address add 10.9.9.9/24 dev x1
      ip link set x1 netns $pid; at c1 ip -br address show x1 | awk '{ print $2, $3 }'; ip link del x0`,
    prints: 'DOWN \n',
  },
  {
    id: 'no-net-admin',
    ...{ step: 'c1-eth0-up', when: before, sentence: 'Inside it, even root may not change the network' },
    lines: "docker exec c1 ip link set eth0 up 2>&1 | grep -o 'Operation not permitted'",
    prints: 'Operation not permitted\n',
  },
  {
    id: 'sys-of-the-host',
    ...{ step: 'c1-eth0-up', when: after, sentence: "`/sys` stays the host's" },
    lines: 'at c1 ls /sys/class/net | grep -x -e br0 -e eth0',
    prints: 'br0\n',
  },
  {
    id: 'gateway-is-a-neighbour',
    ...{ step: 'c1-address', when: before, of: 'c1-route', sentence: 'the kernel says `Nexthop has invalid gateway`' },
    lines: `
      at c1 ip route add default via 172.18.0.1 dev eth0 2>&1 | grep -o 'Nexthop has invalid gateway'
      get c1 http://172.18.0.3/`,
    prints: 'Nexthop has invalid gateway\nnetwork is unreachable\n',
  },
  {
    id: 'known-way-nobody-home',
    ...{ step: 'c1-address', when: after, sentence: '"No route to host" means *I know the way, but nobody is home*.' },
    lines: 'get c1 http://172.18.0.3/ -m 5; get c1 http://192.168.1.50/',
    prints: 'no route to host\nnetwork is unreachable\n',
  },
  {
    id: 'delivered-not-forwarded',
    ...{ step: 'c1-route', when: after, sentence: 'The packet is *delivered* to the host, not forwarded through it' },
    lines: `
      get c1 http://192.168.1.61:9000/; get c1 http://192.168.1.50/
      sysctl -qw net.ipv4.ip_forward=0; get c1 http://192.168.1.61:9000/; sysctl -qw net.ipv4.ip_forward=1`,
    prints: 'host sees 172.18.0.2\ntimeout\nhost sees 172.18.0.2\n',
  },
  {
    id: 'route-goes-with-the-link',
    ...{
      step: 'c1-route',
      when: after,
      sentence: 'If eth0 was ever switched off, the default route was deleted with it.',
    },
    lines: `
      at c1 ip link set eth0 down; at c1 ip link set eth0 up; at c1 ip route show default | wc -l
      at c1 ip route add default via 172.18.0.1 dev eth0`,
    prints: '0\n',
  },
  {
    id: 'fdb-lines',
    ...{ step: 'bridge-show', when: after, sentence: "a line with `master br0 permanent` is a port's own address" },
    lines: `
      get c1 http://172.18.0.1:9000/ >/dev/null
      bridge fdb show br br0 | grep 'master br0 permanent' | cut -d ' ' -f 1 | grep -cxF "$(cat /sys/class/net/veth1/address)"
      bridge fdb show br br0 | grep 'master br0 permanent' | wc -l
      bridge fdb show br br0 | grep 'self permanent' | grep -cv -e ^33:33: -e ^01:00:5e:
      bridge fdb show br br0 | grep 'dev veth1' | grep -v permanent | cut -d ' ' -f 1 | grep -cxF "$(docker exec c1 cat /sys/class/net/eth0/address)"`,
    prints: '1\n1\n0\n1\n',
  },
  {
    id: 'one-eth0-in-c1',
    ...{ step: 'eth0-to-c2', when: before, sentence: 'the kernel would only object because c1 already has an eth0' },
    lines: `
      ip link set eth0 netns $(docker inspect -f {{.State.Pid}} c1) 2>/dev/null || echo 'it objects'
      ip -br link show eth0 | cut -d @ -f 1`,
    prints: 'it objects\neth0\n',
  },
  {
    id: 'arp-works-ip-does-not',
    ...{ step: 'c2-address', when: after, sentence: "ARP works now, so c1 knows c2's MAC address" },
    lines: 'get c1 http://172.18.0.3/; at c1 ip neigh show 172.18.0.3 | grep -c lladdr; get host http://172.18.0.3/',
    prints: 'timeout\n1\npage\n',
  },
  {
    id: 'bridge-not-ports',
    ...{ step: 'forward-bridge', when: before, sentence: 'A rule with `-i veth1 -o veth2` would never match.' },
    lines: `
      iptables -I FORWARD -i veth1 -o veth2 -j ACCEPT; get c1 http://172.18.0.3/
      iptables -D FORWARD -i veth1 -o veth2 -j ACCEPT`,
    prints: 'timeout\n',
  },
  {
    id: 'only-by-br-netfilter',
    ...{ step: 'forward-bridge', when: before },
    sentence: 'Without br_netfilter, or with the policy ACCEPT, this rule changes nothing.',
    lines: `
      sysctl -qw net.bridge.bridge-nf-call-iptables=0; get c1 http://172.18.0.3/
      sysctl -qw net.bridge.bridge-nf-call-iptables=1; iptables -P FORWARD ACCEPT; get c1 http://172.18.0.3/
      iptables -P FORWARD DROP; get c1 http://172.18.0.3/`,
    prints: 'page\npage\ntimeout\n',
  },
  {
    id: 'one-port-or-all',
    ...{ step: 'forward-bridge', when: after, of: 'bridge' },
    sentence: 'A frame for everybody, or for an address that it does not know yet, goes out of all the other ports.',
    lines: `
      at c1 ip neigh replace 172.18.0.98 lladdr 02:00:00:00:00:98 dev eth0
      at c2 timeout 2 tcpdump -lnei eth0 host 172.18.0.98 or host 172.18.0.99 or host 172.18.0.1 >/tmp/heard 2>/dev/null & sleep 0.7
      get c1 http://172.18.0.1:9000/ >/dev/null; get c1 http://172.18.0.99/ -m 0.3 >/dev/null; get c1 http://172.18.0.98/ -m 0.3 >/dev/null; wait
      grep -q 'ff:ff:ff:ff:ff:ff.*who-has 172.18.0.99' /tmp/heard && echo everybody
      grep -q '> 02:00:00:00:00:98' /tmp/heard && echo unknown
      grep -c '172.18.0.2.* > 172.18.0.1' /tmp/heard
      at c1 ip neigh del 172.18.0.98 dev eth0`,
    prints: 'everybody\nunknown\n0\n',
  },
  {
    id: 'neighbours-need-no-gateway',
    ...{ step: 'talk', when: after, of: 'c1-route', sentence: 'They share a switch, and the gateway takes no part.' },
    lines: `
      for one in c1 c2; do at $one ip route del default; done; get c1 http://172.18.0.3/; get c2 http://172.18.0.2/
      for one in c1 c2; do at $one ip route add default via 172.18.0.1 dev eth0; done`,
    prints: 'page\npage\n',
  },
  {
    id: 'switched-without-ip-forward',
    ...{ step: 'talk', when: after, sentence: 'Between c1 and c2 the packet is switched inside one network.' },
    lines: `
      sysctl -qw net.ipv4.ip_forward=0; get c1 http://172.18.0.3/; client c2; sysctl -qw net.ipv4.ip_forward=1
      docker exec c1 ping -c 1 172.18.0.3 | grep -o ttl=64`,
    prints: 'page\n172.18.0.2\nttl=64\n',
  },
];
