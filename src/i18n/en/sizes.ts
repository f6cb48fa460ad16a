/** Packets that are too long for a link: what happens to them, and why a large page does not come. */
export const sizes = {
  'trace.size.cut': 'Of its {size} bytes {device} carries {mtu} at a time: {node} cuts the packet into pieces.',
  'trace.size.local':
    '{device} in {node} carries {mtu} bytes at most, the packet has {size} and may not be cut: it is not even sent.',
  'trace.size.refused':
    '{device} in {node} carries {mtu} bytes at most, the packet has {size} and may not be cut: its sender is told so.',
  'trace.size.untold':
    '{device} in {node} carries {mtu} bytes at most, the packet has {size} and may not be cut; and what {node} says of that to {to} gets lost{place, select, none {} other { ({place})}}.',
  'trace.cable.too-big': '{device} in {node} takes {mtu} bytes at most (MTU), and drops a packet of {size}.',
  'trace.delivered.large':
    '{server} answers at {address}:{port}; it sees the client as {client}. Packets of up to {size} bytes come through, as TCP makes them.',
  'trace.unknown.size-switch': '{node} treats packets that are too long in a way of its own: {by}.',
  'trace.unknown.mss': 'How long the packets of {node} may be depends on a rule that we do not understand.',
  'trace.is.too-big': 'too long for a link',
  'trace.large': 'Small pages only: of a large page, {said}',
  'diagnosis.end-end-too-small.what':
    '{device} in {node} drops the packet: it takes {mtu} bytes at most, and the packet has {size}.',
  'diagnosis.end-end-too-small.why':
    'The two ends of one cable have different MTUs. The end that takes less drops what is longer, and tells nobody. Small packets pass, so connections open and then hang.',
  'diagnosis.end-end-too-small.next': 'Look at: {look}',
  'diagnosis.end-end-too-small.hint1': 'What is the MTU at both ends of this cable?',
  'diagnosis.end-end-too-small.hint2': 'Everybody on one network needs the same MTU.',
  'diagnosis.end-end-too-small.hint3': '`{command}`',
  'diagnosis.end-too-big-to-send.what':
    '{node} does not send the packet: {device} carries {mtu} bytes at most, and it has {size}.',
  'diagnosis.end-too-big-to-send.why':
    'The packet may not be cut into pieces (DF), so its own kernel refuses it: “message too long”.',
  'diagnosis.end-too-big-to-send.next': 'Look at: {look}',
  'diagnosis.end-too-big-to-send.hint1': 'How long may a packet be at {device}?',
  'diagnosis.end-too-big-to-send.hint2':
    'A shorter packet, or one that may be cut, passes; else the device needs a larger MTU.',
  'diagnosis.end-too-big-to-send.hint3': '`{command}`',
  'diagnosis.end-link-too-small.what':
    '{node} does not pass the packet on: {device} carries {mtu} bytes at most, and it has {size}.',
  'diagnosis.end-link-too-small.why':
    'The packet may not be cut into pieces (DF). {node} sends its sender an ICMP message, “fragmentation needed”, with the {mtu} bytes in it.',
  'diagnosis.end-link-too-small.next': 'Look at: {look}',
  'diagnosis.end-link-too-small.hint1': 'Which link on the way carries least?',
  'diagnosis.end-link-too-small.hint2':
    'TCP goes on with shorter packets once it is told; a ping that may not be cut ends here.',
  'diagnosis.end-link-too-small.hint3': '`{command}`',
  'diagnosis.end-black-hole.what':
    'Packets of {size} bytes end in {node}: {device} carries {mtu} at most, and nobody tells {to}.',
  'diagnosis.end-black-hole.why':
    'They may not be cut (DF), so {node} sends back “fragmentation needed” (ICMP), and that gets lost{place, select, none {} other { at {place}}}{evidence, select, none {} other {: {evidence}}}. {to} sends the same packet again and again: small pages come, large ones never.',
  'diagnosis.end-black-hole.next': 'Look at: {look}',
  'diagnosis.end-black-hole.hint1':
    'A small page comes and a large one hangs. What differs on the way but the size of the packets?',
  'diagnosis.end-black-hole.hint2':
    'Let the ICMP message “fragmentation needed” through, give all links the same MTU, or have TCP agree on shorter segments (TCPMSS).',
  'diagnosis.end-black-hole.hint3': '`{command}`',
} as const;
