import type { CommandMutants } from '../support/case.ts';

const noMasquerade = { 'masquerade-rule': 'masquerade-missing' } as const;
const noDnat = { 'dnat-rule': 'dnat-missing' } as const;
const noOutput = { 'dnat-output-rule': 'dnat-output-missing' } as const;

/** MASQUERADE of lesson 2, DNAT of lesson 3. */
export const natMutants: readonly CommandMutants[] = [
  {
    step: 'masquerade',
    command: 0,
    leftOut: { ...noMasquerade, 'c1-reaches-outside': 'masquerade-missing' },
    wrong: [
      {
        name: 'another card',
        lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o eth0 -j MASQUERADE'],
        fails: { 'masquerade-rule': 'nat-near-miss', 'c1-reaches-outside': 'nat-near-miss' },
      },
      {
        name: 'for everything',
        lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -j MASQUERADE'],
        fails: { 'c1-reaches-c2': 'masquerade-too-wide', 'masquerade-rule': 'masquerade-too-wide' },
      },
      {
        name: 'no return rule, NAT in place',
        lines: [
          'iptables -D FORWARD -i ens33 -o br0 -j ACCEPT',
          'iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE',
        ],
        fails: { 'forward-in-accept': 'return-missing', 'c1-reaches-outside': 'return-missing' },
      },
      {
        name: 'forgot -t nat',
        lines: ['iptables -I POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE'],
        fails: noMasquerade,
        refused: true,
      },
      {
        name: 'in PREROUTING',
        lines: ['iptables -t nat -I PREROUTING -s 172.18.0.0/16 -j MASQUERADE'],
        fails: noMasquerade,
        refused: true,
      },
      {
        name: '-i in POSTROUTING',
        lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -i br0 -j MASQUERADE'],
        fails: noMasquerade,
        refused: true,
      },
      {
        name: '-o br0',
        lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o br0 -j MASQUERADE'],
        fails: { 'masquerade-rule': 'nat-near-miss' },
      },
      {
        name: 'another network',
        lines: ['iptables -t nat -I POSTROUTING -s 172.17.0.0/16 -o ens33 -j MASQUERADE'],
        fails: { 'masquerade-rule': 'nat-near-miss' },
      },
      {
        name: 'TCP only: a ping keeps the address of the container',
        lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -p tcp -j MASQUERADE'],
        fails: { 'masquerade-rule': 'nat-near-miss' },
      },
      {
        name: 'TCP and UDP',
        lines: [
          'iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -p tcp -j MASQUERADE',
          'iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -p udp -j MASQUERADE',
        ],
        fails: { 'masquerade-rule': 'nat-near-miss' },
      },
      {
        name: 'all but pings',
        lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 ! -p icmp -j MASQUERADE'],
        fails: { 'masquerade-rule': 'nat-near-miss' },
      },
      {
        name: 'nine of ten connections',
        lines: [
          'iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -m statistic --mode random --probability 0.999 -j MASQUERADE',
        ],
        fails: { 'masquerade-rule': 'rule-for-now' },
      },
      {
        name: 'SNAT to the address of the bridge',
        lines: ['iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -j SNAT --to-source 172.18.0.1'],
        fails: { 'masquerade-rule': 'snat-wrong-address' },
      },
    ],
  },
  {
    step: 'dnat-prerouting',
    command: 0,
    leftOut: { ...noDnat, 'outside-reaches-port': 'dnat-missing' },
    wrong: [
      {
        name: 'no port in --to-destination',
        lines: [
          'iptables -t nat -I PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2',
        ],
        fails: { 'dnat-rule': 'dnat-wrong-target', 'outside-reaches-port': 'dnat-wrong-target' },
      },
      {
        name: 'for one client only',
        lines: [
          'iptables -t nat -I PREROUTING ! -i br0 -s 192.168.1.50 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
        ],
        fails: { 'dnat-rule': 'nat-near-miss' },
      },
      {
        name: 'to c2',
        lines: [
          'iptables -t nat -I PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80',
        ],
        fails: { 'dnat-rule': 'dnat-wrong-target', 'outside-reaches-port': 'dnat-wrong-target' },
      },
      {
        name: 'shadowed',
        lines: [
          'iptables -t nat -A PREROUTING -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80',
          'iptables -t nat -A PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
        ],
        fails: { 'dnat-rule': 'dnat-shadowed', 'outside-reaches-port': 'dnat-shadowed' },
      },
      {
        name: 'no -p',
        lines: ['iptables -t nat -I PREROUTING ! -i br0 -j DNAT --to-destination 172.18.0.2:80'],
        fails: noDnat,
        refused: true,
      },
      {
        name: '--dport before -p',
        lines: ['iptables -t nat -I PREROUTING ! -i br0 --dport 5678 -p tcp -j DNAT --to-destination 172.18.0.2:80'],
        fails: noDnat,
        refused: true,
      },
      {
        name: '-o in PREROUTING',
        lines: ['iptables -t nat -I PREROUTING ! -o br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: noDnat,
        refused: true,
      },
      {
        name: 'forgot -t nat',
        lines: ['iptables -I PREROUTING ! -i br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: noDnat,
        refused: true,
      },
      {
        name: 'udp',
        lines: ['iptables -t nat -I PREROUTING ! -i br0 -p udp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: { 'dnat-rule': 'nat-near-miss' },
      },
      {
        name: 'digits swapped',
        lines: ['iptables -t nat -I PREROUTING ! -i br0 -p tcp --dport 5687 -j DNAT --to-destination 172.18.0.2:80'],
        fails: { 'dnat-rule': 'nat-near-miss' },
      },
      {
        name: 'to port 8080',
        lines: ['iptables -t nat -I PREROUTING ! -i br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:8080'],
        fails: { 'dnat-rule': 'dnat-wrong-target', 'outside-reaches-port': 'dnat-wrong-target' },
      },
      {
        name: 'in OUTPUT',
        lines: ['iptables -t nat -I OUTPUT -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: { 'dnat-rule': 'nat-wrong-chain' },
      },
    ],
  },
  {
    step: 'dnat-output',
    command: 0,
    leftOut: { ...noOutput, 'host-reaches-port': 'dnat-output-missing' },
    wrong: [
      {
        name: 'another PREROUTING rule',
        lines: ['iptables -t nat -I PREROUTING -i lo -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: { 'dnat-output-rule': 'dnat-output-missing', 'host-reaches-port': 'dnat-output-missing' },
      },
      {
        name: '-i in OUTPUT',
        lines: ['iptables -t nat -I OUTPUT ! -i br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: noOutput,
        refused: true,
      },
      {
        name: 'forgot -t nat',
        lines: ['iptables -I OUTPUT ! -o br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: noOutput,
        refused: true,
      },
      {
        name: 'to c2',
        lines: ['iptables -t nat -I OUTPUT ! -o br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80'],
        fails: { 'dnat-output-rule': 'dnat-wrong-target', 'host-reaches-port': 'dnat-wrong-target' },
      },
      {
        name: 'out by br0 only',
        lines: ['iptables -t nat -I OUTPUT -o br0 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80'],
        fails: { 'dnat-output-rule': 'nat-near-miss' },
      },
    ],
  },
];
