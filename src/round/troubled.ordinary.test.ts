import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessLog, containers, dns, type FetchOutcome, fetch, interfaces, routeGet, ruleset } from '../facts/index.ts';
import { commands } from '../testing/one-host/commands.ts';
import { type Readings, saveRound } from './index.ts';
import { failure, known } from './testing/reading.ts';
import { image, type RoundLab, roundLab } from './testing/round-lab.ts';

/** A server that hangs up, and one that answers without keeping a log; each tells when it listens. */
const servers = `
serve() {
  setsid perl -MIO::Socket::INET -e '
    my ($port, $answer) = @ARGV;
    my $server = IO::Socket::INET->new(LocalPort => $port, Listen => 9, ReuseAddr => 1) or die;
    open my $ready, ">", "/tmp/ready.$port"; close $ready;
    while (my $client = $server->accept) { $client->sysread(my $request, 4096); print $client $answer; close $client }
  ' "$1" "$2" </dev/null >/dev/null 2>&1 &
  until [ -e "/tmp/ready.$1" ]; do sleep 0.01; done
}
serve 85 ''
serve 86 "$(printf 'HTTP/1.0 200 OK\\r\\n\\r\\nsomebody')"
`;

const trouble = `
inside() { nsenter -n -t $(docker inspect -f {{.State.Pid}} c1) "$@"; }
inside ip route add prohibit 198.51.100.1
inside ip route add blackhole 198.51.100.2
inside ip route add throw 198.51.100.3
iptables -I INPUT -p tcp --dport 82 -j DROP
iptables -I INPUT -p tcp --dport 83 -j REJECT --reject-with tcp-reset
iptables -I INPUT -p tcp --dport 84 -j REJECT --reject-with icmp-host-prohibited
docker exec c1 sh -c 'printf "search x\\nnameserver 192.168.1.61\\n" >/etc/resolv.conf'
docker stop -t 0 c2
`;

const host = '192.168.1.61';
const expected: readonly (readonly [string, FetchOutcome])[] = [
  [`http://${host}:81/`, 'refused'],
  [`http://${host}:82/`, 'timeout'],
  [`http://${host}:83/`, 'refused'],
  [`http://${host}:84/`, 'no-route'],
  [`http://${host}:85/`, 'reset'],
  [`http://${host}:86/`, 'answered'],
  ['http://172.18.0.99/', 'no-route'],
  ['http://198.51.100.1/', 'other'],
  ['http://198.51.100.2/', 'other'],
  ['http://198.51.100.3/', 'unreachable'],
  ['http://nowhere.bridgework.test/', 'dns'],
];
const byCurl = expected.map(([url]) => fetch({ from: 'c1', url }));
const byWget = expected.map(([url]) => fetch({ from: 'c1', url, via: 'exec' }));
const destinations = ['198.51.100.1', '198.51.100.2', '198.51.100.3', '192.168.1.50'];
const stoppedOnes = [interfaces('c2'), fetch({ from: 'c2', url: `http://${host}/` }), dns('c2', 'a.test')];
const missingOnes = [interfaces('c9'), fetch({ from: 'c9', url: `http://${host}/`, via: 'exec' }), ruleset('c9')];
const requests = [
  ...byCurl,
  ...byWget,
  ...destinations.map((address) => routeGet('c1', address)),
  routeGet('host', '192.168.1.50', { from: '172.18.0.2', iif: 'nobr' }),
  dns('c1', 'www.baidu.com'),
  accessLog(),
  containers(),
  interfaces('c1'),
  ...stoppedOnes,
  ...missingOnes,
];

let lab: RoundLab;
let readings: Readings;

beforeAll(async () => {
  lab = await roundLab('troubled');
  await lab.sh(`${commands('iptables -t nat -I PREROUTING')}${servers}${trouble}`);
  const { round, readings: seen } = await lab.look(...requests);
  readings = seen;
  if (process.env['BRIDGEWORK_CAPTURE']) {
    writeFileSync(new URL('../facts/fixtures/troubled.json', import.meta.url), saveRound(round));
  }
});
afterAll(() => lab?.end());

test('curl: every way to fail has its class', () => {
  expect(byCurl.map((request) => [request.question.url, known(readings, request).outcome])).toEqual(expected);
});

test("the container's wget: every way to fail has its class", () => {
  expect(byWget.map((request) => [request.question.url, known(readings, request).outcome])).toEqual(expected);
});

test('an answer that is in no log was given by somebody else', () => {
  expect(known(readings, accessLog())).toEqual([]);
});

test("the kernel's no is an answer to a question about routes", () => {
  const asked = requests.filter(({ key }) => key.startsWith('route-get'));
  expect(asked.map((request) => known(readings, request))).toMatchObject([
    { found: false, errno: 'prohibited' },
    { found: false, errno: 'invalid' },
    { found: false, errno: 'unreachable' },
    { found: true, gateway: '172.18.0.1' },
    { found: false, errno: 'other' },
  ]);
});

test("names are asked of the container's own name server", () => {
  expect(known(readings, dns('c1', 'www.baidu.com'))).toMatchObject({ outcome: 'refused', server: host });
});

test('a node that does not run, and one that is not there, cannot be looked at', () => {
  expect(stoppedOnes.map((request) => failure(readings, request))).toEqual(Array(3).fill('facts.node-stopped'));
  expect(missingOnes.map((request) => failure(readings, request))).toEqual(Array(3).fill('facts.node-missing'));
});

test('no wget outlives its round', async () => {
  const names = await lab.sh('cat /proc/[0-9]*/comm 2>/dev/null || :');
  expect(names.split('\n')).not.toContain('wget');
});

test('where Docker is slow to start a program, an emulated machine, the packet gets its time all the same', async () => {
  const [, lost, , , , answered] = byWget;
  if (!lost || !answered) throw new Error('the expected outcomes have changed');
  await lab.sh(`mkdir /tmp/slow; cp "$(readlink -f "$(command -v docker)")" /tmp/slow/real
printf '#!/bin/sh\\n[ "$1" != exec ] || sleep 6.5\\nexec /tmp/slow/real "$@"\\n' >/tmp/slow/docker; chmod 755 /tmp/slow/docker
mount --bind /tmp/slow/docker "$(readlink -f "$(command -v docker)")"`);
  try {
    const { readings: slow } = await lab.look(lost, answered);
    expect([known(slow, lost).outcome, known(slow, answered).outcome]).toEqual(['timeout', 'answered']);
  } finally {
    await lab.sh('umount "$(readlink -f "$(command -v docker)")"');
  }
  expect((await lab.sh('cat /proc/[0-9]*/comm 2>/dev/null || :')).split('\n')).not.toContain('wget');
});

test('a log that cannot be read is our failure when it may hold the answer', async () => {
  await lab.sh(`docker run -d --net=host --log-driver=none --name=mute ${image}`);
  const { readings: mute } = await lab.look(fetch({ from: 'host', url: 'http://127.0.0.1/' }), accessLog());
  expect(failure(mute, accessLog())).toBe('facts.log-unreadable');
  const { readings: loud } = await lab.look(fetch({ from: 'c1', url: 'http://127.0.0.1/' }), accessLog());
  expect(known(loud, accessLog()).map(({ server }) => server)).toEqual(['c1']);
  await lab.sh('docker rm -f mute');
});

test('rules of the legacy tool are seen, and looking does not make its tables', async () => {
  const legacy = async () => {
    const { readings: seen } = await lab.look(ruleset('host'));
    return known(seen, ruleset('host')).chains.filter(({ backend }) => backend === 'iptables-legacy');
  };
  expect(await legacy()).toEqual([]);
  await lab.sh('test ! -e /run/xtables.lock; iptables-legacy -A FORWARD -s 203.0.113.9 -j DROP');
  expect((await legacy()).find(({ name }) => name === 'FORWARD')?.rules).toHaveLength(1);
});
