import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dns } from './dns.ts';
import { decodeReply, encodeQuestion } from './dns-message.ts';
import { observation, reading } from './testing/captured.ts';

test("the container's resolver answers", () => {
  expect(reading('wired', dns('c1', 'www.baidu.com'))).toEqual({
    outcome: 'resolved',
    server: '192.168.1.1',
    addresses: [expect.stringMatching(/^[\d.]+$/)],
    message: '',
  });
});

test('a name that does not exist, and a name server that is none', () => {
  expect(reading('wired', dns('host', 'nowhere.bridgework.test'))).toMatchObject({
    outcome: 'not-found',
    addresses: [],
  });
  expect(reading('troubled', dns('c1', 'www.baidu.com'))).toMatchObject({ outcome: 'refused', server: '192.168.1.61' });
});

const part = (server: string, body: string, status: number) => `\nfeed begin ${server}\n${body}\nfeed end ${status}\n`;
const parse = (...parts: readonly string[]) =>
  dns('c1', 'a.test').parse(observation({ stdout: parts.join('') }), { nonce: 'feed' });

test.each([
  ['nobody to ask', [], 'no-server', undefined],
  ['no answer at all', [part('10.0.0.1', '', 124)], 'timeout', '10.0.0.1'],
  ['no way there', [part('10.0.0.1', 'bash: connect: Network is unreachable', 1)], 'unreachable', '10.0.0.1'],
  ['an answer to another question', [part('10.0.0.1', ' 00 00 81 80 00 00 00 00 00 00 00 00', 0)], 'other', '10.0.0.1'],
  [
    'two that fail: the last one is told',
    [part('10.0.0.1', '', 124), part('10.0.0.2', '', 124)],
    'timeout',
    '10.0.0.2',
  ],
])('%s', (_what, parts, outcome, server) => {
  const read = parse(...parts);
  expect(read.ok && [read.value.outcome, read.value.server]).toEqual([outcome, server]);
});

test('a question that did not get out in time is our failure, not a lost answer', () => {
  const read = parse(part('10.0.0.1', '', 124), part('10.0.0.2', '', 137));
  expect(read.ok ? undefined : read.error.text.id).toBe('facts.program-timed-out');
});

test('a name that cannot be one is a bug', () => {
  expect(() => dns('c1', "a'; reboot")).toThrow(RangeError);
});

/** A reply as RFC 1035 writes it: the question, then records whose names point back at it. */
function reply(id: number, name: string, rcode: number, addresses: readonly string[]): Uint8Array {
  const question = encodeQuestion(id, name);
  const records = addresses.flatMap((address) => [
    0xc0,
    12,
    0,
    1,
    0,
    1,
    0,
    0,
    0,
    60,
    0,
    4,
    ...address.split('.').map(Number),
  ]);
  const alias = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 2, 0xc0, 12];
  const bytes = Uint8Array.from([...question, ...alias, ...records]);
  bytes[2] = 0x81;
  bytes[3] = 0x80 | rcode;
  bytes[7] = addresses.length + 1;
  return bytes;
}

test('every reply that can be written is read back, and half of one is none', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
  fc.assert(
    fc.property(
      fc.nat(65_535),
      fc.array(label, { minLength: 1, maxLength: 4 }),
      fc.nat(15),
      fc.array(fc.ipV4(), { maxLength: 5 }),
      fc.nat(40),
      (id, labels, rcode, addresses, cut) => {
        const bytes = reply(id, labels.join('.'), rcode, addresses);
        expect(decodeReply(bytes)).toEqual({ id, rcode, addresses });
        if (cut > 0) expect(decodeReply(bytes.subarray(0, bytes.length - cut))).toBeUndefined();
      },
    ),
  );
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void decodeReply(bytes)),
    { numRuns: 500 },
  );
});
