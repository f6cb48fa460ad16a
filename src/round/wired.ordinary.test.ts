import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accessLog,
  conntrack,
  containers,
  dns,
  fdb,
  fetch,
  interfaces,
  listeners,
  neighbours,
  routeGet,
  routes,
  ruleset,
  sysctls,
} from '../facts/index.ts';
import { verdictOf } from '../netfilter/index.ts';
import { commands } from '../testing/one-host/commands.ts';
import {
  loadRound,
  planFingerprint,
  type Readings,
  type Round,
  readFingerprint,
  readingsOf,
  saveRound,
} from './index.ts';
import { known } from './testing/reading.ts';
import { image, type RoundLab, roundLab } from './testing/round-lab.ts';

const nodes = ['host', 'c1', 'c2'] as const;
const hostFetch = fetch({ from: 'host', url: 'http://172.18.0.2/' });
const outsideFetch = fetch({ from: 'c1', url: 'http://192.168.1.50/' });
const portFetch = fetch({ from: 'outside', url: 'http://192.168.1.61:5678/some/page?with=query' });
const wget = fetch({ from: 'c1', url: 'http://192.168.1.61:5678/', via: 'exec' });
const site = fetch({ from: 'c2', url: 'http://www.baidu.com/', via: 'exec' });
const missingPage = fetch({ from: 'host', url: 'http://172.18.0.3/no-such-page' });
const missingByWget = fetch({ from: 'c1', url: 'http://172.18.0.3/no-such-page', via: 'exec' });
const fetches = [hostFetch, outsideFetch, portFetch, wget, site, missingPage, missingByWget];
const incoming = routeGet('host', '192.168.1.50', { from: '172.18.0.2', iif: 'br0' });
const requests = [
  containers(),
  ...nodes.flatMap((node) => [
    interfaces(node),
    routes(node),
    neighbours(node),
    ruleset(node),
    listeners(node),
    sysctls(node),
    conntrack(node),
  ]),
  ...(['outside', 'internet'] as const).map(interfaces),
  fdb('br0'),
  incoming,
  routeGet('c1', '192.168.1.50'),
  routeGet('host', '172.18.0.1'),
  dns('c1', 'www.baidu.com'),
  dns('host', 'nowhere.bridgework.test'),
  ...fetches,
  accessLog(),
];

let lab: RoundLab;
let round: Round;
let readings: Readings;

beforeAll(async () => {
  lab = await roundLab('wired');
  await lab.sh(commands());
  ({ round, readings } = await lab.look(...requests));
  if (process.env['BRIDGEWORK_CAPTURE']) {
    writeFileSync(new URL('../facts/fixtures/wired.json', import.meta.url), saveRound(round));
  }
});
afterAll(() => lab?.end());

test('every fact of a finished course can be read', () => {
  expect(requests.map((request) => [request.key, readings.read(request).ok])).toEqual(
    requests.map(({ key }) => [key, true]),
  );
  expect(round.changed).toBe(false);
});

test('containers have network namespaces of their own', () => {
  const { hostNetns, containers: all } = known(readings, containers());
  expect(all.map(({ name }) => name).sort()).toEqual(['c1', 'c2']);
  expect(all.every((one) => one.running && one.networkMode === 'none' && one.image === image)).toBe(true);
  expect(new Set([hostNetns, ...all.map(({ netns }) => netns)]).size).toBe(3);
});

test('the two ends of a cable name each other', () => {
  const veth = known(readings, interfaces('host')).find(({ name }) => name === 'veth1');
  const inner = known(readings, interfaces('c1')).find(({ name }) => name === 'eth0');
  expect([veth?.linkIndex, inner?.linkIndex]).toEqual([inner?.ifindex, veth?.ifindex]);
  expect(veth).toMatchObject({ kind: 'veth', up: true, master: 'br0', port: { state: 'forwarding', hairpin: true } });
  expect(inner?.addresses).toEqual([{ local: '172.18.0.2', prefixLength: 16, scope: 'global' }]);
});

test('the rules are the real ones', () => {
  const way = { iif: 'br0', oif: 'br0', ctState: 'new' } as const;
  const packet = { ...way, src: '172.18.0.2', dst: '172.18.0.3', proto: 'tcp', dport: 80 };
  const rules = known(readings, ruleset('host'));
  expect(verdictOf(rules, { hook: 'forward', packet })).toBe('accept');
  expect(verdictOf(rules, { hook: 'forward', packet: { ...packet, iif: 'lo' } })).toBe('drop');
});

test('the log of the one who answered tells which fetch it was, and whose address it saw', () => {
  const log = known(readings, accessLog());
  const hits = fetches.map((request) => {
    const { outcome, status, token } = known(readings, request);
    const { server, client } = log.find((hit) => hit.token === token) ?? {};
    return [outcome, status, server, client];
  });
  expect(hits).toEqual([
    ['answered', 200, 'c1', '172.18.0.1'],
    ['answered', 200, 'outside', '192.168.1.61'],
    ['answered', 404, 'c1', '172.18.0.1'],
    ['answered', 200, 'c1', '172.18.0.1'],
    ['answered', 200, 'internet', '192.168.1.61'],
    ['answered', 404, 'c2', '172.18.0.1'],
    ['answered', 404, 'c2', '172.18.0.2'],
  ]);
});

test('a fetch is found among the tracked connections by its port', () => {
  const { localPort } = known(readings, outsideFetch);
  const connection = known(readings, conntrack('host')).find(({ original }) => original.sport === localPort);
  expect(connection).toMatchObject({
    proto: 'tcp',
    original: { src: '172.18.0.2', dst: '192.168.1.50', dport: 80 },
    reply: { src: '192.168.1.50', dst: '192.168.1.61', sport: 80 },
    unreplied: false,
  });
});

test('names, routes, neighbours, switches and sockets', () => {
  expect(known(readings, dns('c1', 'www.baidu.com'))).toMatchObject({ outcome: 'resolved', server: '192.168.1.1' });
  expect(known(readings, dns('host', 'nowhere.bridgework.test')).outcome).toBe('not-found');
  expect(known(readings, incoming)).toMatchObject({ found: true, dev: 'ens33' });
  expect(known(readings, routeGet('c1', '192.168.1.50'))).toMatchObject({ dev: 'eth0', gateway: '172.18.0.1' });
  expect(known(readings, routeGet('host', '172.18.0.1'))).toMatchObject({ type: 'local' });
  expect(known(readings, neighbours('c1')).map(({ address }) => address)).toContain('172.18.0.1');
  expect(known(readings, fdb('br0')).some(({ dev, learned }) => dev === 'veth1' && learned)).toBe(true);
  expect(known(readings, sysctls('host'))).toMatchObject({ ipForward: true, bridgeNfCallIptables: 1 });
  expect(known(readings, sysctls('c1')).conf['eth0']).toMatchObject({ forwarding: false });
  expect(known(readings, listeners('c1'))).toContainEqual(expect.objectContaining({ port: 80, program: 'nginx' }));
});

test('a saved round is judged again like the round itself', () => {
  const loaded = loadRound(saveRound(round));
  if (!loaded.ok) throw new Error(loaded.error.text.id);
  const again = readingsOf(loaded.value);
  expect(requests.map((request) => again.read(request))).toEqual(requests.map((request) => readings.read(request)));
});

test('the fingerprint stays while traffic flows, and is the one of the next round', async () => {
  const again = await lab.look(hostFetch);
  const plan = planFingerprint();
  const fingerprint = readFingerprint(plan.nonce, (await lab.run(plan.script)).stdout);
  expect([again.round.fingerprint, fingerprint]).toEqual([round.fingerprint, { ok: true, value: round.fingerprint }]);
});

test.each([
  ['an address', 'ip address add 10.9.8.7/24 dev br0'],
  ['its lifetime', 'ip address change 10.9.8.7/24 dev br0 valid_lft 3000 preferred_lft 3000'],
  [
    'a route of a container',
    'nsenter -n -t $(docker inspect -f {{.State.Pid}} c2) ip route add prohibit 198.51.100.0/24',
  ],
  ['a rule', 'iptables -A INPUT -s 203.0.113.9 -j DROP'],
  ['a native rule of a container', 'nsenter -n -t $(docker inspect -f {{.State.Pid}} c2) nft add table ip own'],
  ['a port flag', 'bridge link set dev veth2 isolated on'],
  ['a container', 'docker run -d --net=none --name=c3 nginx:1.13.3-alpine'],
])('the fingerprint changes with %s', async (_what, command) => {
  const { round: before } = await lab.look();
  await lab.sh(command);
  const { round: after } = await lab.look();
  // Seconds that go by are no change.
  expect(after.changed).toBe(false);
  expect(after.fingerprint).not.toBe(before.fingerprint);
});
