import type { Random } from '../random.ts';
import { type Condition, condition, type Place } from './conditions.ts';
import { type Action, filterAction, natAction } from './targets.ts';

/** Up to two conditions that nft has words for, and the words. */
function when(random: Random, place: Place): string {
  const found = new Map<string, Condition>();
  for (let left = random.below(3); left > 0; left -= 1) {
    const one = condition(random, place);
    if (one.nft !== undefined && !found.has(one.about)) found.set(one.about, one);
  }
  return [...found.values()].map(({ nft }) => nft).join(' ');
}

function rule(random: Random, place: Place, action: Action): string {
  // Translating a port, and a reset, want a transport protocol.
  const tcp = action.tcp ? 'meta l4proto tcp ' : '';
  const counter = random.chance(0.5) ? 'counter ' : '';
  return `${when(random, place)} ${tcp}${action.nft === 'counter' ? '' : counter}${action.nft}`.trim();
}

function chain(table: string, name: string, base: string, rules: readonly string[]): readonly string[] {
  return [`add chain ${table} ${name} { ${base} }`, ...rules.map((one) => `add rule ${table} ${name} ${one}`)];
}

const many = (random: Random, make: () => string): readonly string[] =>
  Array.from({ length: 1 + random.below(3) }, make);

/** A filter or nat chain of family ip or inet. Never at a priority of legacy iptables: nobody could tell who comes first. */
function ipChain(
  random: Random,
  table: string,
  devices: readonly string[],
  forwards: boolean,
  name: string,
): readonly string[] {
  if (random.chance(0.3)) {
    const hook = random.pick(
      forwards ? (['prerouting', 'postrouting', 'output'] as const) : (['prerouting', 'output'] as const),
    );
    const priority = hook === 'postrouting' ? random.pick([95, 105]) : random.pick([-105, -95]);
    const rules = many(random, () => rule(random, { devices, hook }, natAction(random, { devices, hook })));
    const family = table.startsWith('inet') ? rules.map((one) => one.replace(/(dnat|snat) to/, '$1 ip to')) : rules;
    return chain(table, name, `type nat hook ${hook} priority ${priority}; policy accept;`, family);
  }
  const hook = random.weigh<Exclude<Place['hook'], 'none'>>([
    [forwards ? 5 : 0, 'forward'],
    [2, 'input'],
    [2, 'output'],
    [1, 'prerouting'],
    [1, 'postrouting'],
  ]);
  const priority = random.pick([-305, -160, -10, 5, 10, 110]);
  const policy = random.chance(0.15) ? 'drop' : 'accept';
  const rules = many(random, () => rule(random, { devices, hook }, filterAction(random, { devices, hook }, [])));
  return chain(table, name, `type filter hook ${hook} priority ${priority}; policy ${policy};`, rules);
}

/** What the bridge family may ask of a frame. */
function frameCondition(random: Random): string {
  const port = random.pick(['veth1', 'veth2']);
  return random.pick([
    ...[
      `iifname "${port}"`,
      `iifname "${port}"`,
      'ip protocol tcp',
      'ether type ip',
      'ether type arp',
      'ip daddr 172.18.0.2',
    ],
    ...[
      'ip daddr 172.18.0.3',
      'ip saddr 172.18.0.2',
      'tcp dport 80',
      'tcp dport 5678',
      'tcp sport 80',
      'ether type ip6',
    ],
    ...['meta protocol ip', 'ip saddr 172.18.0.0/16 tcp flags & (syn|ack) == syn', 'ip daddr 192.168.1.0/24'],
  ]);
}

function bridgeChain(random: Random, table: string, name: string): readonly string[] {
  const hook = random.pick(['forward', 'forward', 'input', 'output', 'prerouting', 'postrouting'] as const);
  const rules = many(
    random,
    () => `${frameCondition(random)} counter ${random.pick(['drop', 'accept', 'drop', 'return'])}`,
  );
  return chain(table, name, `type filter hook ${hook} priority ${random.pick([-200, 0, 10])}; policy accept;`, rules);
}

function netdevChain(random: Random, table: string, devices: readonly string[], name: string): readonly string[] {
  const device = random.pick(devices);
  const condition = random.pick([
    ...[
      'ip saddr 172.18.0.2',
      'ip daddr 172.18.0.3',
      'tcp dport 80',
      'tcp dport 5678',
      'tcp sport 80',
      'ip protocol icmp',
    ],
    ...['ip saddr 192.168.1.50 tcp dport 5678', 'ether type arp', 'ip daddr 192.168.1.61 tcp dport { 80, 9000 }'],
  ]);
  const rules = [`${condition} counter ${random.pick(['drop', 'drop', 'accept'])}`];
  return chain(table, name, `type filter hook ingress device "${device}" priority 0; policy accept;`, rules);
}

/** One native table of a random family, as one command of nft. */
export function nativeTable(random: Random, name: string, devices: readonly string[], forwards: boolean): string {
  const family = random.weigh([
    [4, 'ip'],
    [4, 'inet'],
    [forwards ? 1.5 : 0, 'bridge'],
    [1.5, 'netdev'],
  ] as const);
  const table = `${family} ${name}`;
  const chains = Array.from({ length: 1 + random.below(2) }, (_, index) => {
    if (family === 'bridge') return bridgeChain(random, table, `c${index}`);
    if (family === 'netdev') return netdevChain(random, table, devices, `c${index}`);
    return ipChain(random, table, devices, forwards, `c${index}`);
  });
  return `nft '${[`add table ${table}`, ...chains.flat()].join('; ')}'`;
}
