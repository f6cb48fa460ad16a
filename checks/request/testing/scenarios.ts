import { address, sourceRules as r } from '../../testing/draft.ts';
import {
  named,
  noRoute,
  refused,
  type Scenario,
  scenario,
  timeout,
  unreachable,
  without,
} from '../../testing/scenario.ts';

const inside = 'c1-reaches-c2';
const out = 'c1-reaches-outside';
const hp = 'outside-reaches-port';
const host = 'host-reaches-c1';

/** Who answered, and what is left open: states of a lab, and what the checks have to say of them. */
export const requestScenarios: readonly Scenario[] = [
  scenario(
    'host-reaches-c2',
    'wrong-client',
    'source NAT on the way to c2',
    (d) => d.rules.host.nat.unshift('-A POSTROUTING -d 172.18.0.3/32 -o br0 -p tcp -j SNAT --to-source 192.168.1.61'),
    { server: 'c2', client: '192.168.1.61' },
  ),
  scenario(
    host,
    'other-source',
    'a wrong address that came first',
    (d) => named(d.host, 'br0').addresses.unshift(address('172.18.0.124', 16)),
    { server: 'c1', client: '172.18.0.124' },
  ),
  scenario(host, 'wrong-server', 'c2 answers', () => {}, { server: 'c2' }),
  scenario(host, 'unknown-server', 'nobody logged it', () => {}, { unlogged: true }),
  scenario(host, 'the walk decides', 'everything looks right', () => {}, noRoute),
  scenario(host, 'the walk decides', 'everything looks right', () => {}, refused),
  scenario(host, 'the walk decides', 'everything looks right', () => {}, timeout),
  scenario('c1-reaches-host', 'the walk decides', 'everything looks right', () => {}, unreachable),
  scenario(inside, 'the walk decides', 'everything looks right', () => {}, timeout),
  scenario(
    inside,
    'the walk decides',
    'no rule, but bridged frames skip iptables',
    (d) => {
      without(d.rules.host.filter, r.bridge);
      d.sysctls.bridgeNfCallIptables = 0;
    },
    timeout,
  ),
  scenario(
    inside,
    'the walk decides',
    'a raw table that bridged frames never meet',
    (d) => {
      d.rules.host.raw.push('-A PREROUTING -s 172.18.0.2/32 -j DROP');
      d.sysctls.bridgeNfCallIptables = 0;
    },
    timeout,
  ),
  scenario(
    inside,
    'the walk decides',
    'no router is needed where nothing is rewritten',
    (d) => (d.sysctls.ipForward = false),
    timeout,
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
  scenario(
    hp,
    'wrong-server',
    'the host answers itself, although the rules are right',
    (d) => d.listeners.host.push({ address: '0.0.0.0', port: 5678 }),
    { server: 'host' },
  ),
];
