import { expect, test } from 'vitest';
import { fetch, isFetch } from './fetch.ts';
import { interfaces } from './interfaces.ts';
import { observation, reading } from './testing/captured.ts';

const nonce = 'feedfeedfeedfeed';
const net = fetch({ from: 'c1', url: 'http://172.18.0.3/' });
const exec = fetch({ from: 'c1', url: 'http://172.18.0.3/', via: 'exec' });

test('an answer: status, page, the port to find it by', () => {
  expect(reading('wired', fetch({ from: 'c1', url: 'http://192.168.1.50/' }))).toMatchObject({
    outcome: 'answered',
    status: 200,
    body: expect.stringContaining('outside'),
    localPort: expect.any(Number),
    message: '',
  });
});

test("an answer to the container's own wget", () => {
  const answer = reading('wired', fetch({ from: 'c1', url: 'http://192.168.1.61:5678/', via: 'exec' }));
  expect(answer).toMatchObject({
    outcome: 'answered',
    status: 200,
    body: expect.stringContaining('Welcome to nginx!'),
  });
});

test('curl tells the error of the attempt, not only that there was one', () => {
  expect(reading('troubled', fetch({ from: 'c1', url: 'http://172.18.0.99/' }))).toMatchObject({
    outcome: 'no-route',
    message: 'No route to host',
  });
});

/** What the program printed on standard error, and its class. Words of busybox 1.25 (musl), 1.35 (glibc), GNU wget 1.21. */
const wgetWords: readonly (readonly [string, number, string, number | undefined])[] = [
  ["wget: can't connect to remote host (172.18.0.3): Connection refused", 1, 'refused', undefined],
  ["wget: can't connect to remote host (172.18.0.3): Host is unreachable", 1, 'no-route', undefined],
  ["wget: can't connect to remote host: Network unreachable", 1, 'unreachable', undefined],
  ["wget: can't connect to remote host (172.18.0.3): Operation timed out", 1, 'timeout', undefined],
  ["wget: bad address 'www.baidu.com'", 1, 'dns', undefined],
  ['wget: error getting response: Connection reset by peer', 1, 'reset', undefined],
  ['wget: server returned error: HTTP/1.1 404 Not Found', 1, 'answered', 404],
  ['Connecting to 172.18.0.3 (172.18.0.3:80)', 124, 'timeout', undefined],
  ['Connecting to 172.18.0.3 (172.18.0.3:80)', 137, 'timeout', undefined],
  ['Connecting to 172.18.0.3:80... failed: No route to host.', 4, 'no-route', undefined],
  ["wget: unable to resolve host address 'x'", 4, 'dns', undefined],
  ['2026-11-24 01:00:00 ERROR 503: Service Unavailable.', 8, 'answered', 503],
  ['wget: surprise', 1, 'other', undefined],
];

test.each(wgetWords)('wget says "%s" (%i): %s', (words, status, outcome, code) => {
  const stderr = `${words}\n\n${nonce} report 000 0 0a1b2c3d ${status}\n${nonce} waited 5\n`;
  const read = exec.parse(observation({ stderr }), { nonce });
  expect(read.ok && [read.value.outcome, read.value.status]).toEqual([outcome, code]);
});

test('a wget that never got to connect was waiting for a name server, if there was a name', () => {
  const seen = observation({ stderr: `\n${nonce} report 000 0 0a1b2c3d 124\n${nonce} waited 5\n` });
  const named = fetch({ from: 'c1', url: 'http://www.baidu.com/', via: 'exec' });
  const outcomes = [exec, named].map((request) => request.parse(seen, { nonce }));
  expect(outcomes.map((read) => read.ok && read.value.outcome)).toEqual(['timeout', 'dns']);
});

test.each(['', `${nonce} waited 1\n`])(
  'a wget that Docker started too late is our failure, not a lost packet: %j',
  (age) => {
    const read = exec.parse(observation({ stderr: `\n${nonce} report 000 0 0a1b2c3d 124\n${age}` }), { nonce });
    expect(!read.ok && read.error.text.id).toBe('facts.exec-late');
  },
);

test.each([
  ['Error response from daemon: Container aa is not running', 'facts.docker'],
  ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 'facts.docker'],
  [
    'OCI runtime exec failed: exec failed: "wget": executable file not found in $PATH: unknown',
    'facts.program-missing',
  ],
])('a wget that was never started is our failure: %s', (words, id) => {
  const read = exec.parse(observation({ stderr: `${words}\n${nonce} report 000 0 0a1b2c3d 126\n` }), { nonce });
  expect(!read.ok && read.error.text.id).toBe(id);
});

test.each([
  ['curl: (28) Operation timed out after 6001 milliseconds with 0 bytes received', 'timeout'],
  ['curl: (28) Resolving timed out after 4000 milliseconds', 'dns'],
  ['curl: (52) Empty reply from server', 'reset'],
  ['curl: (56) Recv failure: Connection reset by peer', 'reset'],
  ['curl: (6) Could not resolve host: x', 'dns'],
  ['curl: (1) Received HTTP/0.9 when not allowed', 'other'],
  [
    '*   Trying 8.8.8.8:80...\n* Immediate connect fail for 8.8.8.8: Network is unreachable\ncurl: (7) Failed',
    'unreachable',
  ],
  ['* connect to 10.0.0.1 port 80 from 0.0.0.0 port 0 failed: Connection refused\ncurl: (7) Failed', 'refused'],
])('curl says "%s": %s', (words, outcome) => {
  const read = net.parse(observation({ stderr: `${words}\n\n${nonce} report 000 0 0a1b2c3d\n` }), { nonce });
  expect(read.ok && read.value.outcome).toBe(outcome);
});

test.each([
  ['curl: (28) Operation timed out after 6001 milliseconds with 0 out of 200000 bytes received', 'timeout'],
  ['curl: (18) transfer closed with 195000 bytes remaining to read', 'reset'],
  // Whoever has read enough closes the pipe.
  ['curl: (23) Failed writing body', 'answered'],
])('an answer that began is none before its end, however long that is: %s', (words, outcome) => {
  const read = net.parse(observation({ stderr: `${words}\n\n${nonce} report 200 0 0a1b2c3d\n` }), { nonce });
  expect(read.ok && read.value).toMatchObject({ outcome, status: 200 });
});

test('a page cannot report: without its own report line there was no fetch', () => {
  const seen = observation({
    stdout: `${nonce} report 200 4711 0a1b2c3d\n`,
    stderr: `< X: ${nonce} report 200 1 0a1b2c3d`,
  });
  expect([net, exec].map((request) => request.parse(seen, { nonce }).ok)).toEqual([false, false]);
});

test('the mark is different in each round and for each fetch, the key is not', () => {
  const tokens = [net, exec].flatMap((request) =>
    ['aaaa', 'bbbb'].map((round) => {
      const read = request.parse(observation({ stderr: `${round} report 200 0 0a1b2c3d 0\n` }), { nonce: round });
      return read.ok && read.value.token;
    }),
  );
  expect(new Set(tokens).size).toBe(4);
  expect([net.key, exec.key]).toEqual(['fetch:c1:http://172.18.0.3/:net', 'fetch:c1:http://172.18.0.3/:exec']);
});

test.each([
  'http://h/$(reboot)',
  'http://h/`reboot`',
  'http://h/"; reboot; "',
  "http://h/'; reboot; '",
  'http://h/?a=$HOME&b="c"',
  'http://h/a\\b#part',
])('%s reaches curl as one word', (url) => {
  const word = /HTTP|"(http[^"]*)\$BW_NONCE-[0-9a-f]{8}"/.exec(fetch({ from: 'c1', url }).script)?.[1];
  expect(word).toMatch(/^http:\/\/h\/[^$`"\\\s]*[?&]bridgework=$/);
});

test('fetches are told from other facts', () => {
  expect([net, interfaces('c1')].map((request) => isFetch(request))).toEqual([true, false]);
});
