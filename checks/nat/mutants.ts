import type { CommandMutants } from '../support/case.ts';

const noMasquerade = { 'masquerade-rule': 'masquerade-missing' } as const;

/** The MASQUERADE of lesson 2. */
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
];
