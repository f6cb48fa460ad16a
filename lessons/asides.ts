/**
 * Where the source is imprecise or dangerous on a modern machine, and the word that an aside on it cannot do without.
 * The facts are in docs/handbook.md: F13, F14, F23, F25, F29, F56 to F59, F63 and its section 3.1.
 */
export const requiredAsides: readonly { readonly step: string; readonly needle: string }[] = [
  { step: 'bridge-address', needle: 'ip route get 172.18.0.2' },
  { step: 'veth1', needle: 'peer name eth0 netns' },
  { step: 'eth0-to-c1', needle: 'ip -d link show eth0' },
  { step: 'bridge-show', needle: 'bridge link' },
  { step: 'forward-bridge', needle: 'bridge-nf-call-iptables' },
  { step: 'forward-out', needle: 'ip_forward' },
  { step: 'forward-in', needle: 'RELATED,ESTABLISHED' },
  { step: 'dnat-prerouting', needle: '--dst-type LOCAL' },
  { step: 'dnat-output', needle: '--dst-type LOCAL' },
  { step: 'dnat-output', needle: '127.0.0.1:5678' },
  { step: 'hairpin-mode', needle: '192.168.1.61:9000' },
  { step: 'hairpin-mode', needle: 'br_netfilter' },
  { step: 'masquerade-hairpin', needle: '--to-ports' },
  { step: 'talk-hairpin', needle: '--ctstate DNAT' },
];
