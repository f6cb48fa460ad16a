/** Of hairpins: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const hairpin = {
  'checks.want.hairpin': 'Hairpin mode is on at {interface}, the port of {name}',
  'checks.want.untouched': 'Connections from {from} to {address} are left alone: that is another machine',
  'checks.see.hairpin': 'hairpin mode of {interface}: {state, select, on {on} other {off}}',

  'diagnosis.hairpin-off.what': 'Hairpin mode is off on {interface}.',
  'diagnosis.hairpin-off.why':
    "{name} calls itself by way of the host's address. The frame has to leave by the port it came in on, and a bridge refuses that.",
  'diagnosis.hairpin-off.next': 'Look at the flag: bridge -d link show dev {interface}',
  'diagnosis.hairpin-off.hint1': 'By which port does the frame have to go back?',
  'diagnosis.hairpin-off.hint2':
    'Hairpin mode lets a port send a frame back where it came from. Unplugging a port resets it.',
  'diagnosis.hairpin-off.hint3': '`bridge link set dev {interface} hairpin on`',
  'diagnosis.hairpin-wrong-port.what': 'Hairpin mode is on at {other}, but off at {interface}.',
  'diagnosis.hairpin-wrong-port.why':
    'The frame has to return by the port of {name}, because client and server are the same container.',
  'diagnosis.hairpin-wrong-port.next': 'Compare the flags: bridge -d link show',
  'diagnosis.hairpin-wrong-port.hint1': 'Which port does the packet of {name} come in on?',
  'diagnosis.hairpin-wrong-port.hint2': 'The flag belongs to one port and helps only frames that come in there.',
  'diagnosis.hairpin-wrong-port.hint3':
    '`bridge link set dev {other} hairpin off; bridge link set dev {interface} hairpin on`',
  'diagnosis.hairpin-masquerade-missing.what': 'Nothing rewrites the source when {name} calls itself through the host.',
  'diagnosis.hairpin-masquerade-missing.why':
    'The packet comes back with the source {address}, which is the address of {name} itself. Its kernel drops such a "martian".',
  'diagnosis.hairpin-masquerade-missing.next':
    'Look at the connection: conntrack -L -p tcp --dport {port} (reply source and destination are the same)',
  'diagnosis.hairpin-masquerade-missing.hint1': 'Which source address does the packet carry when it returns to {name}?',
  'diagnosis.hairpin-masquerade-missing.hint2':
    'With another source the answer also goes back to the host, which can translate it.',
  'diagnosis.hairpin-masquerade-missing.hint3': '`{command}`',
  'diagnosis.hairpin-masquerade-host-port.what':
    'The rule asks for port {port}, but here the packet already goes to port 80: {rule}',
  'diagnosis.hairpin-masquerade-host-port.why':
    'POSTROUTING comes after DNAT. The destination port has been rewritten by then, so the rule never matches.',
  'diagnosis.hairpin-masquerade-host-port.next': 'Its counter stays at 0: iptables -t nat -nvL POSTROUTING',
  'diagnosis.hairpin-masquerade-host-port.hint1': 'What does the packet look like after DNAT?',
  'diagnosis.hairpin-masquerade-host-port.hint2':
    'Order of the hooks: PREROUTING (DNAT), routing, FORWARD, POSTROUTING (source NAT).',
  'diagnosis.hairpin-masquerade-host-port.hint3': '`{command}`',
} as const;
