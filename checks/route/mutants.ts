import { type CommandMutants, c1, c2 } from '../support/case.ts';

const noRoute = { 'c1-default-route': 'default-route-missing' } as const;

/** The default routes of both containers. */
export const routeMutants: readonly CommandMutants[] = [
  {
    step: 'c1-route',
    command: 0,
    leftOut: noRoute,
    wrong: [
      {
        name: 'no via',
        lines: [c1('ip route add default dev eth0')],
        fails: { 'c1-default-route': 'default-route-no-gateway' },
      },
      {
        name: 'via c2',
        lines: [c1('ip route add default via 172.18.0.3 dev eth0')],
        fails: { 'c1-default-route': 'default-route-wrong-gateway' },
      },
      {
        name: 'via an address of another network',
        lines: [c1('ip route add default via 192.168.1.61 dev eth0')],
        fails: noRoute,
        refused: true,
      },
      {
        name: 'forgot -n: on the host',
        lines: ['ip route add default via 172.18.0.1 dev br0'],
        fails: noRoute,
        refused: true,
      },
      {
        name: 'to the outside machine only',
        lines: [c1('ip route add 192.168.1.0/24 via 172.18.0.1 dev eth0')],
        fails: noRoute,
      },
      {
        name: 'through lo',
        lines: [c1('ip route add default dev lo')],
        fails: { 'c1-default-route': 'default-route-no-gateway' },
      },
    ],
  },
  {
    step: 'c2-address',
    command: 1,
    leftOut: { 'c2-default-route': 'default-route-missing' },
    wrong: [
      {
        name: 'no via',
        lines: [c2('ip route add default dev eth0')],
        fails: { 'c2-default-route': 'default-route-no-gateway' },
      },
      {
        name: 'via c1',
        lines: [c2('ip route add default via 172.18.0.2 dev eth0')],
        fails: { 'c2-default-route': 'default-route-wrong-gateway' },
      },
      {
        name: 'in c1 once more',
        lines: [c1('ip route add default via 172.18.0.1 dev eth0')],
        fails: { 'c2-default-route': 'default-route-missing' },
        refused: true,
      },
      {
        // A gateway that is one's own address is none: the kernel takes the whole world for neighbours.
        name: 'via its own address',
        lines: [c2('ip route add default via 172.18.0.3 dev eth0')],
        fails: { 'c2-default-route': 'default-route-no-gateway' },
      },
    ],
  },
];
