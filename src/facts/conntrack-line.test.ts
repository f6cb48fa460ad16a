import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conntrack } from './conntrack.ts';
import { type Connection, parseConnection, type Tuple } from './conntrack-line.ts';
import { reading } from './testing/captured.ts';

test('a masqueraded fetch, as the kernel tracks it', () => {
  const connection = reading('wired', conntrack('host')).find(({ original }) => original.dst === '192.168.1.50');
  expect(connection).toMatchObject({
    proto: 'tcp',
    state: 'TIME_WAIT',
    original: { src: '172.18.0.2', dst: '192.168.1.50', dport: 80 },
    reply: { src: '192.168.1.50', dst: '192.168.1.61', sport: 80 },
    unreplied: false,
    assured: true,
  });
});

/** Spellings of `conntrack -L -o extended` (1.4.7), with accounting, zones and marks. */
const spellings: readonly (readonly [string, Partial<Connection>])[] = [
  [
    'ipv4     2 udp      17 29 src=172.18.0.1 dst=172.18.0.2 sport=35585 dport=53 [UNREPLIED] src=172.18.0.2 dst=172.18.0.1 sport=53 dport=35585 mark=0 use=1',
    {
      proto: 'udp',
      timeout: 29,
      unreplied: true,
      reply: { src: '172.18.0.2', dst: '172.18.0.1', sport: 53, dport: 35585 },
    },
  ],
  [
    'ipv4     2 icmp     1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=7 packets=1 bytes=84 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=7 packets=1 bytes=84 mark=0 secctx=null use=1',
    { proto: 'icmp', original: { src: '10.0.0.1', dst: '10.0.0.2' }, assured: false },
  ],
  [
    'ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=5 dport=80 src=10.0.0.2 dst=10.0.0.1 sport=80 dport=5 [ASSURED] mark=7 zone=3 delta-time=9 use=2',
    { proto: 'tcp', state: 'ESTABLISHED', assured: true },
  ],
  [
    'ipv4     2 tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=5 dport=80 src=10.0.0.2 dst=10.0.0.1 sport=80 dport=5 [OFFLOAD] mark=0 use=2',
    { proto: 'tcp', unreplied: false },
  ],
];

test.each(spellings)('%s', (line, connection) => {
  expect(parseConnection(line)).toMatchObject(connection);
});

test.each([
  '',
  'ipv6     10 tcp      6 9 src=::1 dst=::1 sport=1 dport=2 src=::1 dst=::1 sport=2 dport=1 use=1',
  'ipv4 2 tcp 6 9 src=1.2.3.4',
])('no IPv4 connection: %j', (line) => {
  expect(parseConnection(line)).toBeUndefined();
});

const tuple: fc.Arbitrary<Tuple> = fc
  .tuple(fc.ipV4(), fc.ipV4(), fc.nat(65_535), fc.nat(65_535), fc.boolean())
  .map(([src, dst, sport, dport, ports]) => (ports ? { src, dst, sport, dport } : { src, dst }));
const connection: fc.Arbitrary<Connection> = fc
  .record(
    {
      proto: fc.constantFrom('tcp', 'udp', 'icmp', 'unknown'),
      state: fc.constantFrom('SYN_SENT', 'ESTABLISHED', 'TIME_WAIT'),
      timeout: fc.nat(),
      original: tuple,
      reply: tuple,
      unreplied: fc.boolean(),
      assured: fc.boolean(),
    },
    { requiredKeys: ['proto', 'original', 'reply', 'unreplied', 'assured'] },
  )
  .map((one) => one as Connection);

const written = ({ src, dst, sport, dport }: Tuple): string =>
  `src=${src} dst=${dst} ${sport === undefined ? 'type=8 code=0 id=1' : `sport=${sport} dport=${dport}`}`;
const print = (one: Connection): string =>
  [
    `ipv4     2 ${one.proto.padEnd(8)} 6`,
    one.timeout,
    one.state,
    written(one.original),
    one.unreplied ? '[UNREPLIED]' : 'packets=1 bytes=60',
    written(one.reply),
    one.assured ? '[ASSURED]' : undefined,
    'mark=0 use=1',
  ]
    .filter((word) => word !== undefined)
    .join(' ');

test('every connection that can be printed is read back', () => {
  fc.assert(
    fc.property(connection, (one) => {
      expect(parseConnection(print(one))).toEqual(one);
    }),
  );
});

test('no line makes it throw', () => {
  fc.assert(fc.property(fc.string(), (line) => void parseConnection(`ipv4 2 tcp 6 ${line}`)));
});
