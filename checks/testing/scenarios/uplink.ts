import type { Chain } from '../../../src/netfilter/index.ts';
import { type Draft, sourceRules as r } from '../draft.ts';
import { instead, noRoute, type Scenario, scenario, timeout, without } from '../scenario.ts';

const _inside = 'c1-reaches-c2';
const _fbridge = 'forward-bridge-accept';
const fout = 'forward-out-accept';
const fin = 'forward-in-accept';
const out = 'c1-reaches-outside';
const _drop = (table: string, family: Chain['family'], name: string, hook: 'forward' | 'ingress'): Chain => ({
  backend: 'nft',
  family,
  table,
  name,
  base: { hook, type: 'filter', priority: 10, policy: 'drop', devices: hook === 'ingress' ? ['veth1'] : [] },
  rules: [],
});
const filter = (change: (rules: string[]) => void) => (d: Draft) => change(d.rules.host.filter);

const _legacyDrop: Chain = {
  backend: 'iptables-legacy',
  family: 'ip',
  table: 'filter',
  name: 'FORWARD',
  base: { hook: 'forward', type: 'filter', priority: 0, policy: 'drop', devices: [] },
  rules: [],
};

/** Out through the uplink and back. */
export const uplink: readonly Scenario[] = [
  scenario('forwarding-on', 'interface-forward-off', 'one closed gate (drill 2)', (d) => {
    d.sysctls.conf = { ...d.sysctls.conf, br0: { forwarding: false, rpFilter: 0, routeLocalnet: false } };
  }),
  scenario(
    fout,
    'forward-missing',
    'no rule',
    filter((f) => {
      without(f, r.out);
      without(f, r.in);
    }),
  ),
  scenario(
    fout,
    'forward-swapped',
    '-i and -o the wrong way round',
    filter((f) => {
      without(f, r.in);
      instead(f, r.out, r.in);
    }),
  ),
  scenario(
    fout,
    'forward-near-miss',
    'wrong NIC',
    filter((f) => instead(f, r.out, '-A FORWARD -i br0 -o eth0 -j ACCEPT')),
  ),
  scenario(
    fout,
    'pass',
    'for anything but the bridge',
    filter((f) => instead(f, r.out, '-A FORWARD -i br0 ! -o br0 -j ACCEPT')),
  ),
  scenario(
    fin,
    'return-missing',
    'one-way street (drill 18)',
    filter((f) => without(f, r.in)),
  ),
  scenario(
    fin,
    'forward-swapped',
    'the outgoing rule twice',
    filter((f) => instead(f, r.in, r.out)),
  ),
  scenario(
    fin,
    'forward-near-miss',
    'for new connections only',
    filter((f) => instead(f, r.in, '-A FORWARD -i ens33 -o br0 -m conntrack --ctstate NEW -j ACCEPT')),
  ),
  scenario(
    fin,
    'pass',
    'stateful',
    filter((f) => instead(f, r.in, '-A FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT')),
  ),
  scenario('masquerade-rule', 'masquerade-missing', 'no rule', (d) => without(d.rules.host.nat, r.masquerade)),
  scenario('masquerade-rule', 'nat-near-miss', 'wrong NIC (drill 17)', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -o eth0 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'nat-near-miss', 'wrong source', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.17.0.0/16 -o ens33 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'nat-near-miss', 'c1 only', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.2/32 -o ens33 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'snat-wrong-address', 'SNAT to nobody', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -o ens33 -j SNAT --to-source 192.168.1.99');
  }),
  scenario('masquerade-rule', 'masquerade-too-wide', 'without -o', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -j MASQUERADE');
  }),
  scenario('masquerade-rule', 'pass', 'without -o, where iptables never sees what is bridged', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 -j MASQUERADE');
    d.sysctls.bridgeNfCallIptables = 0;
  }),
  scenario('masquerade-rule', 'pass', 'SNAT', (d) => {
    instead(
      d.rules.host.nat,
      r.masquerade,
      '-A POSTROUTING -s 172.18.0.0/16 -o ens33 -j SNAT --to-source 192.168.1.61',
    );
  }),
  scenario('masquerade-rule', 'pass', 'not within the subnet', (d) => {
    instead(d.rules.host.nat, r.masquerade, '-A POSTROUTING -s 172.18.0.0/16 ! -d 172.18.0.0/16 -j MASQUERADE');
  }),
  scenario(out, 'ip-forward-off', 'drill 1', (d) => (d.sysctls.ipForward = false), timeout),
  scenario(
    out,
    'return-missing',
    'drill 18',
    filter((f) => without(f, r.in)),
    timeout,
  ),
  scenario(out, 'masquerade-missing', 'drill 17, no rule', (d) => without(d.rules.host.nat, r.masquerade), timeout),
  scenario(
    out,
    'forward-shadowed',
    'first match wins (drill 19)',
    filter((f) => f.unshift('-A FORWARD -i br0 -o ens33 -j REJECT --reject-with icmp-admin-prohibited')),
    noRoute,
  ),
  scenario(
    out,
    'rp-filter',
    'spoof police (drill 27)',
    (d) => {
      d.routes['in.c1'] = { found: false, errno: 'invalid', message: 'Invalid argument' };
      d.sysctls.conf = { ...d.sysctls.conf, br0: { forwarding: true, rpFilter: 1, routeLocalnet: false } };
    },
    timeout,
  ),
  scenario(
    out,
    'host-route-missing',
    'three kinds of no (drill 22)',
    (d) => {
      d.tables.host.push({ dst: '192.168.1.50', type: 'unreachable', flags: [] });
      d.routes['host.outside'] = { found: false, errno: 'no-route', message: 'No route to host' };
    },
    noRoute,
  ),
  scenario(
    out,
    'host-route-elsewhere',
    'more specific wins (drill 21)',
    (d) => {
      d.routes['host.c1'] = { found: true, dev: 'ens33', type: 'unicast' };
    },
    timeout,
  ),
  scenario(
    out,
    'default-route-wrong-gateway',
    'wrong gateway (drill 26)',
    (d) => {
      d.routes['c1.outside'] = { found: true, dev: 'eth0', gateway: '172.18.0.9', type: 'unicast' };
    },
    noRoute,
  ),
  scenario(
    out,
    'notrack',
    'amnesia (drill 14)',
    (d) => d.rules.host.raw.push('-A PREROUTING -i br0 -j NOTRACK'),
    timeout,
  ),
  scenario(
    out,
    'destination-rewritten',
    'a DNAT that catches more than it should',
    (d) => d.rules.host.nat.unshift('-A PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 172.18.0.2:80'),
    { server: 'c1' },
  ),
  scenario(out, 'wrong-client', 'another source address', () => {}, { server: 'outside', client: '192.168.1.77' }),
  scenario('c1-dns', 'dns-no-server', 'resolv.conf is empty', () => {}, { dns: 'no-server' }),
  scenario('c1-dns', 'dns-no-server', 'resolv.conf names the resolver of another namespace', () => {}, {
    ...{ dns: 'refused', dnsServer: '127.0.0.53' },
  }),
  scenario('c1-dns', 'dns-failed', 'a server elsewhere refuses', () => {}, {
    dns: 'refused',
    dnsServer: '192.168.1.1',
  }),
  scenario('c1-dns', 'dns-failed', 'udp is dropped', () => {}, { dns: 'timeout' }),
  scenario('c1-wget-site', 'dns-failed', 'the name is not known', () => {}, { outcome: 'dns' }),
];
