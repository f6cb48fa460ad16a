import { type CommandMutants, c1, c2 } from '../support/case.ts';

const noAddress = { 'c1-address': 'address-missing' } as const;

/** The addresses of both containers. */
export const addressMutants: readonly CommandMutants[] = [
  {
    step: 'c1-address',
    command: 0,
    leftOut: noAddress,
    wrong: [
      {
        name: 'forgot -n: the address is on the host',
        lines: ['ip address add 172.18.0.2/16 dev br0'],
        fails: { 'bridge-route': 'address-on-host', 'c1-address': 'address-on-host' },
      },
      {
        name: 'a /32',
        lines: [c1('ip address add 172.18.0.2 dev eth0')],
        fails: { 'c1-address': 'address-wrong-mask', 'host-reaches-c1': 'address-wrong-mask' },
      },
      {
        name: 'a /24',
        lines: [c1('ip address add 172.18.0.2/24 dev eth0')],
        fails: { 'c1-address': 'address-wrong-mask' },
      },
      {
        name: 'for an hour',
        lines: [c1('ip address add 172.18.0.2/16 dev eth0 valid_lft 3600 preferred_lft 3600')],
        fails: { 'c1-address': 'address-expires' },
      },
      {
        name: "c2's address",
        lines: [c1('ip address add 172.18.0.3/16 dev eth0')],
        fails: { 'c1-address': 'address-wrong' },
      },
      {
        name: 'on lo',
        lines: [c1('ip address add 172.18.0.2/16 dev lo')],
        fails: noAddress,
      },
      {
        name: 'in the wrong container',
        lines: [c2('ip address add 172.18.0.2/16 dev eth0')],
        fails: noAddress,
        refused: true,
      },
      {
        name: 'by docker exec',
        lines: ['docker exec c1 ip address add 172.18.0.2/16 dev eth0'],
        fails: noAddress,
        refused: true,
      },
    ],
  },
  {
    step: 'c2-address',
    command: 0,
    leftOut: { 'c2-address': 'address-missing' },
    wrong: [
      {
        name: "c1's address",
        lines: [c2('ip address add 172.18.0.2/16 dev eth0')],
        fails: { 'c1-address': 'address-duplicate', 'c2-address': 'address-wrong' },
      },
      {
        name: 'no mask',
        lines: [c2('ip address add 172.18.0.3 dev eth0')],
        fails: { 'c2-address': 'address-wrong-mask' },
      },
      {
        name: 'for an hour',
        lines: [c2('ip address add 172.18.0.3/16 dev eth0 valid_lft 3600 preferred_lft 1800')],
        fails: { 'c2-address': 'address-expires' },
      },
      {
        name: 'in c1 once more',
        lines: [c1('ip address add 172.18.0.3/16 dev eth0')],
        fails: { 'c2-address': 'address-missing' },
      },
      {
        name: "the gateway's address",
        lines: [c2('ip address add 172.18.0.1/16 dev eth0')],
        fails: { 'c2-address': 'address-wrong' },
      },
      {
        name: 'on the host',
        lines: ['ip address add 172.18.0.3/16 dev br0'],
        fails: { 'c2-address': 'address-on-host' },
      },
    ],
  },
];
