import { describe, expect, test } from 'vitest';
import { translator } from '../i18n/translate.ts';
import { trace } from './index.ts';
import { device, flow, rendered } from './testing/rendered.ts';
import { factsOf, insert, solved, type World } from './testing/solved.ts';

type Change = (world: World) => void;
const changed = (...changes: readonly Change[]): World => {
  const world = solved();
  for (const change of changes) change(world);
  return world;
};
const mtu =
  (node: keyof World['nodes'], name: string, bytes: number): Change =>
  (world) =>
    void Object.assign(device(world, node, name), { mtu: bytes });
const rule =
  (node: keyof World['nodes'], table: string, chain: string, words: string): Change =>
  (world) =>
    insert(world.nodes[node], table, chain, words);
const plain: Change = (world) => void Object.assign(world.nodes.host.sysctls, { bridgeNfCallIptables: 0 });
const untold = rule('host', 'filter', 'OUTPUT', '-p icmp -m icmp --icmp-type 3/4 -j DROP');
const shortRoute: Change = (world) => {
  for (const route of world.nodes.c1.routes) if (route.dst === 'default') route.mtu = 1000;
};
const probing: Change = (world) => {
  world.nodes.c1.sysctls.unusualMtu = ['net.ipv4.tcp_mtu_probing = 1'];
};
const narrow = mtu('host', 'ens33', 1400);
const published = 'outside 192.168.1.61:5678';

describe('a ping of a size', () => {
  test.each([
    ['as long as everything carries', [], 'c1 192.168.1.50:icmp 1500 df', 'answered by outside to 192.168.1.61'],
    ['one byte more, which may be cut', [], 'c1 192.168.1.50:icmp 1501', 'answered by outside to 192.168.1.61'],
    ['one byte more, which may not', [], 'c1 192.168.1.50:icmp 1501 df', 'other, too-big'],
    ['to itself, by lo', [mtu('c1', 'eth0', 1280)], 'c1 172.18.0.2:icmp 3000 df', 'answered by c1 to 172.18.0.2'],
    [
      'a router that may cut it; the answer is too long for the cable back',
      [narrow],
      'c1 192.168.1.50:icmp 1500',
      'timeout, reply-lost',
    ],
    ['a router that tells its sender', [narrow], 'c1 192.168.1.50:icmp 1500 df', 'other, too-big'],
    ['… and nobody hears it', [narrow, untold], 'c1 192.168.1.50:icmp 1500 df', 'timeout, too-big'],
    [
      'just what the link carries',
      [narrow, untold],
      'c1 192.168.1.50:icmp 1400 df',
      'answered by outside to 192.168.1.61',
    ],
    [
      'the far end of a cable takes 4 bytes more',
      [mtu('outside', 'eth0', 1400)],
      'c1 192.168.1.50:icmp 1404',
      'answered by outside to 192.168.1.61',
    ],
    ['… but not 5', [mtu('outside', 'eth0', 1400)], 'c1 192.168.1.50:icmp 1405', 'timeout, too-big'],
    [
      'a switch takes 4 bytes more',
      [plain, mtu('host', 'veth1', 1400)],
      'c2 172.18.0.2:icmp 1404',
      'answered by c1 to 172.18.0.3',
    ],
    [
      'a switch that IP does not see cuts nothing',
      [plain, mtu('host', 'veth1', 1400)],
      'c2 172.18.0.2:icmp 1405',
      'timeout, dropped-by-bridge',
    ],
    [
      'br_netfilter cuts for the bridge, and that is still too long',
      [mtu('host', 'veth1', 1400)],
      'c2 172.18.0.2:icmp 1500',
      'timeout, dropped-by-bridge',
    ],
    [
      'br_netfilter drops what may not be cut',
      [mtu('host', 'veth1', 1400)],
      'c2 172.18.0.2:icmp 1401 df',
      'timeout, dropped-by-bridge',
    ],
    ['a route that says less', [shortRoute], 'c1 192.168.1.50:icmp 1200 df', 'other, too-big'],
  ] as const)('%s', (_name, changes, words, expected) => {
    const world = changed(...changes);
    expect(rendered(world, words)).toBe(expected);
  });
});

describe('a large page', () => {
  test.each([
    ['where everything carries the same', [], 'answered by c1 to 172.18.0.1'],
    ['the server is told, and sends less', [narrow], 'answered by c1 to 172.18.0.1'],
    ['the server is not told: a black hole', [narrow, untold], 'timeout, reply-lost'],
    [
      '… that shorter segments do not fall into',
      [
        narrow,
        untold,
        rule('host', 'mangle', 'FORWARD', '-p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu'),
      ],
      'answered by c1 to 172.18.0.1',
    ],
    [
      '… nor a number',
      [
        narrow,
        untold,
        rule('host', 'mangle', 'FORWARD', '-p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1360'),
      ],
      'answered by c1 to 172.18.0.1',
    ],
    [
      '… one byte too many',
      [
        narrow,
        untold,
        rule('host', 'mangle', 'FORWARD', '-p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1361'),
      ],
      'timeout, reply-lost',
    ],
    [
      '… a number that would be longer changes nothing',
      [
        narrow,
        untold,
        rule('host', 'mangle', 'FORWARD', '-p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 4000'),
      ],
      'timeout, reply-lost',
    ],
    ['the client asks for less itself', [narrow, untold, mtu('outside', 'eth0', 1400)], 'answered by c1 to 172.18.0.1'],
    [
      'a rule that nobody understands decides',
      [
        narrow,
        untold,
        rule('host', 'mangle', 'FORWARD', '-m u32 --u32 "0x6&0xFF=0x6" -p tcp -j TCPMSS --set-mss 1200'),
      ],
      'unknown, not-enough-information',
    ],
    ['a switch of the kernel changes all of it', [narrow, untold, probing], 'unknown, not-enough-information'],
  ] as const)('%s', (_name, changes, expected) => {
    expect(rendered(changed(...changes), `${published} 65535 page`)).toBe(expected);
  });

  test('is told beside the small one that arrives, in the words of where it ends', () => {
    const walked = trace(factsOf(changed(narrow, untold)), flow(published));
    expect(walked.disposition).toBe('delivered');
    expect(walked.large?.expected.outcome).toBe('timeout');
    expect(walked.large && translator('en')(walked.large.reason)).toBe(
      'ens33 in host carries 1400 bytes at most, the packet has 1500 and may not be cut; and what host says of that to c1 gets lost (host ip/output).',
    );
    expect(trace(factsOf(changed(narrow)), flow(published)).large).toBeUndefined();
    expect(trace(factsOf(solved()), flow(published)).large).toBeUndefined();
  });

  test('a request as long as a packet ends at the end of a cable that takes less', () => {
    const walked = trace(factsOf(changed(narrow)), flow(`${published} 1500`));
    expect(walked.disposition).toBe('too-big');
    expect(walked.hops.at(-1)).toMatchObject({ node: 'host', device: 'ens33', stage: { kind: 'size' } });
  });
});

test('pieces of a packet: without conntrack, rules see each of them', () => {
  const bare: Change = (world) => void Object.assign(world.nodes.c2, { rules: { chains: [] } });
  const big = 'c1 172.18.0.3:icmp 3000';
  expect(rendered(changed(plain, bare), big)).toBe('answered by c2 to 172.18.0.2');
  const asks = (words: string) => rendered(changed(plain, bare, rule('c2', 'filter', 'INPUT', words)), big);
  expect(asks('-f -j DROP')).toBe('unknown, not-enough-information');
  // The first piece is dropped, and the others are worth nothing without it; but of that the walk knows nothing.
  expect(asks('-p icmp -m icmp --icmp-type 8 -j DROP')).toBe('unknown, not-enough-information');
  expect(asks('-p icmp -m icmp --icmp-type 3 -j DROP')).toBe('answered by c2 to 172.18.0.2');
  expect(asks('-p icmp -j DROP')).toBe('timeout, dropped-by-rule');
});
