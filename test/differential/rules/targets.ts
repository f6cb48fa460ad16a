import type { Random } from '../random.ts';
import type { Place } from './conditions.ts';

/** What a rule does, in both languages. */
export interface Action {
  readonly iptables: string;
  readonly nft: string;
  /** iptables needs `-p tcp` for it. */
  readonly tcp?: true;
}

const plain = (word: string): Action => ({ iptables: `-j ${word}`, nft: word.toLowerCase() });

const rejections: readonly Action[] = [
  ...[
    ['icmp-port-unreachable', 'icmp port-unreachable'],
    ['icmp-host-prohibited', 'icmp host-prohibited'],
    ['icmp-admin-prohibited', 'icmp admin-prohibited'],
    ['icmp-net-unreachable', 'icmp net-unreachable'],
    ['icmp-host-unreachable', 'icmp host-unreachable'],
    ['icmp-proto-unreachable', 'icmp prot-unreachable'],
    ['icmp-net-prohibited', 'icmp net-prohibited'],
  ].map(([iptables, nft]): Action => ({ iptables: `-j REJECT --reject-with ${iptables}`, nft: `reject with ${nft}` })),
  { iptables: '-j REJECT', nft: 'reject' },
  { iptables: '-j REJECT --reject-with tcp-reset', nft: 'reject with tcp reset', tcp: true },
  { iptables: '-j REJECT --reject-with tcp-reset', nft: 'reject with tcp reset', tcp: true },
];

const effects: readonly Action[] = [
  { iptables: '-j LOG --log-prefix "diff "', nft: 'log prefix "diff "' },
  { iptables: '', nft: 'counter' },
];

const strange: readonly Action[] = [
  { iptables: '-j NFQUEUE --queue-num 7', nft: 'queue num 7' },
  { iptables: '-j NFQUEUE --queue-num 7 --queue-bypass', nft: 'queue num 7 bypass' },
];

/** `users`: names of the user chains that may be jumped to. */
export function filterAction(random: Random, { hook }: Place, users: readonly string[]): Action {
  const reject = hook !== 'prerouting' && hook !== 'postrouting' && hook !== 'none';
  return random.weigh<Action>([
    [10, plain('ACCEPT')],
    [4, plain('DROP')],
    [reject ? 3 : 0, random.pick(rejections)],
    [1, plain('RETURN')],
    [1, random.pick(effects)],
    [users.length > 0 ? 4 : 0, jump(random, users)],
    [0.2, random.pick(strange)],
  ]);
}

function jump(random: Random, users: readonly string[]): Action {
  const name = users.length > 0 ? random.pick(users) : 'nowhere';
  return random.chance(0.7)
    ? { iptables: `-j ${name}`, nft: `jump ${name}` }
    : { iptables: `-g ${name}`, nft: `goto ${name}` };
}

export function rawAction(random: Random): Action {
  return random.weigh<Action>([
    [4, { iptables: '-j NOTRACK', nft: 'notrack' }],
    [1, { iptables: '-j CT --notrack', nft: 'notrack' }],
    [3, plain('DROP')],
    [3, plain('ACCEPT')],
    [1, { iptables: '-j MARK --set-mark 0x1', nft: 'meta mark set 0x1' }],
  ]);
}

const destinations = [
  ...['172.18.0.2:80', '172.18.0.2:80', '172.18.0.3:80', '172.18.0.2', '172.18.0.3', '192.168.1.61:9000'],
  ...['192.168.1.50:80', '203.0.113.80:80', '172.18.0.1:9000', '172.18.0.2:81', ':80', '127.0.0.1:9000'],
];
const sources = [...['172.18.0.1', '192.168.1.61', '172.18.0.9', '172.18.0.3', '172.18.0.1:2000-60000', '10.9.9.9']];

export function natAction(random: Random, { hook }: Place): Action {
  const accept: readonly [number, Action] = [1, plain('ACCEPT')];
  if (hook === 'prerouting' || hook === 'output') {
    const to = random.pick(destinations);
    const port = random.pick([80, 9000, 5678]);
    return random.weigh<Action>([
      accept,
      [7, { iptables: `-j DNAT --to-destination ${to}`, nft: `dnat to ${to}`, tcp: true }],
      [2, { iptables: `-j REDIRECT --to-ports ${port}`, nft: `redirect to :${port}`, tcp: true }],
    ]);
  }
  const to = random.pick(sources);
  const snat: Action = { iptables: `-j SNAT --to-source ${to}`, nft: `snat to ${to}`, tcp: true };
  if (hook === 'input') return random.weigh<Action>([accept, [3, snat]]);
  return random.weigh<Action>([
    accept,
    [6, plain('MASQUERADE')],
    [1, { iptables: '-j MASQUERADE --to-ports 1024-65535', nft: 'masquerade to :1024-65535', tcp: true }],
    [3, snat],
  ]);
}
