import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Lab } from '../lab.ts';
import { onTerminal } from '../testing/pty.ts';
import { createHere } from './here.ts';
import { itemInWords, type Snapshot, without } from './ledger/item.ts';
import { lookScript } from './ledger/look.ts';
import { readSnapshot } from './ledger/snapshot.ts';
import { busy } from './testing/busy.ts';
import { type Played, playMachine } from './testing/played.ts';

let played: Played;
let lab: Lab;
let before: Snapshot;

beforeAll(async () => {
  played = await playMachine('ledger', { setup: busy });
  lab = createHere({ home: played.home, machine: played.machine });
  before = await look();
});
afterAll(() => played?.discard());
beforeEach(async () => {
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
});

async function look(): Promise<Snapshot> {
  const seen = readSnapshot(await played.sh(lookScript));
  if (!seen) throw new Error('the machine could not be looked at');
  return seen.items;
}

const differences = (now: Snapshot, then: Snapshot = before) => ({
  gone: without(then, now).map(itemInWords),
  come: without(now, then).map(itemInWords),
});
const rulesOf = (seen: Snapshot) => seen.filter(({ kind }) => kind === 'rule' || kind === 'nft-rule').map(itemInWords);
const nothing = { gone: [], come: [] };

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
      'sysctl -w net.ipv4.ip_forward=0 net.ipv4.conf.ens33.rp_filter=1 net.ipv4.conf.all.log_martians=0 net.bridge.bridge-nf-call-iptables=0',
    );
    const broken = differences(await look());
    expect(broken.come.length).toBeGreaterThan(10);
    expect(broken.gone.length).toBeGreaterThan(10);
    await down();
    const after = await look();
    expect(differences(after)).toEqual(nothing);
    // Rules in their old order, too.
    expect(rulesOf(after)).toEqual(rulesOf(before));
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
    for (const kept of ['-p tcp -m tcp --dport 4444', 'link theirs', 'route 10.66.0.0/16', 'arp_ignore = 1'])
      expect(after.come.join('\n')).toContain(kept);
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
