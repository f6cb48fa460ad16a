import { describe, expect, it } from 'vitest';
import { createMonitorReader } from './notice.ts';

/** What the lines say, as `kind node`, `ready`, `lost …` or nothing; taken from a real lab unless the test says otherwise. */
const read = (...lines: readonly string[]): readonly (string | undefined)[] => {
  const reader = createMonitorReader();
  return lines.map((line) => {
    const notice = reader(line);
    if (notice?.type === 'change') return `${notice.change.kind} ${notice.change.node}`;
    return notice?.type === 'lost' ? `lost ${notice.node} ${notice.source}` : notice?.type;
  });
};

const up =
  '5: veth1@if4: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master br0 state UP \\    link/ether 62:d3:d5:d8:d9:a7';

describe('lines of the monitor', () => {
  it('tell what changed, and where', () => {
    expect(
      read(
        'ready',
        `ip host [LINK]${up}`,
        'ip c1 [ADDR]3: eth0    inet 10.9.9.9/24 scope global br0\\       valid_lft forever preferred_lft forever',
        'ip c1 [ADDR]Deleted 3: eth0    inet 10.9.9.9/24 scope global br0\\       valid_lft forever preferred_lft forever',
        'ip host [ROUTE]default via 192.168.1.1 dev ens33 ',
        'ip host [ROUTE]Deleted local 10.9.9.9 dev br0 table local proto kernel scope host src 10.9.9.9 ',
        'ip host [ROUTE]blackhole 10.0.0.0/8 ',
        'ip host [RULE]32765:\tfrom 172.18.0.2 lookup 100 ',
        'ip host [NETCONF]inet all forwarding off ',
        'nft host',
        'sysctl host',
        'legacy host',
        'engine start c1',
        'lost c1 nft',
      ),
    ).toEqual([
      'ready',
      'ip host',
      'ip c1',
      'ip c1',
      'ip host',
      'ip host',
      'ip host',
      'ip host',
      'ip host',
      'nft host',
      'sysctl host',
      'legacy host',
      'engine c1',
      'lost c1 nft',
    ]);
  });

  it('of IPv6 tell nothing', () => {
    expect(
      read(
        'ip host [ADDR]5: veth1    inet6 fe80::60d3:d5ff:fed8:d9a7/64 scope link \\       valid_lft forever preferred_lft forever',
        'ip host [ROUTE]Deleted fe80::/64 dev veth1 proto kernel metric 256 pref medium',
        'ip host [ROUTE]local fe80::60d3:d5ff:fed8:d9a7 dev veth1 table local proto kernel metric 0 pref medium',
        'ip host [ROUTE]Deleted multicast ff00::/8 dev veth1 table local proto kernel metric 256 pref medium',
        'ip host [NETCONF]inet6 all forwarding on ',
        'ip host [NEIGH]Deleted ff02::2 dev veth1 lladdr 33:33:00:00:00:02 NOARP ',
      ),
    ).toEqual(Array(6).fill(undefined));
  });

  it('of neighbours tell nothing that traffic does', () => {
    expect(
      read(
        'ip host [NEIGH]172.18.0.2 dev br0 lladdr ea:30:8a:ad:3c:53 REACHABLE ',
        'ip host [NEIGH]172.18.0.2 dev br0 lladdr ea:30:8a:ad:3c:53 STALE ',
        'ip host [NEIGH]172.18.0.9 dev br0  INCOMPLETE ',
        'ip host [NEIGH]172.18.0.9 dev br0  FAILED ',
        'ip host [NEIGH]Deleted 172.18.0.9 dev br0  FAILED ',
        'ip host [NEIGH]dev veth1 lladdr 6a:b5:ef:1d:4e:c5 REACHABLE ',
        'ip host [NEIGH]Deleted dev veth1 lladdr 6a:b5:ef:1d:4e:c5 STALE ',
        'ip host [NEIGH]dev veth1 lladdr 62:d3:d5:d8:d9:a7 PERMANENT ',
      ),
    ).toEqual(Array(8).fill(undefined));
  });

  it('of static neighbours tell that they come and go, also those from before', () => {
    const set = 'ip host [NEIGH]172.18.0.77 dev br0 lladdr 02:00:00:00:00:01 PERMANENT ';
    const fails = 'ip host [NEIGH]172.18.0.77 dev br0 FAILED ';
    expect(read(set, fails, fails)).toEqual(['ip host', 'ip host', undefined]);
    expect(read('has host 172.18.0.77 dev br0 lladdr 02:00:00:00:00:01 PERMANENT', fails)).toEqual([
      undefined,
      'ip host',
    ]);
    // The same address elsewhere is another entry.
    expect(read(set, fails.replace('br0', 'veth1'), fails.replace('host', 'c1'))).toEqual([
      'ip host',
      undefined,
      undefined,
    ]);
  });

  it('of peers of a tunnel tell those that are set by hand, also that one from before goes, not what is learned', () => {
    const peer = '192.168.77.9 dev vx42 lladdr 00:00:00:00:00:00';
    expect(
      read(
        `ip east [NEIGH]${peer} NOARP PERMANENT `,
        'ip east [NEIGH]192.168.77.9 dev vx42 lladdr 02:00:00:00:00:06 REACHABLE ',
        `ip east [NEIGH]Deleted ${peer} NOARP PERMANENT `,
        'ip east [NEIGH]Deleted 192.168.77.2 dev vx42 lladdr 00:00:00:00:00:00 REACHABLE PERMANENT ',
        'ip east [NEIGH]192.168.77.2 dev vx42 lladdr 02:00:00:00:00:05 REACHABLE NOARP ',
        'ip east [NEIGH]192.168.77.2 dev vx42 lladdr 02:00:00:00:00:05 STALE ',
      ),
    ).toEqual(['ip east', undefined, 'ip east', 'ip east', 'ip east', undefined]);
  });

  it('that make no sense are changes: something was missed', () => {
    expect(
      read('ip host netlink receive error No buffer space available (105)', 'ip host again', 'nft c1 again'),
    ).toEqual(['ip host', 'ip host', 'nft c1']);
    expect(read('', 'hello', 'what is this')).toEqual([undefined, undefined, undefined]);
  });
});
