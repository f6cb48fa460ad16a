import { type CommandMutants, c1, c2, pid } from '../support/case.ts';

const missing = { 'veth2-exists': 'veth-missing' } as const;
const down = { 'veth2-up': 'veth-down' } as const;
const unplugged = { 'veth2-port': 'veth-not-a-port' } as const;
const onHost = { 'c2-eth0': 'eth0-on-host' } as const;
const asleep = { 'c2-eth0-up': 'eth0-down' } as const;

/** The cable of c2: the same again, and what goes wrong because c1's is there already. */
export const secondCableMutants: readonly CommandMutants[] = [
  {
    step: 'veth2',
    command: 0,
    leftOut: missing,
    wrong: [
      {
        name: 'the name of the first cable',
        lines: ['ip link add veth1 type veth peer name eth0'],
        fails: missing,
        refused: true,
      },
      {
        name: 'a bridge of that name',
        lines: ['ip link add veth2 type bridge'],
        fails: { 'veth2-exists': 'veth-wrong-kind' },
      },
      {
        name: 'both ends with one name',
        lines: ['ip link add veth2 type veth peer name veth2'],
        fails: missing,
        refused: true,
      },
    ],
  },
  {
    step: 'veth2',
    command: 1,
    leftOut: down,
    wrong: [
      { name: "c1's cable once more", lines: ['ip link set veth1 up'], fails: down },
      { name: "the container's end", lines: ['ip link set eth0 up'], fails: down },
      { name: 'down', lines: ['ip link set veth2 down'], fails: down },
    ],
  },
  {
    step: 'veth2',
    command: 2,
    leftOut: unplugged,
    wrong: [
      { name: "c1's cable once more", lines: ['ip link set veth1 master br0'], fails: unplugged },
      {
        name: "the container's end",
        lines: ['ip link set eth0 master br0'],
        fails: { 'veth2-port': 'wrong-end-plugged' },
      },
      {
        name: 'into another bridge',
        lines: ['brctl addbr br1', 'brctl addif br1 veth2'],
        fails: { 'veth2-port': 'veth-in-other-bridge' },
      },
    ],
  },
  {
    step: 'eth0-to-c2',
    command: 0,
    leftOut: onHost,
    wrong: [
      {
        name: 'the pid of c1, which has an eth0',
        lines: [`ip link set eth0 netns ${pid('c1')}`],
        fails: onHost,
        refused: true,
      },
      {
        name: 'the wrong end',
        lines: [`ip link set veth2 netns ${pid('c2')}`],
        fails: { 'veth2-exists': 'wrong-end-moved' },
      },
      {
        name: 'a container that is not there',
        lines: [`ip link set eth0 netns ${pid('c3')}`],
        fails: onHost,
        refused: true,
      },
      {
        name: 'into the machine outside, which has an eth0',
        lines: ['ip link set eth0 netns outside'],
        fails: onHost,
        refused: true,
      },
    ],
  },
  {
    step: 'eth0-to-c2',
    command: 1,
    leftOut: asleep,
    wrong: [
      { name: 'in c1 once more', lines: [c1('ip link set eth0 up')], fails: asleep },
      { name: 'on the host', lines: ['ip link set veth2 up'], fails: asleep },
      { name: 'lo', lines: [c2('ip link set lo up')], fails: asleep },
      {
        name: 'by docker exec',
        lines: ['docker exec c2 ip link set eth0 up'],
        fails: asleep,
        refused: true,
      },
    ],
  },
];
