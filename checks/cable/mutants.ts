import { type CommandMutants, c1, c2, pid } from '../support/case.ts';

const missing = { 'veth1-exists': 'veth-missing' } as const;
const down = { 'veth1-up': 'veth-down' } as const;
const unplugged = { 'veth1-port': 'veth-not-a-port' } as const;
const onHost = { 'c1-eth0': 'eth0-on-host' } as const;

/** The cable of c1: pair, plug, move, switch on. */
export const cableMutants: readonly CommandMutants[] = [
  {
    step: 'veth1',
    command: 0,
    leftOut: missing,
    wrong: [
      {
        name: 'a bridge of that name',
        lines: ['ip link add veth1 type bridge'],
        fails: { 'veth1-exists': 'veth-wrong-kind' },
      },
      {
        name: 'no type',
        lines: ['ip link add veth1 peer name eth0'],
        fails: missing,
        refused: true,
      },
      {
        name: 'the type misspelt',
        lines: ['ip link add veth1 type vteh peer name eth0'],
        fails: missing,
        refused: true,
      },
      {
        name: 'a name that is taken',
        lines: ['ip link add veth1 type veth peer name br0'],
        fails: missing,
        refused: true,
      },
    ],
  },
  {
    step: 'veth1',
    command: 1,
    leftOut: down,
    wrong: [
      { name: "the container's end", lines: ['ip link set eth0 up'], fails: down },
      { name: 'down', lines: ['ip link set veth1 down'], fails: down },
      { name: 'another name', lines: ['ip link set veth0 up'], fails: down, refused: true },
    ],
  },
  {
    step: 'veth1-port',
    command: 0,
    leftOut: unplugged,
    wrong: [
      {
        name: "the container's end is plugged in",
        lines: ['ip link set eth0 master br0'],
        fails: { 'veth1-port': 'wrong-end-plugged' },
      },
      {
        name: 'the wrong way round',
        lines: ['ip link set br0 master veth1'],
        fails: unplugged,
        refused: true,
      },
      {
        name: 'no such bridge',
        lines: ['ip link set veth1 master br1'],
        fails: unplugged,
        refused: true,
      },
      {
        name: 'into another bridge',
        lines: ['ip link add br1 type bridge', 'ip link set veth1 master br1'],
        fails: { 'veth1-port': 'veth-in-other-bridge' },
      },
      {
        name: 'by dev, not by master',
        lines: ['ip link set veth1 dev br0'],
        fails: unplugged,
        refused: true,
      },
    ],
  },
  {
    step: 'eth0-to-c1',
    command: 0,
    leftOut: onHost,
    wrong: [
      {
        name: 'the pid of c2',
        lines: [`ip link set eth0 netns ${pid('c2')}`],
        fails: { 'c1-eth0': 'eth0-in-other-container' },
      },
      {
        name: 'the wrong end',
        lines: [`ip link set veth1 netns ${pid('c1')}`],
        fails: { 'veth1-exists': 'wrong-end-moved' },
      },
      {
        name: 'a pid of no process',
        lines: ['ip link set eth0 netns 0'],
        fails: onHost,
        refused: true,
      },
      { name: 'no pid at all', lines: ['ip link set eth0 netns'], fails: onHost, refused: true },
      {
        name: 'the name in place of the pid',
        lines: ['ip link set eth0 netns c1'],
        fails: onHost,
        refused: true,
      },
      {
        name: "the host's own namespace",
        lines: ['ip link set eth0 netns $$'],
        fails: onHost,
      },
      {
        name: 'the bridge itself',
        lines: [`ip link set br0 netns ${pid('c1')}`],
        fails: onHost,
        refused: true,
      },
      {
        name: 'under another name',
        lines: [`ip link set eth0 netns ${pid('c1')} name net1`],
        fails: { 'c1-eth0': 'eth0-wrong-name' },
      },
    ],
  },
  {
    step: 'c1-eth0-up',
    command: 0,
    leftOut: { 'c1-eth0-up': 'eth0-down' },
    wrong: [
      {
        name: 'on the host again',
        lines: ['ip link set veth1 up'],
        fails: { 'c1-eth0-up': 'eth0-down' },
      },
      {
        name: 'forgot -n',
        lines: [`nsenter -t ${pid('c1')} ip link set eth0 up`],
        fails: { 'c1-eth0-up': 'eth0-down' },
        refused: true,
      },
      {
        name: 'by docker exec',
        lines: ['docker exec c1 ip link set eth0 up'],
        fails: { 'c1-eth0-up': 'eth0-down' },
        refused: true,
      },
      { name: 'lo', lines: [c1('ip link set lo up')], fails: { 'c1-eth0-up': 'eth0-down' } },
      {
        name: 'in the wrong container',
        lines: [c2('ip link set eth0 up')],
        fails: { 'c1-eth0-up': 'eth0-down' },
        refused: true,
      },
    ],
  },
];
