import type { Change } from './links.ts';

const set = (node: string, key: string, value: number): string =>
  node === 'host' ? `sysctl -qw net.${key}=${value}` : `on ${node} sysctl -qw net.${key}=${value}`;

/** Kernel switches other than those that every lab draws. */
export const switches: Change = (random) => {
  const dev = random.pick(['br0', 'ens33']);
  const node = random.pick(['c1', 'c2']);
  return random.weigh<readonly string[]>([
    [3, [set('host', 'ipv4.ip_forward', 0)]],
    [2, [set('host', `ipv4.conf.${dev}.forwarding`, 0)]],
    [3, [set('host', `ipv4.conf.${dev}.rp_filter`, random.pick([1, 1, 2]))]],
    [2, [set('host', 'ipv4.conf.all.rp_filter', random.pick([1, 2]))]],
    [2, [set(node, 'ipv4.conf.eth0.rp_filter', random.pick([1, 2]))]],
    [2, [set('host', 'ipv4.conf.br0.route_localnet', 1)]],
    [1, [set('host', 'ipv4.conf.all.route_localnet', 1)]],
    [2, ['ip link set br0 type bridge nf_call_iptables 1', set('host', 'bridge.bridge-nf-call-iptables', 0)]],
    [1, [set(node, 'ipv4.ip_forward', 1)]],
    [0.7, [set(node, 'ipv4.conf.eth0.accept_local', 1)]],
    [0.7, [set('host', `ipv4.conf.${dev}.proxy_arp`, 1)]],
    [0.7, [set('host', `ipv4.conf.${dev}.arp_ignore`, random.pick([1, 2]))]],
    [0.4, [set(node, 'ipv4.conf.eth0.arp_filter', 1)]],
    [0.5, [set('host', 'ipv4.conf.all.accept_local', 1)]],
  ]);
};
