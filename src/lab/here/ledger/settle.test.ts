import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../../lessons/course.ts';
import { herePlan } from '../plan.ts';
import type { Item } from './item.ts';
import { settle } from './settle.ts';

const plan = herePlan(defaultParams);
const rule = (words: string, chain = 'FORWARD', table = 'filter'): Item => ({
  kind: 'rule',
  tool: 'iptables',
  table,
  chain,
  words,
});
const link = (name: string, type = 'veth'): Item => ({ kind: 'link', name, type });
const docker = rule('-i br-0123456789ab -o br-0123456789ab -j ACCEPT');
const user = rule('-j DOCKER-USER');
const ufw = rule('-j ufw-before-forward');
const mine = rule('-i br0 -o ens33 -j ACCEPT');
const odd = rule('-p udp -j ACCEPT');

const settled = (account: Partial<Parameters<typeof settle>[0]>) =>
  settle({ baseline: [], changes: [], now: [], handles: [], plan, ...account });
const kinds = (items: readonly Item[]) =>
  items.map((item) => ('words' in item ? item.words : Object.values(item).join(' ')));

describe('taken away', () => {
  it('what carries the course’s names, whoever’s terminal it was typed in', () => {
    const now = [
      user,
      mine,
      ufw,
      link('br0', 'bridge'),
      link('veth1'),
      { kind: 'container', id: 'ab', name: 'c1' } as const,
    ];
    const { undone } = settled({ baseline: [user, ufw], now });
    expect(kinds(undone)).toEqual([
      '-i br0 -o ens33 -j ACCEPT',
      'link br0 bridge',
      'link veth1 veth',
      'container ab c1',
    ]);
  });

  it('what was made while the course was at work, with whatever names', () => {
    const change = { before: [user], after: [odd, user, link('mycable')] };
    const { undone } = settled({ baseline: [user], changes: [change], now: [user, odd, link('mycable')] });
    expect(kinds(undone)).toEqual(['-p udp -j ACCEPT', 'link mycable veth']);
  });

  it('as often as it was made, and no more', () => {
    const twice = [odd, odd, odd];
    const { lines } = settled({ baseline: [odd], changes: [{ before: [odd], after: [odd, odd] }], now: twice });
    expect(lines.filter((line) => line.includes('-D FORWARD'))).toHaveLength(1);
  });

  it('by the words of the rule, wherever Docker has moved it', () => {
    const { lines } = settled({ baseline: [user], now: [user, docker, mine] });
    expect(lines).toEqual([
      "printf '%s\\n' '*filter' '-D FORWARD -i br0 -o ens33 -j ACCEPT' COMMIT | iptables-restore -w 10 -n",
    ]);
  });
});

describe('left alone', () => {
  it('what others made meanwhile', () => {
    const others: Item[] = [odd, ufw, link('tun7', 'tun'), { kind: 'container', id: 'cd', name: 'shop-web-1' }];
    expect(settled({ now: others }).lines).toEqual([]);
  });

  it('what Docker made by itself while a learner was at work', () => {
    const after = [docker, rule('-j X', 'DOCKER-USER'), link('br-0123456789ab', 'bridge'), link('veth12ab34c')];
    expect(settled({ changes: [{ before: [], after }], now: after }).lines).toEqual([]);
  });

  it('what others took away meanwhile', () => {
    expect(settled({ baseline: [odd, user], now: [user] }).lines).toEqual([]);
  });

  it('switches that others have changed', () => {
    const [off, on] = ['0', '1'].map(
      (value): Item => ({ kind: 'sysctl', file: '/proc/sys/net/ipv4/ip_forward', value }),
    );
    if (off && on) expect(settled({ baseline: [off], now: [on] }).lines).toEqual([]);
  });
});

describe('brought back', () => {
  it('rules that were flushed, each at its place among those that are there', () => {
    const baseline = [user, docker, ufw];
    const { lines } = settled({
      baseline,
      changes: [{ before: baseline, after: [] }],
      now: [docker, link('br-0123456789ab', 'bridge')],
    });
    expect(lines.map((line) => /'(-I [^']*)'/.exec(line)?.[1])).toEqual([
      '-I FORWARD 1 -j DOCKER-USER',
      '-I FORWARD 3 -j ufw-before-forward',
    ]);
  });

  it('but not Docker’s, when the bridge that they speak of is gone', () => {
    expect(settled({ baseline: [docker], changes: [{ before: [docker], after: [] }] }).lines).toEqual([]);
  });

  it('the policy, and ip_forward before what it overwrites', () => {
    const sysctl = (name: string, value: string): Item => ({
      kind: 'sysctl',
      file: `/proc/sys/net/ipv4/${name}`,
      value,
    });
    const policy = (of: string): Item => ({
      kind: 'policy',
      tool: 'iptables',
      table: 'filter',
      chain: 'FORWARD',
      policy: of,
    });
    const before = [sysctl('conf/ens33/forwarding', '1'), sysctl('ip_forward', '0'), policy('ACCEPT')];
    const after = [sysctl('conf/ens33/forwarding', '0'), sysctl('ip_forward', '1'), policy('DROP')];
    const { lines } = settled({ baseline: before, changes: [{ before, after }], now: after });
    expect(
      lines.map((line) => />'?\/proc\/sys\/net\/ipv4\/([^']*)|(:FORWARD \w+)/.exec(line)?.slice(1).join('')),
    ).toEqual(['ip_forward', 'conf/ens33/forwarding', ':FORWARD ACCEPT']);
  });

  it('the way out, after the card is up again and has its address', () => {
    const before: Item[] = [
      { kind: 'up', name: 'ens33' },
      { kind: 'address', dev: 'ens33', cidr: '192.168.1.61/24' },
      { kind: 'route', words: 'default via 192.168.1.1 dev ens33' },
    ];
    const { lines } = settled({ baseline: before, changes: [{ before, after: [] }], now: [] });
    expect(lines).toEqual([
      "ip link set dev 'ens33' up",
      "ip address add '192.168.1.61/24' brd + dev 'ens33'",
      "ip route add 'default' 'via' '192.168.1.1' 'dev' 'ens33'",
    ]);
  });
});

it('words of a rule reach no shell', () => {
  const hostile = rule(`-m comment --comment "$(reboot) 'x' \`id\`" -s 172.18.0.0/16 -j ACCEPT`);
  const [line = ''] = settled({ now: [hostile] }).lines;
  expect(line).toContain(`'-D FORWARD -m comment --comment "$(reboot) '\\''x'\\'' \`id\`" -s 172.18.0.0/16 -j ACCEPT'`);
});
