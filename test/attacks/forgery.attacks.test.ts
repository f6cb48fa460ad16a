import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GradedLab, gradedLab } from './testing/graded-lab.ts';

/** Labs that look right to who asks what was always asked, and are not (docs/integrity.md). Each is a finished course, but for what is told. */
let lab: GradedLab;

beforeAll(async () => {
  lab = await gradedLab('forged');
});
beforeEach(() => lab.reset());
afterAll(() => lab?.end());

const ids = (said: readonly string[]): readonly string[] =>
  said.map((line) => line.split(' ', 2).join(' ').replace(':', ''));

describe('what cannot be read does not pass', () => {
  it('a condition on the rule that lets pass, or that translates', async () => {
    await lab.play({
      'forward-bridge': ['iptables -I FORWARD -i br0 -o br0 -m u32 --u32 "0>>22&0x3C@0=0:0xffffffff" -j ACCEPT'],
      masquerade: ['iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -m ttl --ttl-gt 1 -j MASQUERADE'],
      'dnat-prerouting': [
        'iptables -t nat -I PREROUTING ! -i br0 -p tcp --dport 5678 -m ttl --ttl-gt 1 -j DNAT --to-destination 172.18.0.2:80',
      ],
    });
    const said = await lab.grade();
    expect(ids(said)).toEqual(
      expect.arrayContaining(['forward-bridge-accept unread', 'masquerade-rule unread', 'dnat-rule unread']),
    );
    // Nor do the requests, which came through.
    expect(ids(said)).toEqual(
      expect.arrayContaining(['c1-reaches-c2 unread', 'c1-reaches-outside unread', 'outside-reaches-port unread']),
    );
    expect(said.find((line) => line.startsWith('masquerade-rule'))).toContain('Write it without -m ttl --ttl-gt 1');
  });

  it('one before the rule, in another table, that nobody asks about', async () => {
    await lab.play({
      'talk-hairpin': ['iptables -t mangle -A PREROUTING -i br0 -m string --algo bm --string GET --to 9 -j DROP'],
    });
    expect(ids(await lab.grade())).toEqual(expect.arrayContaining(['c1-reaches-c2 unread', 'c2-reaches-port unread']));
  });
});

describe('what is asked cannot be known', () => {
  it('rules for the course’s own neighbour, its site, and its name server alone', async () => {
    const known = ['192.168.1.50', '203.0.113.80', '192.168.1.1'];
    await lab.play({
      'forward-out': known.map((to) => `iptables -A FORWARD -i br0 -o ens33 -d ${to} -j ACCEPT`),
      'forward-in': known.map((from) => `iptables -A FORWARD -i ens33 -o br0 -s ${from} -j ACCEPT`),
      masquerade: known.map((to) => `iptables -t nat -A POSTROUTING -o ens33 -d ${to} -j MASQUERADE`),
    });
    const said = ids(await lab.grade());
    expect(said).toEqual(
      expect.arrayContaining(['forward-out-accept fail', 'forward-in-accept fail', 'masquerade-rule fail']),
    );
    expect(said).toEqual(expect.arrayContaining(['c1-reaches-outside fail', 'c2-reaches-outside fail']));
  });

  it('the same, and the addresses that our own checks of rules ask about', async () => {
    const known = ['192.168.1.50', '203.0.113.80', '192.168.1.1', '192.0.2.1'];
    await lab.play({
      'forward-out': known.map((to) => `iptables -A FORWARD -i br0 -o ens33 -d ${to} -j ACCEPT`),
    });
    expect(ids(await lab.grade())).toEqual(expect.arrayContaining(['forward-out-accept fail']));
  });

  it('the web of everybody, and no other service', async () => {
    await lab.play({
      'forward-out': [
        'iptables -A FORWARD -i br0 -o ens33 -p tcp --dport 80 -j ACCEPT',
        'iptables -A FORWARD -i br0 -o ens33 -p udp --dport 53 -j ACCEPT',
        'iptables -A FORWARD -i br0 -o ens33 -m conntrack --ctstate ESTABLISHED -j ACCEPT',
      ],
    });
    const said = ids(await lab.grade());
    expect(said).toEqual(expect.arrayContaining(['forward-out-accept fail', 'c1-reaches-outside fail']));
  });

  it('the published port for the course’s own neighbour alone', async () => {
    await lab.play({
      'dnat-prerouting': [
        'iptables -t nat -I PREROUTING -s 192.168.1.50 -p tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80',
      ],
    });
    expect(ids(await lab.grade())).toEqual(expect.arrayContaining(['dnat-rule fail', 'outside-reaches-port fail']));
  });

  it('host routes, and no default route', async () => {
    const known = ['192.168.1.50', '203.0.113.80', '192.168.1.1', '192.0.2.1', '192.168.1.61'];
    await lab.play({
      'c1-route': known.map(
        (to) => `nsenter -n -t $(docker inspect -f {{.State.Pid}} c1) ip route add ${to} via 172.18.0.1 dev eth0`,
      ),
    });
    expect(ids(await lab.grade())).toEqual(
      expect.arrayContaining(['c1-default-route fail', 'c1-reaches-outside fail']),
    );
  });
});

/** Listens on a port and hands every connection on. Perl, as every Debian has it. */
const forwarder = (port: number, to: string): string => `cat >/run/forwarder.${port} <<'PERL'
use IO::Socket::INET; $SIG{CHLD} = 'IGNORE';
my $in = IO::Socket::INET->new(Listen => 50, LocalPort => ${port}, ReuseAddr => 1) or die $!;
while (my $client = $in->accept) {
  next if fork;
  my $server = IO::Socket::INET->new('${to}') or exit;
  if (fork) { while (sysread $client, my $part, 9999) { syswrite $server, $part } shutdown $server, 1 }
  else { while (sysread $server, my $part, 9999) { syswrite $client, $part } shutdown $client, 1 }
  exit;
}
PERL
perl /run/forwarder.${port} </dev/null >/dev/null 2>&1 3>&- & echo $! >>/run/forwarders`;

describe('what came through has to be what links, routes and rules let through', () => {
  it('a forwarder in user space, beside rules that never match', async () => {
    const never = '-m u32 --u32 "0>>22&0x3C@0=0x12345678"';
    await lab.play({
      masquerade: [
        `iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 ${never} -j MASQUERADE`,
        'iptables -t nat -A PREROUTING -i br0 -d 192.168.1.50 -p tcp --dport 80 -j REDIRECT --to-ports 7080',
      ],
      'dnat-prerouting': [
        `iptables -t nat -I PREROUTING ! -i br0 -p tcp --dport 5678 ${never} -j DNAT --to-destination 172.18.0.2:80`,
      ],
    });
    await lab.sh(`${forwarder(7080, '192.168.1.50:80')}\n${forwarder(5678, '172.18.0.2:80')}\nsleep 0.5`);
    const said = ids(await lab.grade());
    await lab.sh('kill $(cat /run/forwarders); rm /run/forwarders');
    expect(said).toEqual(expect.arrayContaining(['masquerade-rule unread', 'dnat-rule unread']));
    for (const id of ['c1-reaches-outside', 'outside-reaches-port'])
      expect(said.filter((line) => line.startsWith(`${id} `))).toHaveLength(1);
  });

  it('a forwarder alone: the request is answered, and by the rules it could not be', async () => {
    await lab.play({ 'dnat-output': ['true'] });
    await lab.sh(`${forwarder(5678, '172.18.0.2:80')}\nsleep 0.5`);
    const said = ids(await lab.grade());
    await lab.sh('kill $(cat /run/forwarders); rm /run/forwarders');
    expect(said).toEqual(expect.arrayContaining(['dnat-output-rule fail', 'host-reaches-port contradicts']));
  });

  it('connections that were written into the kernel by hand', async () => {
    await lab.play({ masquerade: ['true'] });
    // For every port that a client may get: tcp from c1 to the neighbour, translated without any rule.
    await lab.sh(`iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -m u32 --u32 "0>>22&0x3C@0=0x12345678" -j MASQUERADE
      sysctl -qw net.ipv4.ip_local_port_range="40000 40999" 2>/dev/null || :
      for c in 2 3; do nsenter -n -t $(docker inspect -f {{.State.Pid}} c$((c - 1))) sysctl -qw net.ipv4.ip_local_port_range="40000 40127" 2>/dev/null || :
        for port in $(seq 40000 40127); do
          conntrack -I -p tcp -s 172.18.0.$c -d 192.168.1.50 --sport $port --dport 80 -r 192.168.1.50 -q 192.168.1.61 \\
            --reply-port-src 80 --reply-port-dst $port --state SYN_SENT -u SEEN_REPLY -t 600 >/dev/null 2>&1 || :
        done; done`);
    const said = ids(await lab.grade());
    expect(said).toEqual(expect.arrayContaining(['masquerade-rule unread']));
    for (const id of ['c1-reaches-outside', 'c2-reaches-outside'])
      expect(said.filter((line) => line.startsWith(`${id} `))).toHaveLength(1);
  });
});

describe('a look starts nothing that the learner owns', () => {
  it('a sh in the lab’s own folder of PATH', async () => {
    await lab.sh(`printf '#!/bin/sh\\ntouch /run/was-run\\nexec /bin/sh "$@"\\n' >/run/bridgework/bin/sh
      for tool in nsenter docker ip nft curl timeout base64 wc cat; do
        [ -e /run/bridgework/bin/$tool ] || { /bin/cp /run/bridgework/bin/sh /run/bridgework/bin/$tool; echo $tool >>/run/mine; }; done
      for tool in sh $(/bin/cat /run/mine); do /bin/chmod 755 /run/bridgework/bin/$tool; done; /bin/rm -f /run/was-run`);
    await lab.grade();
    const left = await lab.sh(
      '[ ! -e /run/was-run ] || echo run; cd /run/bridgework/bin; /bin/rm -f sh $(/bin/cat /run/mine)',
    );
    expect(left).toBe('');
  });

  it('a program of the system, written over or mounted over, is named', async () => {
    await lab.grade();
    expect(lab.captured().replaced).toBeUndefined();
    await lab.sh(`cp /usr/sbin/nft /run/nft; printf '#!/bin/sh\nexec /run/nft "$@"\n' >/run/fake; chmod 755 /run/fake
      mount --bind /run/fake /usr/sbin/nft; printf x >/etc/ld.so.preload`);
    const said = await lab.grade().catch(() => []);
    const { replaced } = lab.captured();
    await lab.sh('umount /usr/sbin/nft; rm /etc/ld.so.preload');
    expect(said).toBeDefined();
    expect(replaced).toEqual(expect.arrayContaining(['nft', '/etc/ld.so.preload']));
  });
});
