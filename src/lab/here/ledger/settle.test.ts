import { describe, expect, it } from 'vitest';
import { here } from '../../../testing/one-host/here.ts';
import { defaultParams } from '../../../testing/one-host/params.ts';
import type { Item } from './item.ts';
import { settle } from './settle.ts';

const plan = here.plan(defaultParams);
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
    const card = link('ens33', '');
    const before = [card, sysctl('conf/ens33/forwarding', '1'), sysctl('ip_forward', '0'), policy('ACCEPT')];
    const after = [card, sysctl('conf/ens33/forwarding', '0'), sysctl('ip_forward', '1'), policy('DROP')];
    const { lines } = settled({ baseline: before, changes: [{ before, after }], now: after });
    expect(
      lines.map((line) => />'?\/proc\/sys\/net\/ipv4\/([^']*)|(:FORWARD \w+)/.exec(line)?.slice(1).join('')),
    ).toEqual(['ip_forward', 'conf/ens33/forwarding', ':FORWARD ACCEPT']);
  });

  it('the way out, after the card is up again and has its address', () => {
    const card = link('ens33', '');
    const before: Item[] = [
      card,
      { kind: 'up', name: 'ens33' },
      { kind: 'address', dev: 'ens33', cidr: '192.168.1.61/24' },
      { kind: 'route', family: '-4', words: 'default via 192.168.1.1 dev ens33' },
    ];
    const { lines } = settled({ baseline: before, changes: [{ before, after: [card] }], now: [card] });
    expect(lines).toEqual([
      'ip link set dev ens33 up',
      'ip address add 192.168.1.61/24 brd + dev ens33',
      'ip -4 route add default via 192.168.1.1 dev ens33',
    ]);
  });
});

describe('leases', () => {
  const card = link('ens33', '');
  const lease = (cidr: string): Item => ({ kind: 'address', dev: 'ens33', cidr, leased: true });
  const route = (via: string): Item => ({
    kind: 'route',
    family: '-4',
    words: `default via ${via} dev ens33 proto dhcp metric 100`,
  });
  const old = [card, lease('192.168.1.61/24'), route('192.168.1.1')];

  it('that changed while a learner was at work stay changed', () => {
    const now = [card, lease('192.168.1.99/24'), route('192.168.1.254')];
    expect(settled({ baseline: old, changes: [{ before: old, after: now }], now }).lines).toEqual([]);
  });

  it('that a learner deleted come back', () => {
    expect(settled({ baseline: old, changes: [{ before: old, after: [card] }], now: [card] }).lines).toEqual([
      'ip address add 192.168.1.61/24 brd + dev ens33',
      'ip -4 route add default via 192.168.1.1 dev ens33 proto dhcp metric 100',
    ]);
  });
});

it('a device with another name gets its own back, and is not deleted', () => {
  const mac = (dev: string): Item => ({ kind: 'switch', dev, of: '', name: 'address', value: '02:00:00:00:00:61' });
  const before = [link('bond0', 'bond'), mac('bond0')];
  const now = [link('mine', 'bond'), mac('mine')];
  expect(settled({ baseline: before, changes: [{ before, after: now }], now }).lines[0]).toBe(
    'ip link set dev mine down; ip link set dev mine name bond0; ip link set dev bond0 up',
  );
});

it('words of a rule reach no shell', () => {
  const hostile = rule(`-m comment --comment "$(reboot) 'x' \`id\`" -s 172.18.0.0/16 -j ACCEPT`);
  const [line = ''] = settled({ now: [hostile] }).lines;
  expect(line).toContain(`'-D FORWARD -m comment --comment "$(reboot) '\\''x'\\'' \`id\`" -s 172.18.0.0/16 -j ACCEPT'`);
});
