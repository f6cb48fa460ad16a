import { defaultParams as p } from '../../lessons/params/params.ts';
import type { EndName } from '../../src/trace/index.ts';
import { c1, c2 } from '../support/case.ts';
import { commands } from '../support/commands.ts';
import { deleted, forward } from '../support/injection.ts';

/** A state of the solved course in which a request ends at one certain place. Lines are typed on the lab's host. */
export interface End {
  readonly from: string;
  readonly url: string;
  readonly lines: readonly string[];
  /** Back to the solved course. */
  readonly back: readonly string[];
}

const published = `http://${p.hostAddress}:${p.port}/`;
const outside = `http://${p.outsideAddress}/`;
const [toC1, toC2] = [`http://${p.c1.address}/`, `http://${p.c2.address}/`];
const hairpin = commands.masqueradeHairpin(p);
const nobody = '02:de:ad:be:ef:01';
const inInternet = (command: string): string => `ip netns exec internet ${command}`;

/** Puts a line in, and takes it out again by its opposite. */
const both = (line: string, back: string) => ({ lines: [line], back: [back] });
const added = (rule: string) => both(`iptables ${rule}`, deleted(`iptables ${rule}`));
const addedIn = (inNode: (command: string) => string, rule: string) =>
  both(inNode(`iptables ${rule}`), inNode(deleted(`iptables ${rule}`)));
/** c1 knows c2 without asking, so that what lies behind the question is what ends the packet. */
const macOf = (inNode: (command: string) => string): string =>
  `$(${inNode('ip -br link show eth0')} | awk '{print $3}')`;
const knowsC2 = [`mac=${macOf(c2)}; ${c1(`ip neigh replace ${p.c2.address} lladdr $mac dev eth0 nud permanent`)}`];
const forgetsC2 = c1(`ip neigh del ${p.c2.address} dev eth0`);
const inOutside = (command: string): string => `ip netns exec outside ${command}`;

/** A network of its own from br0 to `outside`, where 172.18.0.77 is, by a tunnel over the LAN. */
const beyond = 'http://172.18.0.77/';
const [ownPeer, otherPeer] = [p.hostAddress, p.outsideAddress];
const tunnelTo = (peer: string): string => `ip link add vx0 type vxlan id 7 dstport 4789 ${peer}`;
const outsideEnd = (id: number): readonly string[] => [
  inOutside(`ip link add vx0 type vxlan id ${id} dstport 4789 remote ${ownPeer}`),
  inOutside('ip address add 172.18.0.77/16 dev vx0'),
  inOutside('ip link set vx0 up'),
];
const tunnel = (own: string, ...more: readonly string[]) => ({
  ...{ from: 'c1', url: beyond },
  lines: [tunnelTo(own), 'ip link set vx0 master br0 up', ...more],
  back: [`ip link del vx0; ${inOutside('ip link del vx0')} 2>/dev/null || true`],
});
const port = (flags: string): string => `bridge link set dev ${p.c1.veth} ${flags}`;

/** A ping's own, which no fetch ends at: TCP never makes packets that its own device, or a link that tells so, cannot carry. */
type OfPings = 'echo-ignored' | 'too-big-to-send' | 'link-too-small' | 'end-too-small';

/** How each end of a walk is made in a real lab. */
export const ends: { readonly [name in Exclude<EndName, OfPings>]: End } = {
  'black-hole': {
    ...{ from: 'outside', url: `${published}large` },
    lines: [
      `ip link set ${p.uplink} mtu 1400; iptables -A OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP`,
      `docker exec c1 sh -c 'head -c 200000 /dev/zero >/usr/share/nginx/html/large'`,
    ],
    back: [
      `ip link set ${p.uplink} mtu 1500; iptables -D OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP`,
      `docker exec c1 rm /usr/share/nginx/html/large`,
    ],
  },
  'no-route-send': {
    ...{ from: 'c1', url: outside },
    ...both(c1('ip route del default'), c1(`ip route add default via ${p.gateway}`)),
  },
  'no-route-forward': {
    ...{ from: 'c1', url: 'http://203.0.113.80/' },
    ...both('ip route del default', `ip route add default via 192.168.1.1`),
  },
  'route-refuses': {
    ...{ from: 'c1', url: outside },
    ...both(`ip route add blackhole ${p.outsideAddress}`, `ip route del blackhole ${p.outsideAddress}`),
  },
  'routing-rule-refuses': {
    ...{ from: 'host', url: toC1 },
    ...both(c1(`ip rule add to ${p.gateway} blackhole pref 5`), c1('ip rule del pref 5')),
  },
  'route-to-lo': {
    ...{ from: 'c1', url: outside },
    ...both(c1('ip route replace default dev lo'), c1(`ip route replace default via ${p.gateway}`)),
  },
  'not-forwarding': {
    ...{ from: 'c1', url: outside },
    ...both('sysctl -w net.ipv4.conf.br0.forwarding=0', 'sysctl -w net.ipv4.conf.br0.forwarding=1'),
  },
  broadcast: { from: 'c1', url: 'http://172.18.255.255/', lines: [], back: [] },
  'martian-source': {
    ...{ from: 'c1', url: outside },
    ...addedIn(c1, `-t nat -I POSTROUTING -d ${p.outsideAddress} -j SNAT --to-source 224.0.0.7`),
  },
  'martian-loopback': {
    ...{ from: 'outside', url: published },
    ...added(`-t nat -I PREROUTING -p tcp --dport ${p.port} -j DNAT --to-destination 127.0.0.1:80`),
  },
  'martian-own': { from: 'c1', url: published, ...both(deleted(hairpin), hairpin) },
  'martian-leaves': { from: 'host', url: `http://127.0.0.1:${p.port}/`, lines: [], back: [] },
  'rp-filter': {
    ...{ from: 'c1', url: outside },
    lines: [
      `mac=$(cat /sys/class/net/br0/address); ${c1(`ip neigh replace ${p.gateway} lladdr $mac dev eth0 nud permanent`)}`,
      `ip route add ${p.c1.address}/32 dev ${p.uplink}; sysctl -w net.ipv4.conf.br0.rp_filter=1`,
    ],
    back: [
      `ip route del ${p.c1.address}/32 dev ${p.uplink}; sysctl -w net.ipv4.conf.br0.rp_filter=0`,
      c1(`ip neigh del ${p.gateway} dev eth0`),
    ],
  },
  'no-neighbour': { from: 'c2', url: 'http://172.18.0.9/', lines: [], back: [] },
  'no-arp': {
    ...{ from: 'c1', url: toC2 },
    ...both(c1('ip link set eth0 arp off'), c1('ip link set eth0 arp on')),
  },
  'other-mac': {
    ...{ from: 'host', url: toC1 },
    lines: [
      `ip neigh replace ${p.c1.address} lladdr ${nobody} dev br0 nud permanent`,
      `bridge fdb add ${nobody} dev ${p.c1.veth} master static`,
    ],
    back: [`bridge fdb del ${nobody} dev ${p.c1.veth} master`, `ip neigh del ${p.c1.address} dev br0`],
  },
  'link-down': { from: 'c1', url: 'http://127.0.0.1/', ...both(c1('ip link set lo down'), c1('ip link set lo up')) },
  'no-carrier': {
    ...{ from: 'c1', url: toC2 },
    lines: [...knowsC2, `ip link set ${p.c1.veth} down`],
    back: [`ip link set ${p.c1.veth} up`, forgetsC2],
  },
  'port-state': {
    ...{ from: 'c1', url: toC2 },
    lines: [...knowsC2, port('state 0')],
    back: [port('state 3'), forgetsC2],
  },
  'port-hairpin': { from: 'c1', url: published, ...both(port('hairpin off'), port('hairpin on')) },
  'port-isolated': {
    ...{ from: 'c1', url: toC2 },
    lines: [...knowsC2, `${port('isolated on')}; bridge link set dev ${p.c2.veth} isolated on`],
    back: [`${port('isolated off')}; bridge link set dev ${p.c2.veth} isolated off`, forgetsC2],
  },
  'port-no-flood': {
    ...{ from: 'host', url: toC1 },
    lines: [port('learning off flood off'), `mac=${macOf(c1)}; bridge fdb del $mac dev ${p.c1.veth} master || true`],
    back: [port('learning on flood on')],
  },
  'bridge-itself': {
    ...{ from: 'host', url: toC1 },
    lines: ['cat /sys/class/net/br0/address >/tmp/br0', `ip link set br0 address ${macOf(c1)}`],
    back: ['ip link set br0 address $(cat /tmp/br0)'],
  },
  'bridge-nobody': {
    ...{ from: 'c1', url: toC2 },
    ...both(c1(`ip neigh replace ${p.c2.address} lladdr ${nobody} dev eth0 nud permanent`), forgetsC2),
  },
  'port-too-small': {
    ...{ from: 'c2', url: toC1 },
    ...both(`ip link set ${p.c1.veth} mtu 68`, `ip link set ${p.c1.veth} mtu 1500`),
  },
  'tunnel-no-entry': tunnel('', ...outsideEnd(7)),
  'tunnel-no-source': tunnel(`remote ${otherPeer} local 10.9.8.7`, ...outsideEnd(7)),
  'tunnel-to-itself': tunnel(`remote ${ownPeer}`, ...outsideEnd(7)),
  'tunnel-no-device': tunnel(`remote ${otherPeer}`, ...outsideEnd(8)),
  'tunnel-other-peer': tunnel(
    `remote ${otherPeer}`,
    ...outsideEnd(7),
    `mac=${macOf(c1)}; ${inOutside('bridge fdb add $mac dev vx0 dst 192.168.1.99 self permanent')}`,
  ),
  'rule-drops': { from: 'c2', url: toC1, ...addedIn(c1, '-I INPUT -p tcp --dport 80 -j DROP') },
  'policy-drops': { from: 'c1', url: outside, ...both(deleted(forward.out), forward.out) },
  'rule-rejects': {
    ...{ from: 'c1', url: toC2 },
    ...added('-I FORWARD -p tcp -j REJECT --reject-with tcp-reset'),
  },
  'no-masquerade-address': {
    ...{ from: 'c1', url: toC2 },
    lines: [
      c1(`ip address del ${p.c1.address}/16 dev eth0`),
      c1(`ip address add ${p.c1.address}/16 dev eth0 scope link`),
      c1('iptables -t nat -I POSTROUTING -j MASQUERADE'),
    ],
    back: [
      c1('iptables -t nat -D POSTROUTING -j MASQUERADE'),
      c1(`ip address del ${p.c1.address}/16 dev eth0`),
      c1(`ip address add ${p.c1.address}/16 dev eth0`),
      c1(`ip route add default via ${p.gateway}`),
    ],
  },
  'no-listener': { from: 'c1', url: `http://${p.c2.address}:81/`, lines: [], back: [] },
  loop: {
    ...{ from: 'c1', url: 'http://203.0.113.99/' },
    lines: [
      inInternet(`ip route add 203.0.113.99 via ${p.hostAddress}`),
      'iptables -I FORWARD -j ACCEPT; iptables -t nat -I POSTROUTING -d 203.0.113.99 -j ACCEPT',
    ],
    back: [
      'iptables -D FORWARD -j ACCEPT; iptables -t nat -D POSTROUTING -d 203.0.113.99 -j ACCEPT',
      inInternet('ip route del 203.0.113.99'),
    ],
  },
  'reply-from-stranger': {
    ...{ from: 'c2', url: published },
    lines: ['sysctl -w net.bridge.bridge-nf-call-iptables=0', deleted(hairpin)],
    back: [hairpin, 'sysctl -w net.bridge.bridge-nf-call-iptables=1'],
  },
  'reply-elsewhere': {
    ...{ from: 'c1', url: outside },
    ...addedIn(c1, `-t nat -I POSTROUTING -d ${p.outsideAddress} -j SNAT --to-source ${p.c2.address}`),
  },
};
