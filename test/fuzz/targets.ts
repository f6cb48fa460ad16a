import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hitsIn } from '../../src/facts/access-log-line.ts';
import {
  accessLog,
  conntrack,
  containers,
  diversions,
  type FactRequest,
  fdbs,
  interfaces,
  listeners,
  neighbours,
  routeTables,
  routingRules,
  ruleset,
  sysctls,
} from '../../src/facts/index.ts';
import { parseCapture } from '../../src/facts/live/capture.ts';
import { parseNftTrace } from '../../src/facts/live/nft-trace.ts';
import { unsealed } from '../../src/grade/evidence/chain.ts';
import { readPlan } from '../../src/grade/read-plan.ts';
import { readRoster } from '../../src/grade/variants/roster.ts';
import { readInventory } from '../../src/grading/inventory/inventory.ts';
import { parseProgress } from '../../src/learn/progress.ts';
import { createMonitorReader } from '../../src/look/monitor/notice.ts';
import { parseRuleset } from '../../src/netfilter/index.ts';
import { readRound } from '../../src/round/index.ts';

/** Something that reads what a lab, a file or a network says: it may refuse, it never throws and never takes long. */
export interface Target {
  readonly name: string;
  /** What it honestly reads. */
  readonly seed: string;
  /** Of the smaller of two texts; a YAML parser is linear, and slow. */
  readonly largest?: number;
  read(text: string): unknown;
}

const nonce = 'feedfeedfeedfeed';
const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../src/netfilter/fixtures', name), 'utf8');

/** A fact's own reader, fed with a whole fragment's output. */
const fact = (name: string, request: FactRequest<unknown>, seed: string): Target => ({
  name,
  seed,
  read: (stdout) => request.parse({ stdout, stderr: '', exitCode: 0, ms: 1 }, { nonce }),
});
const part = (name: string, body: string): string => `\n${nonce} begin ${name}\n${body}\n${nonce} end 0\n`;

const line = `172.18.0.1 - - [24/Nov/2026:01:47:53 +0000] "GET /?bridgework=${nonce}-0a1b2c3d HTTP/1.1" 200 612 "-" "curl/7.88.1"`;
const connection =
  'ipv4     2 tcp      6 118 TIME_WAIT src=172.18.0.2 dst=192.168.1.50 sport=34567 dport=80 src=192.168.1.50 dst=192.168.1.61 sport=80 dport=34567 [ASSURED] mark=0 use=1';
const address =
  '[{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP"],"mtu":65536,"operstate":"UNKNOWN","link_type":"loopback","address":"00:00:00:00:00:00","addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo"}]}]';

export const targets: readonly Target[] = [
  {
    name: 'iptables-save',
    seed: fixture('course.nft-save.txt'),
    read: (iptablesNft) => parseRuleset({ iptablesNft, iptablesLegacy: '', nftJson: '' }),
  },
  {
    name: 'nft -j',
    seed: fixture('native.nft.json'),
    read: (nftJson) => parseRuleset({ iptablesNft: '', iptablesLegacy: '', nftJson }),
  },
  fact(
    'rules as a whole',
    ruleset('host'),
    part('nft', fixture('guests.nft.json')) + part('iptables-nft-save', fixture('guests.nft-save.txt')),
  ),
  fact('ip -j addr', interfaces('host'), address),
  fact(
    'ip -j route',
    routeTables('host'),
    '[{"type":"unicast","dst":"default","gateway":"192.168.1.1","dev":"ens33","flags":[],"scope":"global","protocol":"boot"}]',
  ),
  fact(
    'ip -j rule',
    routingRules('host'),
    '[{"priority":0,"src":"all","table":"local"},{"priority":32766,"src":"all","table":"main"}]',
  ),
  fact(
    'ip -j neigh',
    neighbours('host'),
    '[{"dst":"192.168.1.1","dev":"ens33","lladdr":"02:00:00:00:00:01","state":["REACHABLE"]}]',
  ),
  fact(
    'bridge -j fdb',
    fdbs('host'),
    '[{"mac":"02:00:00:00:00:01","ifname":"veth1","master":"br0","flags":[],"state":"permanent"}]',
  ),
  fact('conntrack', conntrack('host'), connection),
  fact('access logs', accessLog(), part('c1', line) + part('lost/', '')),
  { name: 'access log lines', seed: line, read: (log) => hitsIn(log, 'c1', nonce) },
  fact(
    'docker JSON',
    containers(),
    part(
      'inspect',
      '{"id":"a1","name":"/c1","running":true,"pid":12,"networkMode":"none","image":"nginx","exitCode":0,"startedAt":"2026-11-24T01:00:00Z"}',
    ) +
      part('boot', '11111111-2222-3333-4444-555555555555') +
      part('netns', '4026531840 /proc/1/ns/net\n4026531841 /proc/12/ns/net'),
  ),
  fact('ss', listeners('host'), 'LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=12,fd=6))'),
  fact('switches', sysctls('host'), 'ipv4/ip_forward:1\nipv4/conf/all/forwarding:1\nipv4/conf/all/rp_filter:0'),
  fact(
    'tc',
    diversions('host'),
    part('qdiscs', 'qdisc noqueue 0: dev lo root refcnt 2') +
      part(
        'ingress eth0',
        'filter protocol ip pref 1 u32 chain 0 fh 800::800 order 2048 key ht 800 bkt 0 terminal flowid ??? not_in_hw\n  match ac120002/ffffffff at 16\n\taction order 1: mirred (Egress Redirect to device veth1) stolen',
      ),
  ),
  {
    name: 'tcpdump',
    seed: '1790000000.123456 eth0  In  ifindex 2 02:00:00:00:00:01 ethertype IPv4 (0x0800), length 80: 172.18.0.2.34567 > 192.168.1.50.80: Flags [S], seq 1',
    read: (text) => parseCapture('host', text),
  },
  {
    name: 'nft monitor',
    seed: 'trace id a1b2 ip filter FORWARD packet: iif "br0" ip saddr 172.18.0.2 ip daddr 192.168.1.50 tcp sport 34567 tcp dport 80\ntrace id a1b2 ip filter FORWARD rule iifname "br0" accept (verdict accept)',
    read: parseNftTrace,
  },
  {
    name: 'monitors',
    seed: 'ip host [NEIGH]192.168.1.1 dev ens33 lladdr 02:00:00:00:00:01 REACHABLE\nnft host add rule\nlost host ip',
    read: (text) => text.split('\n').map(createMonitorReader()),
  },
  {
    name: 'a round',
    seed: `${nonce} begin\n${Buffer.from('round 1\nbefore 1 2\nafter 1 2\n0 0 1.00 1.02\nsizes\n3 0.out\n0 0.err\nbytes\nyes').toString('base64')}\n${nonce} end\n`,
    read: (text) => readRound({ nonce, requests: [interfaces('host')] }, text),
  },
  {
    name: 'evidence',
    seed: '{"type":"head","format":"bridgework-evidence","version":1,"prev":"00"}\n{"type":"seal","prev":"00","key":"AA==","signature":"AA=="}\n',
    read: (text) => unsealed(text, []),
  },
  {
    name: 'plans',
    largest: 4096,
    seed: 'version: 1\npass: 60%\ncount:\n  - lesson: 1-two-containers\n    points: 10\n',
    read: readPlan,
  },
  { name: 'rosters', seed: 'id,name,email\ns1,"Lovelace, Ada",ada@example.org\n', read: readRoster },
  {
    name: 'inventories',
    seed: '[students]\nvm[01:03] ansible_host=10.0.0.1 ansible_port=22 # note\n[students:vars]\nansible_user="root"\n',
    read: (text) => readInventory('hosts.ini', text),
  },
  {
    name: 'inventories in YAML',
    largest: 4096,
    seed: 'all:\n  hosts:\n    vm01:\n      ansible_host: 10.0.0.1\n',
    read: (text) => readInventory('hosts.yml', text),
  },
  {
    name: 'progress',
    seed: '{"version":1,"steps":{"run-c1":"done"},"predictions":{},"hints":{}}',
    read: parseProgress,
  },
];
