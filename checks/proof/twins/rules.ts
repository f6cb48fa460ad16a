import { c1, type Twin } from '../../support/case.ts';

const legacy = (line: string): string => line.replace('iptables', 'iptables-legacy');
const toC1 = '-j DNAT --to-destination 172.18.0.2:80';

/** Right, but different: rules and switches. */
export const ruleTwins: readonly Twin[] = [
  {
    name: 'bridge-nf off: everything is reached all the same',
    instead: {
      'talk-hairpin': ['sysctl -w net.bridge.bridge-nf-call-iptables=0'],
    },
    until: 'course',
  },
  {
    name: 'bridge-nf for this bridge only',
    instead: {
      'forward-bridge': [
        'sysctl -w net.bridge.bridge-nf-call-iptables=0',
        'ip link set br0 type bridge nf_call_iptables 1',
        'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
      ],
    },
    until: 'course',
  },
  {
    name: 'appended',
    instead: {
      'forward-bridge': ['iptables -A FORWARD -i br0 -o br0 -j ACCEPT'],
      'forward-out': ['iptables -A FORWARD -i br0 -o ens33 -j ACCEPT'],
      'forward-in': ['iptables -A FORWARD -i ens33 -o br0 -j ACCEPT'],
      masquerade: ['iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE'],
      'dnat-prerouting': [`iptables -t nat -A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 ${toC1}`],
      'dnat-output': [`iptables -t nat -A OUTPUT ! -o br0 -p tcp -m tcp --dport 5678 ${toC1}`],
    },
    until: 'course',
  },
  {
    name: 'the return rule before the way out',
    instead: {
      'forward-out': ['iptables -I FORWARD -i ens33 -o br0 -j ACCEPT', 'iptables -I FORWARD -i br0 -o ens33 -j ACCEPT'],
      'forward-in': [],
    },
    until: 'lesson',
  },
  {
    name: 'physdev',
    instead: { 'forward-bridge': ['iptables -A FORWARD -m physdev --physdev-is-bridged -j ACCEPT'] },
    until: 'lesson',
  },
  {
    name: 'native nft rule',
    instead: { 'forward-bridge': ['nft add rule ip filter FORWARD iifname br0 oifname br0 counter accept'] },
    until: 'lesson',
  },
  {
    name: 'a chain of its own, by address',
    instead: {
      'forward-bridge': [
        'iptables -N LAB',
        'iptables -A FORWARD -j LAB',
        'iptables -A LAB -s 172.18.0.0/16 -d 172.18.0.0/16 -j ACCEPT',
      ],
    },
    until: 'course',
  },
  {
    name: 'by an ipset of nft',
    instead: {
      'forward-bridge': [
        "nft add set ip filter members '{ type ipv4_addr; elements = { 172.18.0.2, 172.18.0.3 }; }'",
        'nft add rule ip filter FORWARD ip saddr @members ip daddr @members accept',
      ],
    },
    until: 'lesson',
  },
  { name: 'policy ACCEPT', instead: { 'forward-bridge': ['iptables -P FORWARD ACCEPT'] }, until: 'lesson' },
  {
    name: 'only tcp to the web servers, and the answers',
    instead: {
      'forward-bridge': [
        'iptables -A FORWARD -i br0 -o br0 -p tcp --dport 80 -j ACCEPT',
        'iptables -A FORWARD -i br0 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      ],
    },
    until: 'lesson',
  },
  {
    name: 'anything but the bridge',
    instead: { 'forward-out': ['iptables -A FORWARD -i br0 ! -o br0 -j ACCEPT'] },
    until: 'lesson',
  },
  {
    name: 'answers by state, new calls of c1 by address',
    instead: {
      'forward-in': [
        'iptables -A FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
        'iptables -A FORWARD -i ens33 -o br0 -d 172.18.0.2 -p tcp --dport 80 -j ACCEPT',
      ],
    },
    until: 'course',
  },
  {
    name: 'stateful',
    instead: {
      'forward-in': ['iptables -A FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'],
    },
    until: 'lesson',
  },
  {
    name: 'the old -m state',
    instead: { 'forward-in': ['iptables -A FORWARD -i ens33 -o br0 -m state --state RELATED,ESTABLISHED -j ACCEPT'] },
    until: 'lesson',
  },
  {
    name: 'SNAT',
    instead: {
      masquerade: ['iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -j SNAT --to-source 192.168.1.61'],
    },
    until: 'course',
  },
  {
    name: 'MASQUERADE for TCP, and another for the rest',
    instead: {
      masquerade: [
        'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -p tcp -j MASQUERADE',
        'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 ! -p tcp -j MASQUERADE',
      ],
    },
    until: 'lesson',
  },
  {
    name: 'MASQUERADE for TCP, UDP and ICMP, one by one',
    instead: {
      masquerade: ['tcp', 'udp', 'icmp'].map(
        (proto) => `iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -p ${proto} -j MASQUERADE`,
      ),
    },
    until: 'lesson',
  },
  {
    name: 'new connections and answers, each by a rule of its own',
    instead: {
      'forward-bridge': [
        'iptables -A FORWARD -i br0 -o br0 -m conntrack --ctstate NEW -j ACCEPT',
        'iptables -A FORWARD -i br0 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      ],
    },
    until: 'lesson',
  },
  {
    name: 'whatever comes from the bridge, and whatever goes to it',
    instead: { 'forward-bridge': ['iptables -A FORWARD -i br0 -j ACCEPT', 'iptables -A FORWARD -o br0 -j ACCEPT'] },
    until: 'lesson',
  },
  {
    name: 'the policy accepts',
    instead: { 'forward-bridge': ['iptables -P FORWARD ACCEPT'] },
    until: 'lesson',
  },
  {
    name: 'a limit that only logs, one below the rule, and one that keeps off too many',
    instead: {
      'forward-bridge': [
        'iptables -A FORWARD -m limit --limit 5/min -j LOG',
        'iptables -A FORWARD -i br0 -o br0 -p tcp --syn -m connlimit --connlimit-above 500 -j REJECT',
        'iptables -A FORWARD -i br0 -o br0 -j ACCEPT',
        'iptables -A FORWARD -i br0 -m limit --limit 5/min -j ACCEPT',
      ],
    },
    until: 'lesson',
  },
  {
    name: 'an address given for an hour, and then for good',
    instead: {
      'c1-address': [
        c1('ip address add 172.18.0.2/16 dev eth0 valid_lft 3600 preferred_lft 3600'),
        c1('ip address change 172.18.0.2/16 dev eth0 valid_lft forever preferred_lft forever'),
      ],
    },
    until: 'lesson',
  },
  {
    name: 'MASQUERADE for whatever leaves by the uplink',
    instead: { masquerade: ['iptables -t nat -A POSTROUTING -o ens33 -j MASQUERADE'] },
    until: 'lesson',
  },
  {
    name: 'as Docker does it: not back into the bridge',
    instead: { masquerade: ['iptables -t nat -A POSTROUTING -s 172.18.0.0/16 ! -o br0 -j MASQUERADE'] },
    until: 'course',
  },
  {
    name: 'native nft masquerade',
    instead: {
      masquerade: [
        'nft add table ip lab',
        "nft add chain ip lab post '{ type nat hook postrouting priority srcnat; }'",
        'nft add rule ip lab post ip saddr 172.18.0.0/16 oifname ens33 masquerade',
      ],
    },
    until: 'lesson',
  },
  {
    name: 'legacy masquerade',
    instead: { masquerade: [legacy('iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE')] },
    until: 'lesson',
  },
  {
    name: 'addrtype LOCAL',
    instead: {
      'dnat-prerouting': [`iptables -t nat -A PREROUTING -p tcp --dport 5678 -m addrtype --dst-type LOCAL ${toC1}`],
    },
    until: 'course',
  },
  {
    name: 'by the address of the host',
    instead: {
      'dnat-prerouting': [`iptables -t nat -A PREROUTING -d 192.168.1.61 -p tcp --dport 5678 ${toC1}`],
      'dnat-bridge': [],
    },
    until: 'course',
  },
  {
    name: 'a DNAT chain of its own',
    instead: {
      'dnat-prerouting': [
        'iptables -t nat -N PORTS',
        `iptables -t nat -A PORTS -p tcp --dport 5678 ${toC1}`,
        'iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j PORTS',
      ],
      'dnat-output': ['iptables -t nat -A OUTPUT -m addrtype --dst-type LOCAL -j PORTS'],
      'dnat-bridge': [],
    },
    until: 'course',
  },
  {
    name: 'native nft DNAT',
    instead: {
      'dnat-prerouting': [
        'nft add table ip lab',
        "nft add chain ip lab pre '{ type nat hook prerouting priority dstnat; }'",
        'nft add rule ip lab pre iifname != br0 tcp dport 5678 dnat to 172.18.0.2:80',
      ],
    },
    until: 'lesson',
  },
  {
    name: 'OUTPUT for LOCAL only',
    instead: {
      'dnat-output': [`iptables -t nat -A OUTPUT -p tcp --dport 5678 -m addrtype --dst-type LOCAL ${toC1}`],
    },
    until: 'lesson',
  },
  {
    name: 'hairpin by ip link',
    instead: { 'hairpin-mode': ['ip link set dev veth1 type bridge_slave hairpin on'] },
    until: 'lesson',
  },
  {
    name: 'hairpin on every port',
    instead: { 'hairpin-mode': ['bridge link set dev veth1 hairpin on', 'bridge link set dev veth2 hairpin on'] },
    until: 'lesson',
  },
  {
    name: 'only translated connections (F58)',
    instead: {
      'masquerade-hairpin': [
        'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -d 172.18.0.2 -o br0 -p tcp --dport 80 -m conntrack --ctstate DNAT -j MASQUERADE',
      ],
    },
    until: 'course',
  },
  {
    name: 'SNAT to the bridge',
    instead: {
      'masquerade-hairpin': [
        'iptables -t nat -A POSTROUTING -d 172.18.0.2 -o br0 -p tcp --dport 80 -j SNAT --to-source 172.18.0.1',
      ],
    },
    until: 'course',
  },
  {
    name: 'only the call of itself',
    instead: {
      'masquerade-hairpin': ['iptables -t nat -A POSTROUTING -s 172.18.0.2 -d 172.18.0.2 -o br0 -p tcp -j MASQUERADE'],
    },
    until: 'course',
  },
];
