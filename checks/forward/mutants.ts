import { type CommandMutants, dropping } from '../support/case.ts';

const noBridge = { 'forward-bridge-accept': 'forward-missing' } as const;
const noOut = { 'forward-out-accept': 'forward-missing' } as const;
const noIn = { 'forward-in-accept': 'return-missing' } as const;

/** The filter rules of FORWARD. */
export const forwardMutants: readonly CommandMutants[] = [
  {
    step: 'forward-bridge',
    command: 0,
    leftOut: { ...noBridge, 'c1-reaches-c2': 'forward-missing' },
    wrong: [
      {
        name: 'names the ports',
        lines: ['iptables -I FORWARD -i veth1 -o veth2 -j ACCEPT', 'iptables -I FORWARD -i veth2 -o veth1 -j ACCEPT'],
        fails: { 'forward-bridge-accept': 'forward-port-names', 'c1-reaches-c2': 'forward-port-names' },
      },
      {
        name: 'appended below a REJECT',
        lines: [
          'iptables -A FORWARD -j REJECT --reject-with icmp-host-prohibited',
          'iptables -A FORWARD -i br0 -o br0 -j ACCEPT',
        ],
        fails: { 'forward-bridge-accept': 'forward-shadowed', 'c1-reaches-c2': 'forward-shadowed' },
      },
      {
        name: 'in INPUT',
        lines: ['iptables -I INPUT -i br0 -j ACCEPT'],
        fails: { 'forward-bridge-accept': 'forward-wrong-chain', 'c2-reaches-c1': 'forward-wrong-chain' },
      },
      {
        name: 'a second bouncer',
        lines: ['iptables -I FORWARD -i br0 -o br0 -j ACCEPT', 'nft add table inet labx', dropping('inet', 'forward')],
        fails: { 'forward-bridge-accept': 'forward-other-chain', 'c1-reaches-c2': 'forward-other-chain' },
      },
      {
        name: 'a filter of the switch',
        lines: [
          'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
          'nft add table bridge labx',
          dropping('bridge', 'forward'),
          'nft add rule bridge labx lab ether type arp accept',
        ],
        fails: { 'c1-reaches-c2': 'bridge-filter' },
      },
      {
        name: 'another legacy world drops',
        lines: [
          'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
          'iptables-legacy -A FORWARD -i br0 -o br0 -p tcp -j DROP',
        ],
        fails: { 'forward-bridge-accept': 'forward-legacy', 'c1-reaches-c2': 'forward-legacy' },
      },
      {
        name: 'accepted in a table of its own',
        lines: [
          'nft add table inet labx',
          "nft add chain inet labx lab '{ type filter hook forward priority 0; }'",
          'nft add rule inet labx lab iifname br0 oifname br0 accept',
        ],
        fails: { 'forward-bridge-accept': 'forward-other-chain' },
      },
      {
        name: 'the target misspelt',
        lines: ['iptables -I FORWARD -i br0 -o br0 -j ACEPT'],
        fails: noBridge,
        refused: true,
      },
      {
        name: 'ping only',
        lines: ['iptables -I FORWARD -i br0 -o br0 -p icmp -j ACCEPT'],
        fails: { 'forward-bridge-accept': 'forward-near-miss' },
      },
      {
        name: 'so many packets a second',
        lines: ['iptables -I FORWARD -i br0 -o br0 -m limit --limit 50/sec --limit-burst 50 -j ACCEPT'],
        fails: { 'forward-bridge-accept': 'rule-for-now' },
      },
      {
        name: 'until a quota is used up',
        lines: ['iptables -I FORWARD -i br0 -o br0 -m quota --quota 10000000 -j ACCEPT'],
        fails: { 'forward-bridge-accept': 'rule-for-now' },
      },
      {
        name: 'addresses that are let in for an hour',
        lines: [
          "nft add set ip filter guests '{ type ipv4_addr; timeout 1h; }'",
          "nft add element ip filter guests '{ 172.18.0.2, 172.18.0.3 }'",
          'nft add rule ip filter FORWARD iifname br0 oifname br0 ip saddr @guests accept',
        ],
        fails: { 'forward-bridge-accept': 'rule-for-now' },
      },
      {
        name: 'so many packets a second, in a table of its own',
        lines: [
          'nft add rule ip filter FORWARD iifname br0 oifname br0 limit rate 50/second burst 50 packets counter accept',
        ],
        fails: { 'forward-bridge-accept': 'rule-for-now' },
      },
      {
        name: 'answers only',
        lines: ['iptables -I FORWARD -i br0 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'],
        fails: { 'forward-bridge-accept': 'forward-near-miss' },
      },
    ],
  },
  {
    step: 'forward-out',
    command: 0,
    leftOut: noOut,
    wrong: [
      {
        name: 'another card',
        lines: ['iptables -I FORWARD -i br0 -o eth0 -j ACCEPT'],
        fails: { 'forward-out-accept': 'forward-near-miss' },
      },
      {
        name: 'in and out swapped',
        lines: ['iptables -I FORWARD -i ens33 -o br0 -j ACCEPT'],
        fails: { 'forward-out-accept': 'forward-swapped' },
      },
      {
        name: 'in OUTPUT',
        lines: ['iptables -I OUTPUT -o ens33 -j ACCEPT'],
        fails: { 'forward-out-accept': 'forward-wrong-chain' },
      },
      {
        name: 'in nat',
        lines: ['iptables -t nat -I FORWARD -i br0 -o ens33 -j ACCEPT'],
        fails: noOut,
        refused: true,
      },
      {
        name: "the container's port",
        lines: ['iptables -I FORWARD -i veth1 -o ens33 -j ACCEPT'],
        fails: { 'forward-out-accept': 'forward-port-names' },
      },
      {
        name: 'for each container so many packets a second',
        lines: [
          'iptables -I FORWARD -i br0 -o ens33 -m hashlimit --hashlimit-upto 50/sec --hashlimit-burst 50 --hashlimit-mode srcip --hashlimit-name lab -j ACCEPT',
        ],
        fails: { 'forward-out-accept': 'rule-for-now' },
      },
      {
        name: 'at certain times of the day',
        lines: ['iptables -I FORWARD -i br0 -o ens33 -m time --timestart 00:00 --timestop 23:59:59 -j ACCEPT'],
        fails: { 'forward-out-accept': 'rule-for-now' },
      },
      {
        name: 'below a DROP',
        lines: ['iptables -A FORWARD -i br0 -j DROP', 'iptables -A FORWARD -i br0 -o ens33 -j ACCEPT'],
        fails: { 'forward-out-accept': 'forward-shadowed' },
      },
    ],
  },
  {
    step: 'forward-in',
    command: 0,
    leftOut: noIn,
    wrong: [
      {
        name: 'the same direction again',
        lines: ['iptables -I FORWARD -i br0 -o ens33 -j ACCEPT'],
        fails: { 'forward-in-accept': 'forward-swapped' },
      },
      {
        name: 'in INPUT',
        lines: ['iptables -I INPUT -i ens33 -j ACCEPT'],
        fails: { 'forward-in-accept': 'forward-wrong-chain' },
      },
      {
        name: 'another card',
        lines: ['iptables -I FORWARD -i eth0 -o br0 -j ACCEPT'],
        fails: { 'forward-in-accept': 'forward-near-miss' },
      },
      {
        name: 'new connections only',
        lines: ['iptables -I FORWARD -i ens33 -o br0 -m conntrack --ctstate NEW -j ACCEPT'],
        fails: { 'forward-in-accept': 'forward-near-miss' },
      },
      {
        name: 'so many connections at a time',
        lines: ['iptables -I FORWARD -i ens33 -o br0 -m connlimit --connlimit-upto 20 -j ACCEPT'],
        fails: { 'forward-in-accept': 'rule-for-now' },
      },
      {
        name: 'most of them, by chance',
        lines: ['iptables -I FORWARD -i ens33 -o br0 -m statistic --mode random --probability 0.999 -j ACCEPT'],
        fails: { 'forward-in-accept': 'rule-for-now' },
      },
      {
        name: 'below a DROP that seldom strikes',
        lines: [
          'iptables -I FORWARD -i ens33 -o br0 -j ACCEPT',
          'iptables -I FORWARD -i ens33 -o br0 -m statistic --mode random --probability 0.0001 -j DROP',
        ],
        fails: { 'forward-in-accept': 'rule-for-now' },
      },
      {
        name: 'DROP',
        lines: ['iptables -I FORWARD -i ens33 -o br0 -j DROP'],
        fails: { 'forward-in-accept': 'forward-dropped' },
      },
    ],
  },
];
