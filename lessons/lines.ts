/** By which checks each command of a step is ticked for who types it: the state that it brings about, however. None: it only looks. */
export const lines = {
  bridge: [['bridge-exists'], ['bridge-up']],
  'look-inside': [[], []],
  veth1: [['veth1-exists'], ['veth1-up']],
  'bridge-show': [[]],
  veth2: [['veth2-exists'], ['veth2-up'], ['veth2-port']],
  'eth0-to-c2': [['c2-eth0'], ['c2-eth0-up']],
  'c2-address': [['c2-address'], ['c2-default-route']],
  talk: [[], []],
  'talk-outside': [[], []],
  'talk-hairpin': [[]],
} as const;
