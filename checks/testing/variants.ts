import type { DiagnosisId } from '../support/define.ts';

/** Something else than the course's commands for a step, on a real lab where everything before it is done. */
export interface Variant {
  readonly name: string;
  readonly step: string;
  /** Typed in place of the step's commands. */
  readonly lines: readonly string[];
}
export interface Mutant extends Variant {
  /** Checks that have to fail, and why. */
  readonly fails: { readonly [check: string]: DiagnosisId };
}

const pid = (name: string): string => `$(docker inspect -f '{{.State.Pid}}' ${name})`;
const inside = (name: string, command: string): string => `nsenter -n -t ${pid(name)} ${command}`;
const chain = (family: string, hook: string): string =>
  `nft add chain ${family} labx lab '{ type filter hook ${hook} priority 10; policy drop; }'`;

/** Wrong, but plausible. */
export const mutants: readonly Mutant[] = [
  {
    name: 'forgot --net=none',
    step: 'run-c1',
    lines: ['docker run -d --net=host --name=c1 nginx:1.13.3-alpine'],
    fails: { 'c1-network-none': 'container-shared-network' },
  },
  {
    name: 'c1 exits at once',
    step: 'run-c1',
    lines: ['docker run -d --net=none --name=c1 nginx:1.13.3-alpine false'],
    fails: { 'c1-running': 'container-exited' },
  },
  {
    name: 'no mask',
    step: 'bridge-address',
    lines: ['ip address add 172.18.0.1 dev br0'],
    fails: { 'bridge-address': 'bridge-wrong-mask' },
  },
  {
    name: 'a bridge of that name',
    step: 'veth1',
    lines: ['ip link add veth1 type bridge'],
    fails: { 'veth1-exists': 'veth-wrong-kind' },
  },
  {
    name: 'the subnet is taken (F17)',
    step: 'bridge-address',
    lines: [
      'ip link add br-6576 type bridge',
      'ip link set br-6576 up',
      'ip address add 172.18.0.1/16 dev br-6576',
      'ip address add 172.18.0.1/16 dev br0',
    ],
    fails: { 'bridge-route': 'subnet-taken' },
  },
  {
    name: "the container's end is plugged in",
    step: 'veth1-port',
    lines: ['ip link set eth0 master br0'],
    fails: { 'veth1-port': 'wrong-end-plugged' },
  },
  {
    name: 'the pid of c2',
    step: 'eth0-to-c1',
    lines: [`ip link set eth0 netns ${pid('c2')}`],
    fails: { 'c1-eth0': 'eth0-in-other-container' },
  },
  {
    name: 'the wrong end',
    step: 'eth0-to-c1',
    lines: [`ip link set veth1 netns ${pid('c1')}`],
    fails: { 'veth1-exists': 'wrong-end-moved' },
  },
  {
    name: 'up on the host again',
    step: 'c1-eth0-up',
    lines: ['ip link set veth1 up'],
    fails: { 'c1-eth0-up': 'eth0-down' },
  },
  {
    name: 'forgot -n: the address is on the host',
    step: 'c1-address',
    lines: ['ip address add 172.18.0.2/16 dev br0'],
    fails: { 'bridge-route': 'address-on-host', 'c1-address': 'address-on-host' },
  },
  {
    name: 'a /32',
    step: 'c1-address',
    lines: [inside('c1', 'ip address add 172.18.0.2 dev eth0')],
    fails: { 'c1-address': 'address-wrong-mask', 'host-reaches-c1': 'address-wrong-mask' },
  },
  {
    name: 'route without via',
    step: 'c1-route',
    lines: [inside('c1', 'ip route add default dev eth0')],
    fails: { 'c1-default-route': 'default-route-no-gateway' },
  },
  {
    name: 'twins',
    step: 'c2-address',
    lines: [
      inside('c2', 'ip address add 172.18.0.2/16 dev eth0'),
      inside('c2', 'ip route add default via 172.18.0.1 dev eth0'),
    ],
    fails: { 'c2-address': 'address-wrong', 'c1-address': 'address-duplicate' },
  },
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
    lines: ['iptables -I FORWARD -i br0 -o br0 -j ACCEPT', 'nft add table inet labx', chain('inet', 'forward')],
    fails: { 'forward-bridge-accept': 'forward-other-chain', 'c1-reaches-c2': 'forward-other-chain' },
  },
  {
    name: 'a filter of the switch',
    step: 'forward-bridge',
    lines: [
      'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
      'nft add table bridge labx',
      chain('bridge', 'forward'),
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
    lines: ['docker restart -t 0 c1'],
    fails: { 'veth1-exists': 'veth-missing' },
  },
];

/** Right, but not as the course does it: the step passes. */
export const twins: readonly Variant[] = [
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
