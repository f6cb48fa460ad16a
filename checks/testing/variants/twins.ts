import { inside, pid, type Variant } from './variant.ts';

/** Right, but not as the course does it: the step passes. */
export const twins: readonly Variant[] = [
  {
    name: 'bridge-nf off: everything is reached all the same',
    step: 'talk-hairpin',
    lines: ['sysctl -w net.bridge.bridge-nf-call-iptables=0'],
  },
  {
    name: 'bridge-nf for this bridge only',
    step: 'talk-hairpin',
    lines: ['sysctl -w net.bridge.bridge-nf-call-iptables=0', 'ip link set br0 type bridge nf_call_iptables 1'],
  },
  { name: 'brctl', step: 'bridge', lines: ['brctl addbr br0', 'ip link set br0 up'] },
  {
    name: 'another name, straight into the container',
    step: 'eth0-to-c1',
    lines: [
      'ip link del veth1',
      `ip link add cable-a type veth peer name eth0 netns ${pid('c1')}`,
      'ip link set cable-a master br0 up',
    ],
  },
  {
    name: 'address added as the bridge broadcasts',
    step: 'c1-address',
    lines: [inside('c1', 'ip address replace 172.18.0.2/16 brd + dev eth0')],
  },
  {
    name: 'two halves instead of a default',
    step: 'c1-route',
    lines: [
      inside('c1', 'ip route add 0.0.0.0/1 via 172.18.0.1'),
      inside('c1', 'ip route add 128.0.0.0/1 via 172.18.0.1'),
    ],
  },
  { name: 'physdev', step: 'forward-bridge', lines: ['iptables -A FORWARD -m physdev --physdev-is-bridged -j ACCEPT'] },
  {
    name: 'native nft rule',
    step: 'forward-bridge',
    lines: ['nft add rule ip filter FORWARD iifname br0 oifname br0 counter accept'],
  },
  {
    name: 'a chain of its own, by address',
    step: 'forward-bridge',
    lines: [
      'iptables -N LAB',
      'iptables -A FORWARD -j LAB',
      'iptables -A LAB -s 172.18.0.0/16 -d 172.18.0.0/16 -j ACCEPT',
    ],
  },
  { name: 'policy ACCEPT', step: 'forward-bridge', lines: ['iptables -P FORWARD ACCEPT'] },
  { name: 'anything but the bridge', step: 'forward-out', lines: ['iptables -A FORWARD -i br0 ! -o br0 -j ACCEPT'] },
  {
    name: 'stateful',
    step: 'forward-in',
    lines: ['iptables -A FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'],
  },
  {
    name: 'SNAT',
    step: 'masquerade',
    lines: ['iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -j SNAT --to-source 192.168.1.61'],
  },
  {
    name: 'native nft masquerade',
    step: 'masquerade',
    lines: [
      'nft add table ip lab',
      "nft add chain ip lab post '{ type nat hook postrouting priority srcnat; }'",
      'nft add rule ip lab post ip saddr 172.18.0.0/16 oifname ens33 masquerade',
    ],
  },
  {
    name: 'legacy masquerade',
    step: 'masquerade',
    lines: ['iptables-legacy -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE'],
  },
  {
    name: 'addrtype LOCAL',
    step: 'dnat-prerouting',
    lines: [
      'iptables -t nat -A PREROUTING -p tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    ],
  },
  {
    name: 'OUTPUT for LOCAL only',
    step: 'dnat-output',
    lines: [
      'iptables -t nat -A OUTPUT -p tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    ],
  },
  { name: 'hairpin by brctl', step: 'hairpin-mode', lines: ['ip link set dev veth1 type bridge_slave hairpin on'] },
  {
    name: 'only translated connections (F58)',
    step: 'masquerade-hairpin',
    lines: [
      'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -d 172.18.0.2 -o br0 -p tcp --dport 80 -m conntrack --ctstate DNAT -j MASQUERADE',
    ],
  },
  {
    name: 'SNAT to the bridge',
    step: 'masquerade-hairpin',
    lines: ['iptables -t nat -A POSTROUTING -d 172.18.0.2 -o br0 -p tcp --dport 80 -j SNAT --to-source 172.18.0.1'],
  },
];
