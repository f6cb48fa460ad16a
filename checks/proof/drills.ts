import { type Fault, inside } from '../support/case.ts';

/** Faults in the finished course (docs/handbook.md, section 4: #drill-1 to #drill-29). */
export const drills: readonly Fault[] = [
  {
    name: 'NOTRACK (drill 14)',
    step: 'talk-hairpin',
    lines: ['iptables -t raw -I PREROUTING -i br0 -j NOTRACK'],
    fails: { 'c1-reaches-outside': 'notrack', 'outside-reaches-port': 'notrack', 'c2-reaches-port': 'notrack' },
  },
  {
    name: 'ip_forward=0 (drill 1)',
    step: 'talk-hairpin',
    lines: ['sysctl -w net.ipv4.ip_forward=0'],
    fails: {
      'forwarding-on': 'ip-forward-off',
      'c1-reaches-outside': 'ip-forward-off',
      'outside-reaches-port': 'ip-forward-off',
    },
  },
  {
    name: 'a firewall in c1 (drill 8)',
    step: 'talk-hairpin',
    lines: [inside('c1', 'iptables -I INPUT -p tcp --dport 80 -j DROP')],
    fails: { 'c1-serves': 'container-firewall' },
  },
  {
    name: 'the host is deaf (drill 7)',
    step: 'talk-hairpin',
    lines: ['iptables -I INPUT -i br0 -p tcp --sport 80 -j DROP'],
    fails: { 'host-reaches-c1': 'host-input-drop' },
  },
  {
    name: 'pulled cable (drill 4)',
    step: 'talk-hairpin',
    lines: ['ip link set veth1 down'],
    fails: { 'veth1-up': 'veth-down' },
  },
  {
    name: 'ports isolated (drill 12)',
    step: 'talk-hairpin',
    lines: ['bridge link set dev veth1 isolated on', 'bridge link set dev veth2 isolated on'],
    fails: { 'c1-reaches-c2': 'ports-isolated' },
  },
  {
    name: 'port shut (drill 13)',
    step: 'talk-hairpin',
    lines: ['bridge link set dev veth2 state 0'],
    fails: { 'veth2-forwarding': 'port-shut' },
  },
  {
    name: 'poisoned neighbour (drill 9)',
    step: 'talk-hairpin',
    lines: [inside('c1', 'ip neigh replace 172.18.0.3 lladdr 02:de:ad:be:ef:01 nud permanent dev eth0')],
    fails: { 'c1-reaches-c2': 'neighbour-poisoned' },
  },
  {
    name: 'restart of c1 (F10)',
    step: 'talk-hairpin',
    lines: ['docker restart -t 0 c1', 'while ip link show veth1 >/dev/null 2>&1; do sleep 0.1; done'],
    fails: { 'veth1-exists': 'veth-missing' },
  },
  {
    name: 'one closed gate (drill 2)',
    step: 'talk-hairpin',
    lines: ['sysctl -w net.ipv4.conf.br0.forwarding=0'],
    fails: { 'forwarding-on': 'interface-forward-off', 'c1-reaches-outside': 'interface-forward-off' },
  },
  {
    name: 'after the flap (drill 3)',
    step: 'talk-hairpin',
    lines: [inside('c1', 'ip link set eth0 down'), inside('c1', 'ip link set eth0 up')],
    fails: { 'c1-default-route': 'default-route-missing', 'c1-reaches-host': 'default-route-missing' },
  },
  {
    name: 'not in the switch (drill 5)',
    step: 'talk-hairpin',
    lines: ['ip link set veth1 nomaster'],
    fails: { 'veth1-port': 'veth-not-a-port' },
  },
  {
    name: 'gateway without a name (drill 6)',
    step: 'talk-hairpin',
    lines: ['ip addr del 172.18.0.1/16 dev br0'],
    fails: { 'bridge-address': 'bridge-no-address', 'gateway-answers': 'bridge-no-address' },
  },
  {
    name: 'same face (drill 11)',
    step: 'talk-hairpin',
    lines: [
      "mac=$(nsenter -n -t $(docker inspect -f '{{.State.Pid}}' c1) ip -o link show eth0 | sed 's/.*ether \\([0-9a-f:]*\\).*/\\1/'); nsenter -n -t $(docker inspect -f '{{.State.Pid}}' c2) ip link set eth0 address $mac",
      'ip neigh flush dev br0',
      inside('c1', 'ip neigh flush dev eth0'),
      inside('c2', 'ip neigh flush dev eth0'),
    ],
    fails: { 'c2-address': 'same-mac' },
  },
  {
    name: 'talking to myself (drill 16)',
    step: 'talk-hairpin',
    lines: [
      'iptables -t nat -D POSTROUTING -o br0 -p tcp -m tcp --dport 80 -d 172.18.0.2 -j MASQUERADE --to-ports 1024-65535',
    ],
    fails: { 'masquerade-hairpin-rule': 'hairpin-masquerade-missing', 'c1-reaches-port': 'hairpin-masquerade-missing' },
  },
  {
    name: 'one-way street (drill 18)',
    step: 'talk-hairpin',
    lines: ['iptables -D FORWARD -i ens33 -o br0 -j ACCEPT'],
    fails: { 'forward-in-accept': 'return-missing', 'c1-reaches-outside': 'return-missing' },
  },
  {
    name: 'first match wins (drill 19)',
    step: 'talk-hairpin',
    lines: ['iptables -I FORWARD -i br0 -o ens33 -j REJECT --reject-with icmp-admin-prohibited'],
    fails: {
      'forward-out-accept': 'forward-shadowed',
      'c1-reaches-outside': 'forward-shadowed',
      'outside-reaches-port': 'forward-shadowed',
    },
  },
  {
    name: 'more specific wins (drill 21)',
    step: 'talk-hairpin',
    lines: ['ip route add 172.18.0.2/32 dev ens33'],
    fails: { 'bridge-route': 'host-route-elsewhere' },
  },
  {
    name: 'three kinds of no: blackhole (drill 22)',
    step: 'talk-hairpin',
    lines: ['ip route add blackhole 192.168.1.50/32'],
    fails: { 'c1-reaches-outside': 'host-route-missing' },
  },
  {
    name: 'three kinds of no: prohibit (drill 22)',
    step: 'talk-hairpin',
    lines: ['ip route add prohibit 192.168.1.50/32'],
    fails: { 'c1-reaches-outside': 'host-route-missing' },
  },
  {
    name: 'ghost in the port (drill 23)',
    step: 'talk-hairpin',
    lines: [
      'nft add table netdev labx',
      "nft add chain netdev labx labin '{ type filter hook ingress device veth1 priority 0; policy accept; }'",
      'nft add rule netdev labx labin ip protocol tcp drop',
    ],
    fails: { 'host-reaches-c1': 'bridge-filter', 'c1-reaches-host': 'bridge-filter' },
  },
  {
    name: 'wrong gateway (drill 26)',
    step: 'talk-hairpin',
    lines: [inside('c1', 'ip route replace default via 172.18.0.9')],
    fails: { 'c1-default-route': 'default-route-wrong-gateway', 'c1-reaches-host': 'default-route-wrong-gateway' },
  },
  {
    name: 'be patient (drill 28)',
    step: 'talk-hairpin',
    lines: ['ip link set br0 type bridge stp_state 1', 'ip link set veth1 down', 'ip link set veth1 up'],
    fails: { 'veth1-forwarding': 'port-waiting' },
  },
  {
    name: 'shadow rule (drill 29)',
    step: 'talk-hairpin',
    lines: ['iptables -t nat -I PREROUTING ! -i br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80'],
    fails: { 'dnat-rule': 'dnat-shadowed', 'outside-reaches-port': 'dnat-shadowed' },
  },
  {
    name: 'lo is down',
    step: 'talk-hairpin',
    lines: [inside('c1', 'ip link set lo down')],
    fails: { 'c1-serves': 'loopback-down' },
  },
];
