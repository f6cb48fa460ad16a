import type { CommandMutants } from '../support/case.ts';

export const bridgeMutants: readonly CommandMutants[] = [
  {
    step: 'bridge',
    command: 0,
    leftOut: { 'bridge-exists': 'bridge-missing' },
    wrong: [
      {
        name: 'no type',
        lines: ['ip link add br0'],
        fails: { 'bridge-exists': 'bridge-missing' },
        refused: true,
      },
      {
        name: 'another name',
        lines: ['ip link add br1 type bridge'],
        fails: { 'bridge-exists': 'bridge-other-name' },
      },
      {
        name: 'a letter for the digit, which ip takes as short for "broadcast"',
        lines: ['ip link add bro type bridge'],
        fails: { 'bridge-exists': 'bridge-missing' },
        refused: true,
      },
      {
        name: 'another type',
        lines: ['ip link add br0 type veth'],
        fails: { 'bridge-exists': 'bridge-wrong-kind' },
      },
      {
        name: 'the type misspelt',
        lines: ['ip link add br0 type brigde'],
        fails: { 'bridge-exists': 'bridge-missing' },
        refused: true,
      },
    ],
  },
  {
    step: 'bridge',
    command: 1,
    leftOut: { 'bridge-up': 'bridge-down' },
    wrong: [
      { name: 'down', lines: ['ip link set br0 down'], fails: { 'bridge-up': 'bridge-down' } },
      {
        name: 'no such word',
        lines: ['ip link br0 up'],
        fails: { 'bridge-up': 'bridge-down' },
        refused: true,
      },
      {
        name: 'the uplink in its place',
        lines: ['ip link set ens33 up'],
        fails: { 'bridge-up': 'bridge-down' },
      },
      {
        name: 'another name',
        lines: ['ip link set bro up'],
        fails: { 'bridge-up': 'bridge-down' },
        refused: true,
      },
    ],
  },
  {
    step: 'bridge-address',
    command: 0,
    leftOut: { 'bridge-address': 'bridge-no-address' },
    wrong: [
      {
        name: 'no mask',
        lines: ['ip address add 172.18.0.1 dev br0'],
        fails: { 'bridge-address': 'bridge-wrong-mask' },
      },
      {
        name: 'for an hour',
        lines: ['ip address add 172.18.0.1/16 dev br0 valid_lft 3600 preferred_lft 3600'],
        fails: { 'bridge-address': 'address-expires' },
      },
      {
        name: 'the mask of a smaller network',
        lines: ['ip address add 172.18.0.1/24 dev br0'],
        fails: { 'bridge-address': 'bridge-wrong-mask' },
      },
      {
        name: 'the address of the network',
        lines: ['ip address add 172.18.0.0/16 dev br0'],
        fails: { 'bridge-address': 'bridge-wrong-address' },
      },
      {
        name: 'a neighbouring network',
        lines: ['ip address add 172.17.0.1/16 dev br0'],
        fails: { 'bridge-address': 'bridge-wrong-address' },
      },
      {
        name: 'on the uplink',
        lines: ['ip address add 172.18.0.1/16 dev ens33'],
        fails: { 'bridge-address': 'gateway-on-other-device' },
      },
      {
        name: 'no device',
        lines: ['ip address add 172.18.0.1/16'],
        fails: { 'bridge-address': 'bridge-no-address' },
        refused: true,
      },
      {
        name: 'the subnet is taken (F17)',
        lines: [
          'ip link add br-6576 type bridge',
          'ip link set br-6576 up',
          'ip address add 172.18.0.1/16 dev br-6576',
          'ip address add 172.18.0.1/16 dev br0',
        ],
        fails: { 'bridge-route': 'subnet-taken' },
      },
    ],
  },
];
