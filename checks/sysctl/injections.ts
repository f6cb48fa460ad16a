import { type Family, finished } from '../support/injection.ts';

export const sysctlInjections = {
  'ip-forward-off': {
    after: finished,
    // c2's calls of c1 get the bridge's address as their source, so their answers have to be routed (docs/handbook.md#drill-1).
    check: 'c2-reaches-c1',
    lines: ['sysctl -w net.ipv4.ip_forward=0'],
  },
  'interface-forward-off': {
    after: 'masquerade',
    check: 'forwarding-on',
    lines: ['sysctl -w net.ipv4.conf.br0.forwarding=0'],
  },
  'rp-filter': {
    after: finished,
    check: 'c1-reaches-outside',
    lines: [
      'sysctl -w net.ipv4.conf.br0.rp_filter=1',
      'ip route add 172.18.0.0/16 dev ens33 table 100',
      'ip rule add from 192.168.1.50 to 172.18.0.0/16 lookup 100',
    ],
    onlyLooks: 'the facts tell that the way back leads elsewhere, not which route or rule of which table does it',
    fix: [
      'ip rule del from 192.168.1.50 to 172.18.0.0/16 lookup 100',
      'ip route flush table 100',
      'sysctl -w net.ipv4.conf.br0.rp_filter=0',
    ],
  },
  'bridge-nf-off': {
    after: 'dnat-bridge',
    check: 'c2-reaches-port',
    lines: ['sysctl -w net.bridge.bridge-nf-call-iptables=0'],
  },
} as const satisfies Family;
