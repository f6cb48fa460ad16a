import type { Random } from '../random.ts';

/** One condition in both languages. `nft` is absent where it has no words for it. */
export interface Condition {
  /** What it asks about: a rule asks each thing once. */
  readonly about: string;
  readonly iptables: string;
  readonly nft?: string;
  /** iptables needs `-p tcp` for it. */
  readonly tcp?: true;
}

/** Where a rule stands: what may be asked depends on it. */
export interface Place {
  /** Devices of the node, bridges and ports too. */
  readonly devices: readonly string[];
  readonly hook: 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting' | 'none';
}

const blocks = [
  ...['172.18.0.2', '172.18.0.2', '172.18.0.3', '172.18.0.3', '172.18.0.1', '172.18.0.0/16', '172.18.0.0/16'],
  ...['192.168.1.61', '192.168.1.50', '192.168.1.0/24', '203.0.113.80', '203.0.113.0/24'],
  ...['172.18.0.2/31', '0.0.0.0/1', '128.0.0.0/1', '172.16.0.0/12', '127.0.0.0/8'],
];
const singlePorts = [80, 80, 80, 5678, 5678, 9000];
const portRanges: readonly (readonly [number, number])[] = [
  ...[[79, 81] as const, [5000, 6000] as const, [9000, 9100] as const],
  ...[[1024, 65535] as const, [0, 1023] as const, [1, 79] as const],
];
const portLists = [
  [80, 5678],
  [80, 9000],
  [22, 443],
  [5678, 9000, 80],
] as const;

function interfaceCondition(random: Random, { devices, hook }: Place): Condition {
  const sides = hook === 'forward' ? ['in', 'out'] : hook === 'output' || hook === 'postrouting' ? ['out'] : ['in'];
  const side = random.pick(sides);
  const not = random.chance(0.25);
  const [name, star] = random.weigh<readonly [string, boolean]>([
    [9, [random.pick(devices), false]],
    [1, [random.pick(devices).slice(0, 2), true]],
  ]);
  const bang = not ? '! ' : '';
  return {
    about: side,
    iptables: `${bang}-${side[0]} ${name}${star ? '+' : ''}`,
    nft: `${side === 'in' ? 'iifname' : 'oifname'} ${not ? '!= ' : ''}"${name}${star ? '*' : ''}"`,
  };
}

function addressCondition(random: Random): Condition {
  const side = random.pick(['s', 'd'] as const);
  const block = random.pick(blocks);
  const not = random.chance(0.2);
  const field = side === 's' ? 'saddr' : 'daddr';
  if (random.chance(0.04)) {
    const odd = random.pick(['172.18.0.2/255.255.0.255', '0.0.0.3/0.0.0.255']);
    const [base, mask] = odd.split('/');
    return { about: side, iptables: `-${side} ${odd}`, nft: `ip ${field} & ${mask} == ${base}` };
  }
  if (random.chance(0.06)) {
    const range = random.pick(['172.18.0.2-172.18.0.3', '172.18.0.3-172.18.0.9', '192.168.1.2-192.168.1.60']);
    const option = side === 's' ? '--src-range' : '--dst-range';
    const nft = `ip ${field} ${not ? '!= ' : ''}${range}`;
    return { about: side, iptables: `-m iprange ${not ? '! ' : ''}${option} ${range}`, nft };
  }
  return {
    about: side,
    iptables: `${not ? '! ' : ''}-${side} ${block}`,
    nft: `ip ${field} ${not ? '!= ' : ''}${block}`,
  };
}

function portCondition(random: Random): Condition {
  const side = random.weigh([
    [5, 'dport'],
    [1, 'sport'],
  ] as const);
  const not = random.chance(0.15);
  const [bang, differs] = not ? ['! ', '!= '] : ['', ''];
  const shape = random.weigh([
    [6, 'one'],
    [2, 'range'],
    [2, 'list'],
  ] as const);
  if (shape === 'one') {
    const port = side === 'sport' && random.chance(0.8) ? 80 : random.pick(singlePorts);
    return {
      about: side,
      tcp: true,
      iptables: `-m tcp ${bang}--${side} ${port}`,
      nft: `tcp ${side} ${differs}${port}`,
    };
  }
  if (shape === 'range') {
    const [from, to] = random.pick(portRanges);
    const iptables = `-m tcp ${bang}--${side} ${from}:${to}`;
    return { about: side, tcp: true, iptables, nft: `tcp ${side} ${differs}${from}-${to}` };
  }
  const list = random.pick(portLists);
  const iptables = `-m multiport ${bang}--${random.chance(0.15) ? 'port' : side}s ${list.join(',')}`;
  // nft has no word for "either port".
  const nft = iptables.includes('--ports') ? {} : { nft: `tcp ${side} ${differs}{ ${list.join(', ')} }` };
  return { about: side, tcp: true, iptables, ...nft };
}

function protocolCondition(random: Random): Condition {
  const not = random.chance(0.3);
  const protocol = not ? random.pick(['udp', 'icmp', 'tcp']) : random.pick(['tcp', 'tcp', 'tcp', 'udp', 'icmp']);
  return {
    about: 'protocol',
    iptables: `${not ? '! ' : ''}-p ${protocol}`,
    nft: `meta l4proto ${not ? '!= ' : ''}${protocol}`,
  };
}

function typeCondition(random: Random): Condition {
  const side = random.weigh([
    [3, 'dst'],
    [1, 'src'],
  ] as const);
  const type = random.weigh([
    [6, 'LOCAL'],
    [2, 'UNICAST'],
    [1, 'BROADCAST'],
  ]);
  const not = random.chance(0.25);
  return {
    about: `${side}-type`,
    iptables: `-m addrtype ${not ? '! ' : ''}--${side}-type ${type}`,
    nft: `fib ${side === 'dst' ? 'daddr' : 'saddr'} type ${not ? '!= ' : ''}${type.toLowerCase()}`,
  };
}

const stateLists = [
  ...[['RELATED', 'ESTABLISHED'], ['RELATED', 'ESTABLISHED'], ['ESTABLISHED'], ['NEW'], ['NEW', 'ESTABLISHED']],
  ...[['INVALID'], ['UNTRACKED'], ['RELATED'], ['NEW', 'INVALID']],
];

function stateCondition(random: Random): Condition {
  const not = random.chance(0.2);
  const bang = not ? '! ' : '';
  if (random.chance(0.2)) {
    const status = random.pick(['DNAT', 'SNAT']);
    const iptables = `-m conntrack ${bang}--ctstate ${status}`;
    return { about: 'state', iptables, nft: `ct status ${not ? '! ' : ''}${status.toLowerCase()}` };
  }
  if (random.chance(0.15)) {
    const status = random.pick(['SEEN_REPLY', 'CONFIRMED', 'ASSURED', 'EXPECTED']);
    const nft = `ct status ${not ? '! ' : ''}${status.toLowerCase().replace('_', '-')}`;
    return { about: 'state', iptables: `-m conntrack ${bang}--ctstatus ${status}`, nft };
  }
  const states = random.pick(stateLists);
  const option = random.chance(0.1) ? '-m state' : '-m conntrack';
  const name = option === '-m state' ? '--state' : '--ctstate';
  const list = states.map((state) => state.toLowerCase()).join(', ');
  const nft = not
    ? `ct state ! ${states[0]?.toLowerCase()}`
    : states.length > 1
      ? `ct state { ${list} }`
      : `ct state ${list}`;
  return {
    about: 'state',
    iptables: `${option} ${bang}${name} ${states.join(',')}`,
    ...(not && states.length > 1 ? {} : { nft }),
  };
}

function flagsCondition(random: Random): Condition {
  const not = random.chance(0.3);
  const bang = not ? '! ' : '';
  const [mask, set] = random.pick([
    ['FIN,SYN,RST,ACK', 'SYN'],
    ['SYN,ACK', 'SYN,ACK'],
    ['SYN', 'SYN'],
    ['ACK', 'ACK'],
    ['RST', 'RST'],
    ['FIN,SYN', 'FIN,SYN'],
  ] as const);
  const words = (list: string): string => list.toLowerCase().replaceAll(',', '|');
  return {
    about: 'flags',
    tcp: true,
    iptables: `-m tcp ${bang}--tcp-flags ${mask} ${set}`,
    nft: `tcp flags & (${words(mask)}) ${not ? '!=' : '=='} (${words(set)})`,
  };
}

function physdevCondition(random: Random, { hook }: Place): Condition {
  const not = random.chance(0.2);
  const bang = not ? '! ' : '';
  const port = random.pick(['veth1', 'veth2', 'veth+']);
  const outs = hook === 'forward' || hook === 'postrouting';
  const option = random.pick([
    ...[`--physdev-in ${port}`, '--physdev-is-in'],
    ...(outs ? [`--physdev-out ${port}`, '--physdev-is-bridged', '--physdev-is-out'] : []),
  ]);
  return { about: 'physdev', iptables: `-m physdev ${bang}${option}` };
}

/** What the evaluator does not claim to understand. */
function strangeCondition(random: Random): Condition {
  const [iptables, nft] = random.pick([
    ['-m limit --limit 1000/second --limit-burst 1000', 'limit rate 1000/second burst 1000 packets'],
    ['-m mark --mark 0x1', 'meta mark 0x1'],
    ['-m length --length 0:100', 'meta length 0-100'],
    ['-m ttl --ttl-gt 10', 'ip ttl > 10'],
  ] as const);
  return { about: 'strange', iptables, nft };
}

/** One condition; `strange` is the share of those that the evaluator does not understand. */
export function condition(random: Random, place: Place, strange = 0.02): Condition {
  const make = random.weigh<(random: Random, place: Place) => Condition>([
    [9, interfaceCondition],
    [9, addressCondition],
    [7, portCondition],
    [3, protocolCondition],
    [2.5, typeCondition],
    [4, stateCondition],
    [2, flagsCondition],
    [place.devices.includes('br0') && place.hook !== 'output' && place.hook !== 'none' ? 1.5 : 0, physdevCondition],
    [strange * 38, strangeCondition],
  ]);
  return make(random, place);
}

/** Up to `most` conditions about different things. `ct state ! x` means "not x" for one bit only, so both languages agree. */
export function conditions(random: Random, place: Place, most: number): readonly Condition[] {
  const found = new Map<string, Condition>();
  for (let left = random.below(most + 1); left > 0; left -= 1) {
    const one = condition(random, place);
    if (!found.has(one.about)) found.set(one.about, one);
  }
  return [...found.values()];
}
