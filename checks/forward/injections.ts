import { finished as after, deleted, type Family, forward, inside, mistaken, replaced } from '../support/injection.ts';

const onBridge = 'forward-bridge-accept';
const answersOnly = 'iptables -I FORWARD -i ens33 -o br0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT';
const longOnes = 'iptables -I FORWARD -i br0 -o br0 -m length --length 9000:9001 -j ACCEPT';
const often = 'iptables -I FORWARD -i br0 -o br0 -m limit --limit 100/sec --limit-burst 100 -j ACCEPT';
const table = (family: string, hook: string, then: readonly string[], policy = 'drop') => ({
  lines: [
    `nft add table ${family} labx`,
    `nft add chain ${family} labx lab '{ type filter hook ${hook} priority 10; policy ${policy}; }'`,
    ...then,
  ],
  left: [`nft delete table ${family} labx`],
});

export const forwardInjections = {
  'forward-missing': { after, check: onBridge, ...replaced(forward.bridge) },
  'forward-port-names': {
    after,
    check: onBridge,
    ...replaced(forward.bridge, 'iptables -I FORWARD -i veth1 -o veth2 -j ACCEPT'),
  },
  'forward-swapped': {
    after: 'forward-out',
    check: 'forward-out-accept',
    ...replaced(forward.out, forward.in),
  },
  'forward-near-miss': {
    after,
    check: 'forward-out-accept',
    ...replaced(forward.out, 'iptables -I FORWARD -i br0 -o eth0 -j ACCEPT'),
  },
  'forward-wrong-chain': {
    after,
    check: onBridge,
    ...replaced(forward.bridge, 'iptables -I INPUT -i br0 -j ACCEPT'),
  },
  'forward-shadowed': {
    after,
    check: 'forward-out-accept',
    lines: ['iptables -I FORWARD -i br0 -o ens33 -j REJECT --reject-with icmp-admin-prohibited'],
  },
  'forward-dropped': {
    after,
    check: onBridge,
    ...mistaken(forward.bridge, 'iptables -I FORWARD -i br0 -o br0 -j DROP'),
    next: [`${onBridge}: forward-missing`],
  },
  'forward-other-chain': { after, check: onBridge, ...table('inet', 'forward', []) },
  'forward-legacy': {
    after,
    check: onBridge,
    lines: ['iptables-legacy -A FORWARD -i br0 -o br0 -p tcp -j DROP'],
  },
  'return-missing': { after, check: 'forward-in-accept', ...replaced(forward.in) },
  'forward-established-only': {
    after,
    check: 'forward-to-c1-accept',
    ...mistaken(forward.in, answersOnly),
    left: [
      deleted(answersOnly),
      'iptables -D FORWARD -i ens33 -o br0 -d 172.18.0.2 -p tcp --dport 80 -j ACCEPT',
      forward.in,
    ],
  },
  'rule-for-now': { after, check: onBridge, ...mistaken(forward.bridge, often) },
  'rule-undecided': {
    after,
    check: 'c1-reaches-c2',
    // No packet of a fetch is that long.
    ...mistaken(forward.bridge, longOnes),
    onlyLooks: 'only the kernel knows whether such a match holds; its counter tells',
    fix: [deleted(longOnes), forward.bridge],
  },
  'prerouting-drop': {
    after,
    check: 'host-reaches-c1',
    lines: ['iptables -t raw -I PREROUTING -i br0 -p tcp --sport 80 -j DROP'],
  },
  'host-input-drop': {
    after,
    check: 'host-reaches-c1',
    lines: ['iptables -I INPUT -i br0 -p tcp --sport 80 -j DROP'],
  },
  'host-output-drop': {
    after,
    check: 'host-reaches-c1',
    lines: ['iptables -I OUTPUT -o br0 -p tcp --dport 80 -j DROP'],
  },
  'container-firewall': {
    after,
    check: 'c1-serves',
    lines: [inside('c1', 'iptables -I INPUT -p tcp --dport 80 -j DROP')],
  },
  'bridge-filter': {
    after,
    check: 'c1-reaches-c2',
    ...table('bridge', 'forward', ['nft add rule bridge labx lab ether type ip drop'], 'accept'),
  },
} as const satisfies Family;
