import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { firstWithTunnel, generate } from './generate.ts';

const plans = Array.from({ length: 600 }, (_, seed) => generate(20_000 + seed));

test('a seed makes the same lab for ever: recorded runs (docs/differential.md) name labs by their seeds', () => {
  const digest = createHash('sha256').update(JSON.stringify(plans)).digest('hex').slice(0, 16);
  expect(digest).toBe('7d2fb7478cc25555');
});

test('neighbouring seeds make different labs', () => {
  expect(new Set(plans.map(({ lines, flows }) => JSON.stringify([lines, flows]))).size).toBe(plans.length);
});

const withTunnels = Array.from({ length: 300 }, (_, seed) => generate(firstWithTunnel + seed).lines.join('\n'));

test.each([
  ['a tunnel in every lab', /ip link add vx0 type vxlan id 7/, 250],
  ['another network at one end', /vxlan id 8/, 5],
  ['another port', /dstport 8472/, 5],
  ['a peer that is not there', /remote 192\.168\.1\.99/, 5],
  ['one end as its own peer', /on outside ip link add vx0 .* remote 192\.168\.1\.50/, 5],
  ['a source of nobody', /local 10\.9\.8\.7/, 5],
  ['ends that do not learn', /nolearning/, 30],
  ['entries by hand', /bridge fdb (add|append) .* dst/, 20],
  ['no entry for everybody else', /bridge fdb del 00:00:00:00:00:00/, 5],
  ['rules for the packets around the frames', /--dport 4789/, 10],
  ['routes that refuse them', /ip route add (blackhole|unreachable|prohibit) 192\.168\.1\.(50|61)/, 3],
  ['ends that are down', /ip link set vx0 down/, 3],
  ['small MTUs', /mtu (68|600|1000|1400)/, 3],
] as const)('labs with a tunnel have %s', (_, line, least) => {
  expect(withTunnels.filter((lines) => line.test(lines)).length).toBeGreaterThanOrEqual(least);
});

const host = '(?!on )';
/** What the issue asks a random lab for, each as a line of a plan. */
const wanted: readonly (readonly [string, RegExp])[] = [
  ['links down', /ip link set (eth0|veth1|veth2|br0|ens33|lo) down/],
  ['links up again', /ip link set (eth0|br0|ens33) up/],
  ['addresses with other masks', /ip address add [\d.]+\/(8|24|26|29|30|31|32) dev/],
  ['no address', /ip address (flush|del)/],
  ['routes of the host', new RegExp(`^${host}ip route add`)],
  ['routes of a container', /on c[12] ip route (add|replace) (?!default via 172\.18\.0\.1 dev eth0)/],
  ['routes that refuse', /ip route add (blackhole|unreachable|prohibit)/],
  ['routing rules', /ip rule add/],
  ['routing rules that pass over routes', /suppress_prefixlength/],
  ['devices without ARP', /arp off/],
  ['ports that do not flood', /flood off/],
  ['static neighbours', /ip neigh replace/],
  ['MAC addresses', /ip link set \w+ address/],
  ['hairpin off', /hairpin off/],
  ['isolated ports', /isolated on/],
  ['states of ports', /bridge link set dev veth\d state/],
  ['spanning tree', /stp_state 1/],
  ['other bridges', /master br1|nomaster|ens33 master br0/],
  ['br_netfilter off', /bridge-nf-call-iptables=0/],
  ['br_netfilter of one bridge', /nf_call_iptables 1/],
  ['ip_forward', /ipv4\.ip_forward=0/],
  ['forwarding of one device', /forwarding=0/],
  ['rp_filter', /rp_filter=[12]/],
  ['route_localnet', /route_localnet=1/],
  ['accept_local', /accept_local=1/],
  ['what ARP answers', /(arp_ignore|arp_filter|proxy_arp)=/],
  ['policy of INPUT or OUTPUT', /-P (INPUT|OUTPUT) DROP/],
  ['policy of FORWARD', /iptables -P FORWARD ACCEPT/],
  ['legacy policy', /iptables-legacy -P FORWARD DROP/],
  ['legacy rules', /iptables-legacy -t (filter|nat|raw|mangle) -[AI]/],
  ['nft iptables rules', /iptables -t (filter|nat|raw|mangle) -[AI]/],
  ['native tables of family ip', /add table ip labx/],
  ['native tables of family inet', /add table inet lab/],
  ['native tables of family bridge', /add table bridge lab/],
  ['native tables of family netdev', /add table netdev lab/],
  ['rules in a container', /on c[12] (iptables|nft)/],
  ['rules outside', /on outside (iptables|nft)/],
  ['user chains', /-j U\d/],
  ['goto', /-g U\d/],
  ...[
    ...[
      '-i ',
      '-o ',
      '! -i ',
      '! -o ',
      '-i \\w+\\+',
      '-s ',
      '-d ',
      '! -s ',
      '! -d ',
      '-p udp',
      '! -p ',
      '--dport \\d+ ',
    ],
    ...[
      '--dport \\d+:\\d+',
      '--sport ',
      '--dports ',
      '--src-range ',
      '--dst-range ',
      '--tcp-flags ',
      '--dst-type LOCAL',
    ],
    ...[
      '--src-type ',
      '--ctstate ',
      '! --ctstate ',
      '--ctstatus ',
      '--ctstate \\S*(S|D)NAT',
      '--physdev-in ',
      '--physdev-out ',
    ],
    ...['--physdev-is-bridged', '-[sd] \\S+/255\\.255\\.0\\.255'],
  ].map((option) => [`match ${option}`, new RegExp(` ${option.trimStart()}`)] as const),
  ...[
    ...['ACCEPT', 'DROP', 'RETURN', 'LOG', 'NOTRACK', 'REDIRECT', 'MASQUERADE', 'REJECT --reject-with tcp-reset'],
    ...['DNAT --to-destination', 'SNAT --to-source', 'REJECT --reject-with icmp-', 'MASQUERADE --to-ports'],
  ].map((target) => [`target ${target}`, new RegExp(`-j ${target}`)] as const),
];

test.each(wanted)('labs have %s', (_name, pattern) => {
  const labs = plans.filter(({ lines }) => lines.some((line) => pattern.test(line)));
  expect(labs.length).toBeGreaterThanOrEqual(2);
});
