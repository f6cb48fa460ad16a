/** Of the kernel's switches: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const sysctl = {
  'checks.not-causal.lab': 'It holds from the start: the lab begins as a Docker host does.',
  'checks.want.sysctl': 'The host forwards: ip_forward is 1, and so is forwarding of {bridge} and {uplink}',
  'checks.see.sysctls': 'ip_forward {ipForward}, {bridge} {bridgeValue}, {uplink} {uplinkValue}',

  'diagnosis.ip-forward-off.what': 'The host does not forward: net.ipv4.ip_forward is 0.',
  'diagnosis.ip-forward-off.why':
    'A packet from {bridge} to {uplink} would have to be routed, and a machine that is no router drops it without a word.',
  'diagnosis.ip-forward-off.next': 'Ask the kernel: sysctl net.ipv4.ip_forward',
  'diagnosis.ip-forward-off.hint1': 'Is the host a router?',
  'diagnosis.ip-forward-off.hint2': 'Forwarding is off on a fresh Linux. Docker usually turns it on.',
  'diagnosis.ip-forward-off.hint3': '`sysctl -w net.ipv4.ip_forward=1`',
  'diagnosis.interface-forward-off.what': 'Forwarding is off for {interface}, although net.ipv4.ip_forward is 1.',
  'diagnosis.interface-forward-off.why':
    'Each interface has its own switch; it decides for packets that come in there.',
  'diagnosis.interface-forward-off.next': 'Ask the kernel: sysctl net.ipv4.conf.{interface}.forwarding',
  'diagnosis.interface-forward-off.hint1': 'Is one gate closed while the others are open?',
  'diagnosis.interface-forward-off.hint2': 'ip_forward sets all interfaces at once; afterwards each one may differ.',
  'diagnosis.interface-forward-off.hint3': '`sysctl -w net.ipv4.conf.{interface}.forwarding=1`',
  'diagnosis.rp-filter.what':
    'The host drops packets from {address} that come in at {interface}: the way back leads elsewhere.',
  'diagnosis.rp-filter.why': 'rp_filter=1 accepts a packet only if its answer would leave by the same interface.',
  'diagnosis.rp-filter.next': 'Ask the kernel: ip route get {address}; ip rule',
  'diagnosis.rp-filter.hint1': 'By which device would the host answer {address}?',
  'diagnosis.rp-filter.hint2':
    'rp_filter=2 would let the packet in, but its answer would still go astray: find the route or the rule that leads elsewhere.',
  'diagnosis.rp-filter.hint3': '`ip rule; ip route show table all`',
  'diagnosis.bridge-nf-off.what': 'Bridged frames skip iptables here: bridge-nf-call-iptables is off.',
  'diagnosis.bridge-nf-off.why':
    'The answer of {server} goes to {name} through the switch, past the host that should translate it back.',
  'diagnosis.bridge-nf-off.next': 'Ask the kernel: sysctl net.bridge.bridge-nf-call-iptables',
  'diagnosis.bridge-nf-off.hint1': 'Does the answer pass the place where the address was rewritten?',
  'diagnosis.bridge-nf-off.hint2':
    'With this switch off, the MASQUERADE of the next step is needed for {name} too: it forces the answer through the host.',
  'diagnosis.bridge-nf-off.hint3': '`sysctl -w net.bridge.bridge-nf-call-iptables=1`',
} as const;
