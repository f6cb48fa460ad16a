import { expect, test } from 'vitest';
import { accessLog } from './access-log.ts';
import { hitsIn } from './access-log-line.ts';
import { fetch } from './fetch.ts';
import { observation, reading } from './testing/captured.ts';

const nonce = 'feedfeedfeedfeed';
const token = `${nonce}-0a1b2c3d`;
const line = (client: string, request: string) =>
  `${client} - - [24/Nov/2026:01:47:53 +0000] "${request}" 200 612 "-" "curl/7.88.1" "-"`;

test('a fetch is found in the log of the one who answered, with the address that it saw', () => {
  const { token: mark } = reading('wired', fetch({ from: 'c1', url: 'http://192.168.1.50/' }));
  expect(reading('wired', accessLog()).filter((hit) => hit.token === mark)).toEqual([
    { server: 'outside', client: '192.168.1.61', token: mark },
  ]);
});

test.each([
  [line('172.18.0.1', `GET /?bridgework=${token} HTTP/1.1`), '172.18.0.1'],
  [line('::ffff:172.18.0.3', `GET /a/b?x=1&bridgework=${token}&y=2 HTTP/1.0`), '172.18.0.3'],
  [
    JSON.stringify({ log: `${line('10.0.0.1', `GET /?bridgework=${token} HTTP/1.1`)}\n`, stream: 'stdout' }),
    '10.0.0.1',
  ],
])('%s', (logged, client) => {
  expect(hitsIn(`noise\n${logged}\n`, 'c1', nonce)).toEqual([{ server: 'c1', client, token }]);
});

test.each([
  ['of another round', line('10.0.0.1', `GET /?bridgework=beef-0a1b2c3d HTTP/1.1`)],
  ['in a referrer', `10.0.0.1 - - [x] "GET / HTTP/1.1" 200 1 "http://h/?bridgework=${token}" "curl"`],
  ['cut short', line('10.0.0.1', `GET /?bridgework=${nonce}-0a1b HTTP/1.1`)],
  ['in an error log', `2026/11/24 01:47 [error] 7#7: open() failed, request: "GET /?bridgework=${token} HTTP/1.1"`],
  ['in broken JSON', `{"log":"${token}`],
])('a mark %s counts for nothing', (_where, logged) => {
  expect(hitsIn(logged, 'c1', nonce)).toEqual([]);
});

const parse = (parts: readonly (readonly [string, string, number])[]) => {
  const framed = parts.map(([name, body, status]) => `\n${nonce} begin ${name}\n${body}\n${nonce} end ${status}\n`);
  return accessLog().parse(observation({ stdout: framed.join('') }), { nonce });
};

test('a log that cannot be read matters only when an answer was not found', () => {
  const found = ['c1', line('10.0.0.1', `GET /?bridgework=${token} HTTP/1.1`), 0] as const;
  const mute = ['mute', 'not supported', 2] as const;
  expect(parse([found, mute, ['lost/', '', 0]]).ok).toBe(true);
  const lost = parse([found, mute, ['lost/', ' 99999999', 0]]);
  expect(!lost.ok && lost.error.text).toEqual({ id: 'facts.log-unreadable', values: { node: 'mute' } });
  expect(parse([found, ['c2', '', 1], ['lost/', ' 99999999', 0]]).ok).toBe(true);
});
