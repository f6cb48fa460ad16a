import { type CommandMutants, c1 } from '../support/case.ts';

const off = { 'veth1-hairpin': 'hairpin-off' } as const;
const noDnat = { 'dnat-bridge-rule': 'dnat-missing' } as const;
const noMasquerade = { 'masquerade-hairpin-rule': 'hairpin-masquerade-missing' } as const;

/** Lesson 4: the containers call the published port. */
export const hairpinMutants: readonly CommandMutants[] = [
  {
    step: 'hairpin-mode',
    command: 0,
    leftOut: off,
    wrong: [
      {
        name: 'on the other port',
        lines: ['bridge link set dev veth2 hairpin on'],
        fails: { 'veth1-hairpin': 'hairpin-wrong-port' },
      },
      {
        name: 'inside the container',
        lines: [c1('bridge link set dev eth0 hairpin on')],
        fails: off,
        refused: true,
      },
      { name: 'off', lines: ['bridge link set dev veth1 hairpin off'], fails: off },
      { name: 'at the bridge', lines: ['bridge link set dev br0 hairpin on'], fails: off, refused: true },
      {
        name: 'lost with the port',
        lines: ['bridge link set dev veth1 hairpin on', 'ip link set veth1 nomaster', 'ip link set veth1 master br0'],
        fails: off,
      },
    ],
  },
  {
    step: 'dnat-bridge',
    command: 0,
    leftOut: { ...noDnat, 'c2-reaches-port': 'dnat-missing' },
    wrong: [
      {
        name: 'LOCAL forgotten',
        lines: [
          'iptables -t nat -I PREROUTING -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
        ],
        fails: { 'dnat-bridge-rule': 'dnat-too-wide' },
      },
      {
        name: 'bridge-nf off: answers go past the host',
        lines: [
          'sysctl -w net.bridge.bridge-nf-call-iptables=0',
          'iptables -t nat -I PREROUTING -i br0 -p tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
        ],
        fails: { 'c2-reaches-port': 'bridge-nf-off' },
      },
      {
        name: '-m addrtype forgotten',
        lines: [
          'iptables -t nat -I PREROUTING -i br0 -p tcp -m tcp --dport 5678 --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
        ],
        fails: noDnat,
        refused: true,
      },
      {
        name: 'from the port of the switch',
        lines: [
          'iptables -t nat -I PREROUTING -i veth2 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80',
        ],
        fails: { 'dnat-bridge-rule': 'nat-near-miss' },
      },
      {
        name: 'UNICAST in place of LOCAL',
        lines: [
          'iptables -t nat -I PREROUTING -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type UNICAST -j DNAT --to-destination 172.18.0.2:80',
        ],
        fails: { 'dnat-bridge-rule': 'nat-near-miss' },
      },
      {
        name: 'to c2 itself',
        lines: [
          'iptables -t nat -I PREROUTING -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.3:80',
        ],
        fails: { 'dnat-bridge-rule': 'dnat-wrong-target' },
      },
    ],
  },
  {
    step: 'masquerade-hairpin',
    command: 0,
    leftOut: { ...noMasquerade, 'c1-reaches-port': 'hairpin-masquerade-missing' },
    wrong: [
      {
        name: '--dport 5678 after DNAT',
        lines: ['iptables -t nat -I POSTROUTING -o br0 -p tcp --dport 5678 -d 172.18.0.2 -j MASQUERADE'],
        fails: {
          'masquerade-hairpin-rule': 'hairpin-masquerade-host-port',
          'c1-reaches-port': 'hairpin-masquerade-host-port',
        },
      },
      {
        name: 'hairpin off again',
        lines: [
          'iptables -t nat -I POSTROUTING -o br0 -p tcp --dport 80 -d 172.18.0.2 -j MASQUERADE',
          'bridge link set dev veth1 hairpin off',
        ],
        fails: { 'veth1-hairpin': 'hairpin-off', 'c1-reaches-port': 'hairpin-off' },
      },
      {
        name: '--to-ports without -p',
        lines: ['iptables -t nat -I POSTROUTING -o br0 -d 172.18.0.2 -j MASQUERADE --to-ports 1024-65535'],
        fails: noMasquerade,
        refused: true,
      },
      {
        name: 'out by the uplink',
        lines: ['iptables -t nat -I POSTROUTING -o ens33 -p tcp --dport 80 -d 172.18.0.2 -j MASQUERADE'],
        fails: { 'masquerade-hairpin-rule': 'nat-near-miss' },
      },
      {
        name: 'to c2',
        lines: ['iptables -t nat -I POSTROUTING -o br0 -p tcp --dport 80 -d 172.18.0.3 -j MASQUERADE'],
        fails: { 'masquerade-hairpin-rule': 'nat-near-miss' },
      },
      {
        name: 'the address of the host as destination',
        lines: ['iptables -t nat -I POSTROUTING -o br0 -p tcp --dport 80 -d 192.168.1.61 -j MASQUERADE'],
        fails: { 'masquerade-hairpin-rule': 'nat-near-miss' },
      },
    ],
  },
];
