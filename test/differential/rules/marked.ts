import type { Random } from '../random.ts';

/** Rules about what a packet has been given on its way (marks), what routes say of it, and chance; by iptables and by nft. */
type Extra = (random: Random) => readonly string[];

const devices = ['br0', 'br0', 'ens33'];
const addresses = ['172.18.0.2', '172.18.0.3', '192.168.1.50', '203.0.113.80'];

/** What the mark is for: one of few values, so that rules meet. */
const value = (random: Random): string => random.pick(['0x1', '0x2', '0x3', '0x11']);
const masked = (random: Random): string => `${value(random)}${random.pick(['', '', '/0xf', '/0x1', '/0xff'])}`;

const where = (random: Random): string =>
  random.pick([
    '',
    `-s ${random.pick(addresses)}`,
    `-d ${random.pick(addresses)}`,
    '-p tcp -m tcp --dport 80',
    '-p tcp -m tcp --dport 5678',
    '-m conntrack --ctdir REPLY',
    '-m conntrack --ctstate NEW',
    '-m mark --mark 0x0',
  ]);

const markings = (random: Random): string =>
  random.pick([
    `MARK --set-mark ${masked(random)}`,
    `MARK --set-xmark ${masked(random)}`,
    `MARK --or-mark ${value(random)}`,
    `MARK --xor-mark ${value(random)}`,
    `MARK --and-mark ${value(random)}`,
    `CONNMARK --set-mark ${masked(random)}`,
    `CONNMARK --or-mark ${value(random)}`,
    'CONNMARK --save-mark',
    'CONNMARK --restore-mark',
    'CONNMARK --save-mark --nfmask 0x1 --ctmask 0xf',
    'CONNMARK --restore-mark --nfmask 0xff --ctmask 0x3',
  ]);

const nativeMarkings = (random: Random): string =>
  random.pick([
    `meta mark set ${value(random)}`,
    `meta mark set meta mark or ${value(random)}`,
    `meta mark set meta mark xor ${value(random)}`,
    `meta mark set meta mark and ${value(random)}`,
    `ct mark set ${value(random)}`,
    'ct mark set meta mark',
    'meta mark set ct mark',
    'ct mark set meta mark and 0x1',
  ]);

const many = (random: Random, most: number, make: () => string): readonly string[] =>
  Array.from({ length: 1 + random.below(most) }, make);

/** Marks in mangle's hooks, or in chains of nft at the same places (`route` in output). */
function marking(random: Random): readonly string[] {
  if (random.chance(0.7)) {
    const tool = random.pick(['iptables', 'iptables', 'iptables-legacy']);
    return many(random, 3, () => {
      const chain = random.pick(['PREROUTING', 'PREROUTING', 'OUTPUT', 'OUTPUT', 'FORWARD', 'POSTROUTING']);
      return `${tool} -t mangle -A ${chain} ${where(random)} -j ${markings(random)}`;
    });
  }
  const hook = random.pick(['prerouting', 'output'] as const);
  const type = hook === 'output' ? 'route' : 'filter';
  return [
    'nft add table ip marks',
    `nft 'add chain ip marks ${hook} { type ${type} hook ${hook} priority -150; }'`,
    ...many(random, 3, () => `nft 'add rule ip marks ${hook} ${nativeMarkings(random)}'`),
  ];
}

/** Routes by mark. */
const byMark: Extra = (random) => {
  const route = random.pick([
    'ip route add default via 192.168.1.50 table 100',
    'ip route add blackhole default table 100',
    'ip route add 172.18.0.0/16 dev br0 table 100',
    'ip route add unreachable 192.168.1.0/24 table 100',
    'ip route add 203.0.113.0/24 via 192.168.1.99 table 100',
  ]);
  const rule = random.pick([
    `ip rule add fwmark ${masked(random)} lookup 100`,
    `ip rule add fwmark ${masked(random)} lookup 100`,
    `ip rule add not fwmark ${value(random)} lookup 100`,
    `ip rule add fwmark ${value(random)} ${random.pick(['prohibit', 'unreachable', 'blackhole'])}`,
  ]);
  const valid = random.chance(0.3) ? ['sysctl -qw net.ipv4.conf.all.src_valid_mark=1'] : [];
  const strict = random.chance(0.3) ? [`sysctl -qw net.ipv4.conf.${random.pick(devices)}.rp_filter=1`] : [];
  return [route, rule, ...marking(random), ...valid, ...strict];
};

/** Filters by mark. */
const filtered: Extra = (random) => {
  const not = random.pick(['', '', '! ']);
  const verdict = random.pick(['DROP', 'ACCEPT', 'REJECT']);
  const ask = random.pick(['mark', 'mark', 'connmark']);
  const chain = random.pick(['FORWARD', 'FORWARD', 'INPUT', 'OUTPUT']);
  const native = `${random.pick(['meta mark', 'meta mark', 'ct mark'])} ${random.pick(['', '!= '])}${random.pick(['0x1', '0x0', '{ 0x1, 0x2 }', '0x1-0x3'])}`;
  const filter = random.chance(0.7)
    ? [`iptables -I ${chain} -m ${ask} ${not}--mark ${masked(random)} -j ${verdict}`]
    : [
        'nft add table inet asks',
        `nft 'add chain inet asks f { type filter hook ${chain.toLowerCase()} priority ${random.pick([-10, 5])}; }'`,
        `nft 'add rule inet asks f ${native} ${verdict.toLowerCase()}'`,
      ];
  return [...marking(random), ...filter];
};

/** The way back. */
const reverse: Extra = (random) => {
  const flags = random.pick(['', '', '--loose', '--validmark', '--accept-local']);
  const invert = random.pick(['--invert -j DROP', '--invert -j DROP', '-j ACCEPT']);
  const table = random.pick(['raw', 'mangle']);
  const fib = random.pick([
    'fib saddr . iif oif missing drop',
    'fib saddr . iif oif missing drop',
    'fib saddr . mark . iif oif exists accept',
    'fib saddr oif missing drop',
    'fib saddr oifname != "br0" iifname "br0" drop',
    'fib daddr oif missing counter drop',
    'fib daddr . iif type local accept',
    'fib daddr . iif type != local iifname "ens33" drop',
    'fib saddr type local drop',
    'fib daddr oifname "ens33" drop',
  ]);
  const rules = random.chance(0.5)
    ? [`iptables -t ${table} -I PREROUTING -m rpfilter ${flags} ${invert}`]
    : [
        'nft add table inet back',
        `nft 'add chain inet back p { type filter hook prerouting priority ${random.pick([-310, -10])}; }'`,
        `nft 'add rule inet back p ${fib}'`,
      ];
  const wrong = random.pick([
    [],
    ['ip route add 192.168.1.50 dev br0'],
    ['on outside ip address add 172.18.0.77/32 dev eth0'],
    ['on c1 ip address add 192.168.1.77/32 dev eth0', 'on c1 ip route replace default via 172.18.0.1 src 192.168.1.77'],
    ['ip route add blackhole 192.168.1.50'],
    ['ip route del default'],
    ['ip rule add from all to 192.168.1.50 lookup 100', 'ip route add default dev br0 table 100'],
  ]);
  return [...rules, ...wrong];
};

/** Several addresses to choose from, and ports drawn anew. */
const chosen: Extra = (random) => {
  const more = many(random, 3, () => `ip address add 192.168.1.${random.pick([62, 63, 64])}/24 dev ens33`);
  const flags = random.pick(['', ' --persistent', ' --random', ' --random-fully']);
  const range = random.pick(['192.168.1.61-192.168.1.64', '192.168.1.62-192.168.1.63']);
  return [
    ...more,
    ...random.pick([
      [`iptables -t nat -I POSTROUTING -o ens33 -j SNAT --to-source ${range}${flags}`],
      [`nft 'add table ip pick'`, `nft 'add chain ip pick p { type nat hook postrouting priority 95; }'`].concat(
        `nft 'add rule ip pick p oifname "ens33" snat to ${range}${flags.replace(/ --(\S+)/, ' $1').replace('random-fully', 'fully-random')}'`,
      ),
      [`iptables -t nat -I POSTROUTING ${where(random)} -j MASQUERADE${random.pick([' --random', ' --random-fully'])}`],
      ['iptables -t nat -I PREROUTING -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2-172.18.0.3'],
    ]),
  ];
};

/** By chance. */
const drawn: Extra = (random) => {
  const odds = random.pick(['0.5', '0.25', '0.9']);
  const how = random.pick([`random --probability ${odds}`, 'nth --every 2 --packet 0']);
  const [one, other] = [
    random.pick(['172.18.0.2:80', '172.18.0.9:80']),
    random.pick(['172.18.0.3:80', '172.18.0.2:81']),
  ];
  const port = '-p tcp -m tcp --dport 5678';
  const cases = `{ 0 : ${one.replace(':', ' . ')}, 1 : ${other.replace(':', ' . ')} }`;
  return random.pick([
    [
      `iptables -t nat -I PREROUTING ${port} -j DNAT --to-destination ${other}`,
      `iptables -t nat -I PREROUTING ${port} -m statistic --mode ${how} -j DNAT --to-destination ${one}`,
    ],
    [
      'nft add table ip luck',
      `nft 'add chain ip luck p { type nat hook prerouting priority -105; }'`,
      `nft 'add rule ip luck p tcp dport 5678 dnat to numgen ${random.pick(['random', 'inc'])} mod 2 map ${cases}'`,
    ],
    [`iptables -t mangle -A PREROUTING -m statistic --mode ${how} -j MARK --set-mark 0x1`],
  ]);
};

/** Fields of the packet and its connection that rules seldom ask, and targets that let it pass. */
const fields: Extra = (random) => {
  const ask = random.pick([
    '-m conntrack --ctorigdst 192.168.1.61',
    '-m conntrack --ctorigsrc 172.18.0.0/16',
    '-m conntrack --ctreplsrc 172.18.0.2',
    '-m conntrack --ctrepldst 192.168.1.61',
    '-p tcp -m conntrack --ctorigdstport 5678',
    '-p tcp -m conntrack --ctreplsrcport 80',
    '-m conntrack --ctdir REPLY',
    '-m length --length 0:39',
    '-m length --length 20:65535',
    '-m pkttype --pkt-type unicast',
    '-m pkttype --pkt-type broadcast',
    '-m policy --dir in --pol none',
    '-m policy --dir in --pol ipsec',
    '-m owner --uid-owner 12345',
    '-m recent --set --name diff',
    '-m addrtype --dst-type LOCAL --limit-iface-in',
    '-m addrtype --src-type UNICAST',
    '-f',
  ]);
  const target = random.pick([
    'NFLOG',
    'CLASSIFY --set-class 1:2',
    'TOS --set-tos 0x10',
    'DSCP --set-dscp 8',
    'TTL --ttl-set 64',
  ]);
  const limited = ask.includes('owner')
    ? 'OUTPUT'
    : ask.includes('--dir in')
      ? 'FORWARD'
      : random.pick(['FORWARD', 'INPUT']);
  const chain = ask.includes('limit-iface') ? 'PREROUTING' : limited;
  const table = chain === 'PREROUTING' ? 'mangle' : 'filter';
  return [
    `iptables -t mangle -A ${random.pick(['PREROUTING', 'FORWARD', 'POSTROUTING', 'OUTPUT'])} ${where(random)} -j ${target}`,
    `iptables -t ${table} -I ${chain} ${random.chance(0.2) ? ask.replace(/ (--\S+ )/, ' ! $1') : ask} -j ${random.pick(['DROP', 'ACCEPT'])}`,
  ];
};

/** Lines of one kind. */
export function extras(random: Random): readonly string[] {
  return random.weigh<Extra>([
    [4, byMark],
    [3, filtered],
    [4, reverse],
    [2, chosen],
    [1.5, drawn],
    [4, fields],
  ])(random);
}
