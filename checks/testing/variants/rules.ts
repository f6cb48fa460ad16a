import { dropping, type Mutant } from './variant.ts';

/** Wrong, but plausible: rules. */
export const ruleMutants: readonly Mutant[] = [
  {
    name: 'rule names the ports',
    step: 'forward-bridge',
    lines: ['iptables -I FORWARD -i veth1 -o veth2 -j ACCEPT', 'iptables -I FORWARD -i veth2 -o veth1 -j ACCEPT'],
    fails: { 'forward-bridge-accept': 'forward-port-names', 'c1-reaches-c2': 'forward-port-names' },
  },
  {
    name: 'appended below a REJECT',
    step: 'forward-bridge',
    lines: [
      'iptables -A FORWARD -j REJECT --reject-with icmp-host-prohibited',
      'iptables -A FORWARD -i br0 -o br0 -j ACCEPT',
    ],
    fails: { 'forward-bridge-accept': 'forward-shadowed', 'c1-reaches-c2': 'forward-shadowed' },
  },
  {
    name: 'in INPUT',
    step: 'forward-bridge',
    lines: ['iptables -I INPUT -i br0 -j ACCEPT'],
    fails: { 'forward-bridge-accept': 'forward-wrong-chain', 'c2-reaches-c1': 'forward-wrong-chain' },
  },
  {
    name: 'a second bouncer',
    step: 'forward-bridge',
    lines: ['iptables -I FORWARD -i br0 -o br0 -j ACCEPT', 'nft add table inet labx', dropping('inet', 'forward')],
    fails: { 'forward-bridge-accept': 'forward-other-chain', 'c1-reaches-c2': 'forward-other-chain' },
  },
  {
    name: 'a filter of the switch',
    step: 'forward-bridge',
    lines: [
      'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
      'nft add table bridge labx',
      dropping('bridge', 'forward'),
      'nft add rule bridge labx lab ether type arp accept',
    ],
    fails: { 'c1-reaches-c2': 'bridge-filter' },
  },
  {
    name: 'another legacy world drops',
    step: 'forward-bridge',
    lines: ['iptables -I FORWARD -i br0 -o br0 -j ACCEPT', 'iptables-legacy -A FORWARD -i br0 -o br0 -p tcp -j DROP'],
    fails: { 'forward-bridge-accept': 'forward-legacy', 'c1-reaches-c2': 'forward-legacy' },
  },
  {
    name: 'accepted in a table of its own',
    step: 'forward-bridge',
    lines: [
      'nft add table inet labx',
      "nft add chain inet labx lab '{ type filter hook forward priority 0; }'",
      'nft add rule inet labx lab iifname br0 oifname br0 accept',
    ],
    fails: { 'forward-bridge-accept': 'forward-other-chain' },
  },
  {
    name: 'wrong NIC',
    step: 'forward-out',
    lines: ['iptables -I FORWARD -i br0 -o eth0 -j ACCEPT'],
    fails: { 'forward-out-accept': 'forward-near-miss' },
  },
  {
    name: 'the same direction again',
    step: 'forward-in',
    lines: ['iptables -I FORWARD -i br0 -o ens33 -j ACCEPT'],
    fails: { 'forward-in-accept': 'forward-swapped' },
  },
  {
    name: 'MASQUERADE at a wrong NIC',
    step: 'masquerade',
    lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o eth0 -j MASQUERADE'],
    fails: { 'masquerade-rule': 'nat-near-miss', 'c1-reaches-outside': 'nat-near-miss' },
  },
  {
    name: 'MASQUERADE for everything',
    step: 'masquerade',
    lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -j MASQUERADE'],
    fails: { 'c1-reaches-c2': 'masquerade-too-wide' },
  },
  {
    name: 'no return rule, NAT in place',
    step: 'masquerade',
    lines: [
      'iptables -D FORWARD -i ens33 -o br0 -j ACCEPT',
      'iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE',
    ],
    fails: { 'forward-in-accept': 'return-missing', 'c1-reaches-outside': 'return-missing' },
  },
  {
    name: 'no port in --to-destination',
    step: 'dnat-prerouting',
    lines: ['iptables -t nat -I PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2'],
    fails: { 'dnat-rule': 'dnat-wrong-target', 'outside-reaches-port': 'dnat-wrong-target' },
  },
  {
    name: 'for one client only',
    step: 'dnat-prerouting',
    lines: [
      'iptables -t nat -I PREROUTING ! -i br0 -s 192.168.1.50 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
    ],
    fails: { 'dnat-rule': 'nat-near-miss' },
  },
  {
    name: 'to c2',
    step: 'dnat-prerouting',
    lines: ['iptables -t nat -I PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80'],
    fails: { 'dnat-rule': 'dnat-wrong-target', 'outside-reaches-port': 'dnat-wrong-target' },
  },
  {
    name: 'shadowed',
    step: 'dnat-prerouting',
    lines: [
      'iptables -t nat -A PREROUTING -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80',
      'iptables -t nat -A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
    ],
    fails: { 'dnat-rule': 'dnat-shadowed', 'outside-reaches-port': 'dnat-shadowed' },
  },
  {
    name: 'another PREROUTING rule',
    step: 'dnat-output',
    lines: ['iptables -t nat -I PREROUTING -i lo -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
    fails: { 'dnat-output-rule': 'dnat-output-missing', 'host-reaches-port': 'dnat-output-missing' },
  },
  {
    name: 'hairpin on the other port',
    step: 'hairpin-mode',
    lines: ['bridge link set dev veth2 hairpin on'],
    fails: { 'veth1-hairpin': 'hairpin-wrong-port' },
  },
  {
    name: 'LOCAL forgotten',
    step: 'dnat-bridge',
    lines: ['iptables -t nat -I PREROUTING -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
    fails: { 'dnat-bridge-rule': 'dnat-too-wide' },
  },
  {
    name: 'bridge-nf off: answers go past the host',
    step: 'dnat-bridge',
    lines: [
      'sysctl -w net.bridge.bridge-nf-call-iptables=0',
      'iptables -t nat -I PREROUTING -i br0 -p tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
    ],
    fails: { 'c2-reaches-port': 'bridge-nf-off' },
  },
  {
    name: '--dport 5678 after DNAT',
    step: 'masquerade-hairpin',
    lines: ['iptables -t nat -I POSTROUTING -o br0 -p tcp --dport 5678 -d 172.18.0.2 -j MASQUERADE'],
    fails: {
      'masquerade-hairpin-rule': 'hairpin-masquerade-host-port',
      'c1-reaches-port': 'hairpin-masquerade-host-port',
    },
  },
  {
    name: 'hairpin off again',
    step: 'masquerade-hairpin',
    lines: [
      'iptables -t nat -I POSTROUTING -o br0 -p tcp --dport 80 -d 172.18.0.2 -j MASQUERADE',
      'bridge link set dev veth1 hairpin off',
    ],
    fails: { 'veth1-hairpin': 'hairpin-off', 'c1-reaches-port': 'hairpin-off' },
  },
];
