import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCapture } from './capture.ts';
import { parseConnectionEvents } from './connection-events.ts';
import { parseNftTrace } from './nft-trace.ts';

// All lines were captured in a solved lab, from c1's fetch of http://192.168.1.61:5678/ (`nft -n monitor trace`,
// `tcpdump -p -i any -nn -e -tt -l`, `conntrack -E -f ipv4 -o extended`).
const packet =
  'iif "br0" ether saddr 62:cf:df:f5:98:a0 ether daddr 1a:c7:50:92:4d:b7 ip saddr 172.18.0.2 ip daddr 192.168.1.61 ip dscp 0x00 ip ecn 0x00 ip ttl 64 ip id 32779 ip length 60 tcp sport 53878 tcp dport 5678 tcp flags == 0x2 tcp window 64240 ';

describe('netfilter’s own trace', () => {
  test('a rule that decided, with the packet that its hook saw', () => {
    const events = parseNftTrace(`trace id 25fb78e0 ip nat PREROUTING packet: ${packet}
trace id 25fb78e0 ip nat PREROUTING rule iifname "br0" tcp dport 5678 fib daddr type local counter packets 8 bytes 480 dnat to 172.18.0.2:80 (verdict accept)
trace id 25fb78e0 ip filter FORWARD policy drop `);
    const tuple = { src: '172.18.0.2', dst: '192.168.1.61', sport: 53_878, dport: 5678 };
    expect(events).toEqual([
      {
        trace: '25fb78e0',
        family: 'ip',
        table: 'nat',
        chain: 'PREROUTING',
        verdict: 'accept',
        rule: 'iifname "br0" tcp dport 5678 fib daddr type local counter packets 8 bytes 480 dnat to 172.18.0.2:80',
        packet: tuple,
      },
      { trace: '25fb78e0', family: 'ip', table: 'filter', chain: 'FORWARD', verdict: 'drop', packet: tuple },
    ]);
  });

  test('a chain that only looks is no verdict, and a line that is cut off is left out', () => {
    const events =
      parseNftTrace(`trace id a1 inet lab look rule meta l4proto 6 counter packets 1 bytes 60 (verdict continue)
trace id a1 inet lab jumps rule jump other (verdict jump other)
trace id a1 inet la`);
    expect(events.map(({ chain, verdict }) => `${chain} ${verdict}`)).toEqual(['look continue', 'jumps other']);
  });
});

describe('captures', () => {
  const line = (direction: string, rest: string): string =>
    `1795518732.878574 veth1 ${direction} ifindex 5 62:cf:df:f5:98:a0 ethertype ${rest}`;

  test.each([
    [
      'a segment for another machine, on a bridge port',
      line(
        'P  ',
        'IPv4 (0x0800), length 80: 172.18.0.2.53878 > 192.168.1.61.5678: Flags [S], seq 433028985, win 64240, length 0',
      ),
      {
        direction: 'other',
        what: {
          kind: 'tcp',
          tuple: { src: '172.18.0.2', dst: '192.168.1.61', sport: 53_878, dport: 5678 },
          flags: 'S',
        },
      },
    ],
    [
      'an error that a router or a rule sent',
      line(
        'Out',
        'IPv4 (0x0800), length 108: 172.18.0.1 > 172.18.0.2: ICMP host 192.168.1.50 unreachable - admin prohibited filter, length 68',
      ),
      {
        direction: 'out',
        what: {
          kind: 'icmp',
          tuple: { src: '172.18.0.1', dst: '172.18.0.2' },
          words: 'host 192.168.1.50 unreachable - admin prohibited filter',
        },
      },
    ],
    [
      'a question of ARP',
      line('B  ', 'ARP (0x0806), length 48: Request who-has 172.18.0.9 tell 172.18.0.2, length 28'),
      { direction: 'in', what: { kind: 'arp', asked: '172.18.0.9', by: '172.18.0.2' } },
    ],
    [
      'an answer of ARP',
      line('In ', 'ARP (0x0806), length 48: Reply 172.18.0.3 is-at 02:00:00:00:00:07, length 28'),
      { direction: 'in', what: { kind: 'arp', asked: '172.18.0.3', mac: '02:00:00:00:00:07' } },
    ],
  ])('%s', (_, output, expected) => {
    expect(parseCapture('host', output)).toEqual([
      { node: 'host', device: 'veth1', time: 1_795_518_732.878574, ...expected },
    ]);
  });

  test('what is neither TCP, ICMP nor ARP is left out', () => {
    const output = line(
      'In ',
      'IPv4 (0x0800), length 71: 172.18.0.2.40000 > 192.168.1.1.53: 4242+ A? www.baidu.com. (31)',
    );
    expect(parseCapture('c1', output)).toEqual([]);
  });
});

test('conntrack’s events', () => {
  const output = `    [NEW] ipv4     2 tcp      6 120 SYN_SENT src=172.18.0.2 dst=192.168.1.61 sport=53878 dport=5678 [UNREPLIED] src=172.18.0.2 dst=172.18.0.1 sport=80 dport=53878
 [UPDATE] ipv4     2 tcp      6 60 SYN_RECV src=172.18.0.2 dst=192.168.1.61 sport=53878 dport=5678 src=172.18.0.2 dst=172.18.0.1 sport=80 dport=53878
[DESTROY] ipv4     2 tcp      6 src=172.18.0.2 dst=192.168.1.61 sport=53878 dport=5678 src=172.18.0.2 dst=172.18.0.1 sport=80 dport=53878 [ASSURED]`;
  const events = parseConnectionEvents('host', output);
  expect(events.map(({ type, connection }) => [type, connection.state])).toEqual([
    ['new', 'SYN_SENT'],
    ['update', 'SYN_RECV'],
    ['destroy', undefined],
  ]);
  expect(events[0]?.connection.reply).toEqual({ src: '172.18.0.2', dst: '172.18.0.1', sport: 80, dport: 53_878 });
});

test('nothing that a program prints can break the readers', () => {
  fc.assert(
    fc.property(fc.string(), (output) => {
      parseNftTrace(output);
      parseCapture('host', output);
      parseConnectionEvents('host', output);
    }),
  );
});
