import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { here as course } from '../../testing/one-host/here.ts';
import type { Lab } from '../lab.ts';
import { onTerminal } from '../testing/pty.ts';
import { createHere } from './here.ts';
import { itemInWords, type Snapshot } from './ledger/item.ts';
import { busy } from './testing/busy.ts';
import { differences as differ, look as lookAt, nothing } from './testing/looked.ts';
import { type Played, playMachine } from './testing/played.ts';

let played: Played;
let lab: Lab;
let before: Snapshot;

beforeAll(async () => {
  played = await playMachine('ledger', { setup: busy });
  lab = createHere({ course, home: played.home, machine: played.machine });
  before = await look();
});
afterAll(() => played?.discard());
beforeEach(async () => {
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
});

const look = (): Promise<Snapshot> => lookAt(played);
const differences = (now: Snapshot) => differ(before, now);
const rulesOf = (seen: Snapshot) => seen.filter(({ kind }) => kind === 'rule' || kind === 'nft-rule').map(itemInWords);

/** In a terminal of the lab, as the learner's lines and shells are. */
async function typed(...lines: readonly string[]): Promise<string> {
  const entry = await lab.entry('host', ['bash', '-c', lines.join('\n')]);
  if (!entry.ok) throw new Error(entry.error.code);
  const terminal = onTerminal(entry.value);
  await terminal.exitCode;
  return terminal.output();
}

async function down(): Promise<void> {
  expect(await lab.down()).toEqual({ ok: true, value: undefined });
}

describe('a machine with Docker networks, a compose project, rules like ufw’s and firewalld’s', () => {
  test('is as before after nothing was done', async () => {
    await down();
    expect(differences(await look())).toEqual(nothing);
  });

  test('is as before after a learner broke what they could in the lab’s shell', async () => {
    await typed(
      'docker run -d --net=none --name=c1 nginx:1.13.3-alpine',
      'docker run -d --net=none --name=mine nginx:1.13.3-alpine',
      'ip link add br0 type bridge; ip link add hub type bridge; ip link set hub up; ip address add 10.7.0.1/24 dev hub',
      'ip link add cable type veth peer name far; ip link set cable master hub; ip address add 192.168.1.200/24 dev ens33',
      'iptables -F FORWARD; iptables -P INPUT DROP; iptables -P INPUT ACCEPT; iptables -P FORWARD ACCEPT; iptables -t nat -F POSTROUTING',
      'iptables -N mychain; iptables -A mychain -j LOG; iptables -I INPUT 2 -j mychain; iptables -t raw -A PREROUTING -p udp --dport 9 -j DROP',
      'iptables -D ufw-user-input -p tcp -m tcp --dport 22 -m comment --comment "it\'s \\"ssh\\" \\$(reboot)" -j ACCEPT',
      'nft add table inet lab; nft add chain inet lab c; nft add rule inet lab c accept',
      'nft insert rule inet firewalld filter_FORWARD drop; nft flush chain inet firewalld filter_FORWARD_POLICIES',
      'ip route del 10.99.0.0/16; ip route add 10.55.0.0/16 via 192.168.1.1; ip rule del from 10.98.0.0/16; ip rule add from 10.44.0.0/16 lookup 44',
      'ip neigh del 192.168.1.9 dev ens33; ip netns add extra',
      'ip link set ens33 mtu 1400; ip link set ens33 promisc on; ip link set ens33 address 02:00:00:00:00:61',
      'port=$(ls /sys/class/net | grep -m1 "^veth"); bridge link set dev $port hairpin on; bridge link set dev $port isolated on',
      'ip link set $(ls /sys/class/net | grep -m1 "^br-") type bridge stp_state 1',
      'ip -6 address add 2001:db8:5::5/64 dev ens33; ip -6 address del 2001:db8::61/64 dev ens33',
      'ip -6 route del 2001:db8:9::/48; ip -6 rule add from 2001:db8:44::/48 lookup 44',
      'tc qdisc replace dev ens33 root handle 8: pfifo limit 50; tc qdisc add dev docker0 clsact',
      'tc filter add dev docker0 ingress protocol ip pref 5 u32 match ip dst 172.17.0.9/32 action mirred egress redirect dev lo',
      'nft delete element inet firewalld lan { 10.9.0.0/16 }; nft add element inet firewalld lan { 10.8.0.0/16, 10.7.0.1 }',
      'nft add set inet firewalld mine { type inet_service \\; elements = { 80, 443 } \\; }',
      'docker network create mine-net; docker network connect mine-net shop-web-1; docker stop -t 0 shop-web-1',
      'sysctl -w net.ipv4.icmp_echo_ignore_all=1 net.ipv6.conf.all.forwarding=1 net.ipv4.neigh.ens33.delay_first_probe_time=9',
      'sysctl -w net.ipv4.ip_forward=0 net.ipv4.conf.ens33.rp_filter=1 net.ipv4.conf.all.log_martians=0 net.bridge.bridge-nf-call-iptables=0',
    );
    const broken = differences(await look());
    const [come, gone] = [broken.come, broken.gone].map((items) => items.join('\n'));
    for (const made of [
      ...['switch ens33 mtu 1400', 'switch ens33 promisc on', 'switch ens33 address 02:00:00:00:00:61', 'stp_state 1'],
      ...[
        'address ens33 2001:db8:5::5/64',
        'lookup -6',
        'pfifo limit 50p',
        'qdisc docker0 clsact',
        'filter docker0 ingress',
      ],
      ...[
        '10.7.0.1',
        'nft-set inet firewalld set mine',
        'mine-net',
        'icmp_echo_ignore_all = 1',
        'link hub',
        'netns extra',
      ],
      ...[
        'ens33.delay_first_probe_time = 9',
        'ipv6.conf.all.forwarding = 1',
        '-A mychain -j LOG',
        'nft-table inet lab',
      ],
    ])
      expect(come).toContain(made);
    for (const lost of [
      ...[
        'address ens33 2001:db8::61/64',
        'route -6 2001:db8:9::/48',
        'pfifo limit 300p',
        'lan 10.9.0.0/16',
        'running',
      ],
      ...['10.99.0.0/16', '192.168.1.9', 'iifname "docker0" accept', 'rp_filter = 2'],
    ])
      expect(`${gone}`).toContain(lost);
    await down();
    const after = await look();
    expect(differences(after)).toEqual(nothing);
    // Rules in their old order, too.
    expect(rulesOf(after)).toEqual(rulesOf(before));
  });

  test('is as before after all rules were flushed, and the card was renamed and switched off', async () => {
    await typed('nft flush ruleset', 'ip route flush table main', 'ip link set docker0 down');
    await typed('ip link set ens33 down; ip link set ens33 name lan0');
    expect(differences(await look()).come).toContain('link lan0 veth');
    await down();
    const after = await look();
    expect(differences(after)).toEqual(nothing);
    expect(rulesOf(after)).toEqual(rulesOf(before));
  });

  test('keeps what DHCP, routers and compose did while a learner’s shell was open', async () => {
    const untouched = ['address ens33 192.168.1.88/24', 'route 10.77.0.0/16', 'shop-db-1', 'later_default'];
    await typed(
      'ip address add 192.168.1.88/24 dev ens33 valid_lft 3600 preferred_lft 3600',
      'ip route add 10.77.0.0/16 via 192.168.1.1 proto dhcp metric 100',
      'docker network create --label com.docker.compose.project=later later_default',
      'docker run -d --label com.docker.compose.project=shop --net=none --name=shop-db-1 nginx:1.13.3-alpine',
      'docker run -d --net=none --name=mine nginx:1.13.3-alpine',
    );
    await down();
    const { come, gone } = differences(await look());
    for (const one of untouched) expect(come.join('\n')).toContain(one);
    expect([come.join('\n').includes('mine'), gone]).toEqual([false, []]);
    await played.sh(`
      ip address del 192.168.1.88/24 dev ens33; ip route del 10.77.0.0/16
      docker rm -f shop-db-1 >/dev/null; docker network rm later_default >/dev/null`);
    expect(differences(await look())).toEqual(nothing);
  });

  test('keeps what others did meanwhile, also where the course made the like', async () => {
    await typed('iptables -I FORWARD -i br0 -o ens33 -j ACCEPT', 'ip link add br0 type bridge');
    // Not through the lab: an administrator, a daemon.
    await played.sh(`
      iptables -A INPUT -p tcp --dport 4444 -j ACCEPT; ip link add theirs type bridge
      docker network create later >/dev/null; ip route add 10.66.0.0/16 via 192.168.1.1; sysctl -qw net.ipv4.conf.ens33.arp_ignore=1`);
    const meanwhile = differences(await look());
    await down();
    const after = differences(await look());
    expect(after.gone).toEqual(['net.ipv4.conf.ens33.arp_ignore = 0']);
    for (const untouched of ['-p tcp -m tcp --dport 4444', 'link theirs', 'route 10.66.0.0/16', 'arp_ignore = 1'])
      expect(after.come.join('\n')).toContain(untouched);
    expect(after.come.join('\n')).not.toMatch(/br0/);
    expect(meanwhile.come.join('\n')).toContain('-i br0 -o ens33');
    await played.sh(`
      iptables -D INPUT -p tcp --dport 4444 -j ACCEPT; ip link del theirs; docker network rm later >/dev/null
      ip route del 10.66.0.0/16; sysctl -qw net.ipv4.conf.ens33.arp_ignore=0`);
    expect(differences(await look())).toEqual(nothing);
  });

  test('is as before when Docker was restarted and has moved its rules', async () => {
    await typed(
      'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
      'iptables -t nat -I POSTROUTING -s 10.200.18.0/24 -o ens33 -j MASQUERADE',
    );
    const rules = await played.sh('iptables -S FORWARD');
    await played.sh(
      'kill "$(cat /run/docker-machine.pid)"; while [ -e /run/docker-machine.pid ]; do sleep 0.05; done; sh /run/machine/engine; docker start shop-web-1 >/dev/null',
    );
    expect(await played.sh('iptables -S FORWARD')).not.toBe(rules);
    await down();
    const after = differences(await look());
    // What Docker itself did at its restart is Docker's.
    expect([...after.gone, ...after.come].filter((one) => /br0|10\.200\.18|MASQUERADE.*ens33/.test(one))).toEqual([]);
    before = await look();
  });

  test('is as before when a shell was killed in the middle', async () => {
    const entry = await lab.entry('host', [
      'bash',
      '-c',
      'ip link add orphan type bridge; iptables -A INPUT -p tcp --dport 77 -j DROP; echo done; sleep 50',
    ]);
    if (!entry.ok) throw new Error(entry.error.code);
    const terminal = onTerminal(entry.value);
    await terminal.until(/done/);
    terminal.kill();
    await terminal.exitCode;
    await down();
    expect(differences(await look())).toEqual(nothing);
  });
});
