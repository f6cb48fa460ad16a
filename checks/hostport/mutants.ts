import type { CommandMutants } from '../support/case.ts';

const noDnat = { 'dnat-rule': 'dnat-missing' } as const;
const noOutput = { 'dnat-output-rule': 'dnat-output-missing' } as const;

/** The two rules of the published port. */
export const hostportMutants: readonly CommandMutants[] = [
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
