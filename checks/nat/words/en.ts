/** Of rules that translate: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const nat = {
  'checks.want.source':
    'Packets from {from} to {to} get the source address {address}{proto, select, icmp {, pings too} udp {, questions to name servers too} other {}}',
  'checks.want.destination': 'Connections from {from} to {address} are sent on to {to}',
  'checks.want.own-source': 'Packets from {from} to {to} keep their source: they stay inside',
  'checks.see.nat':
    '{kind, select, none {nothing rewrites it} masquerade {MASQUERADE by {by}} other {rewritten to {to} by {by}}}',

  'diagnosis.masquerade-missing.what': 'Packets of {name} leave with their private source address {address}.',
  'diagnosis.masquerade-missing.why':
    'Nothing rewrites the source, so {server} answers to {address}, an address of a network that only the host knows.',
  'diagnosis.masquerade-missing.next':
    'Look at the connection: conntrack -L -p tcp -s {address} (the reply names {address} as its destination)',
  'diagnosis.masquerade-missing.hint1': 'To which address does {server} send its answer?',
  'diagnosis.masquerade-missing.hint2':
    'MASQUERADE replaces the source by the address of the interface that the packet leaves by.',
  'diagnosis.masquerade-missing.hint3': '`iptables -t nat -I POSTROUTING -s {subnet} -o {uplink} -j MASQUERADE`',
  'diagnosis.nat-near-miss.what': 'A rule would rewrite the address, but one thing differs: {rule}',
  'diagnosis.nat-near-miss.why':
    '{field, select, in {It wants packets that come in at {wanted}; these come in at {found}.} out {It wants packets that leave by {wanted}; these leave by {found}.} source {It wants the source {wanted}; here it is {found}.} destination {It wants the destination {wanted}; here it is {found}.} proto {It wants the protocol {wanted}; this is {found}.} port {It wants port {wanted}; here it is {found}.} state {It wants the connection state {wanted}; here it is {found}.} other {It also asks for {wanted}.}}',
  'diagnosis.nat-near-miss.next': 'Its counter stays at 0 while you try: iptables -t nat -nvL',
  'diagnosis.nat-near-miss.hint1': 'Compare each word of the rule with the packet.',
  'diagnosis.nat-near-miss.hint2':
    'A NAT rule sees the packet as it is at that hook: after DNAT, but before source NAT. -I puts the right rule first.',
  'diagnosis.nat-near-miss.hint3': '`{command}`',
  'diagnosis.nat-wrong-chain.what': 'There is such a rule in {chain}, but none that packets from {from} meet: {rule}',
  'diagnosis.nat-wrong-chain.why': 'Packets from {from} arrive on a device. They pass PREROUTING and never {chain}.',
  'diagnosis.nat-wrong-chain.next': 'Watch the counters: iptables -t nat -nvL',
  'diagnosis.nat-wrong-chain.hint1': "Where does the packet of {from} enter the host's network?",
  'diagnosis.nat-wrong-chain.hint2':
    'PREROUTING: packets that arrive on a device. OUTPUT: packets that a process of the host sends. POSTROUTING: all that leave.',
  'diagnosis.nat-wrong-chain.hint3': '`{command}`',
  'diagnosis.snat-wrong-address.what':
    'The source becomes {observed}; it should become the address of the host on {uplink}: {rule}',
  'diagnosis.snat-wrong-address.why':
    'Answers go to {observed}. Only those for an address of the host come back to it.',
  'diagnosis.snat-wrong-address.next': 'Look at the rule: iptables -t nat -S POSTROUTING',
  'diagnosis.snat-wrong-address.hint1': 'Who receives the answer?',
  'diagnosis.snat-wrong-address.hint2':
    'The new source has to be an address of the host, so that the answer comes back to it.',
  'diagnosis.snat-wrong-address.hint3': '`{command}`',
  'diagnosis.masquerade-too-wide.what': 'A rule rewrites the source of packets that stay inside: {rule}',
  'diagnosis.masquerade-too-wide.why': '{server} sees {client} instead of {name}. Who really called is lost.',
  'diagnosis.masquerade-too-wide.next': 'Read the log of {server}: docker logs --tail 3 {server}',
  'diagnosis.masquerade-too-wide.hint1': 'Which packets should get another source?',
  'diagnosis.masquerade-too-wide.hint2': 'Without "-o {uplink}" the rule also matches packets that go to {bridge}.',
  'diagnosis.masquerade-too-wide.hint3': '`{command}`',
  'diagnosis.dnat-missing.what': 'No rule sends port {port} of the host on to {name}.',
  'diagnosis.dnat-missing.why':
    'For packets that arrive at {interface} nothing rewrites the destination, so they stay with the host itself.',
  'diagnosis.dnat-missing.next': 'Look at the rules: iptables -t nat -S PREROUTING',
  'diagnosis.dnat-missing.hint1': 'Who answers at {address}, port {port}?',
  'diagnosis.dnat-missing.hint2':
    'DNAT in PREROUTING changes the destination before the host decides where the packet goes.',
  'diagnosis.dnat-missing.hint3': '`{command}`',
  'diagnosis.dnat-output-missing.what':
    "No rule in nat OUTPUT sends the host's own connections to port {port} on to {name}.",
  'diagnosis.dnat-output-missing.why':
    'Packets that a process of the host sends never pass PREROUTING; they start at OUTPUT.',
  'diagnosis.dnat-output-missing.next': 'Look at the rules: iptables -t nat -S OUTPUT',
  'diagnosis.dnat-output-missing.hint1': 'Does a packet that starts on the host pass PREROUTING?',
  'diagnosis.dnat-output-missing.hint2':
    'PREROUTING is for packets that arrive on a device. The same DNAT has to stand in OUTPUT too.',
  'diagnosis.dnat-output-missing.hint3': '`{command}`',
  'diagnosis.dnat-wrong-target.what': 'The destination becomes {observed} instead of {expected}: {rule}',
  'diagnosis.dnat-wrong-target.why':
    'The translated packet goes to another door: a port without a server refuses, another machine gives a wrong answer or none.',
  'diagnosis.dnat-wrong-target.next': 'Look at the counters: iptables -t nat -nvL',
  'diagnosis.dnat-wrong-target.hint1': 'Where exactly does the rule send the packet?',
  'diagnosis.dnat-wrong-target.hint2': '--to-destination takes address:port. Without a port the old one stays.',
  'diagnosis.dnat-wrong-target.hint3': '`{command}`',
  'diagnosis.dnat-shadowed.what': 'An earlier rule sends the packet to {observed}: {blocker}',
  'diagnosis.dnat-shadowed.why': 'The first match decides; the right rule stands below and is never asked: {rule}',
  'diagnosis.dnat-shadowed.next': 'Look at order and counters: iptables -t nat -nvL --line-numbers',
  'diagnosis.dnat-shadowed.hint1': 'Which of the two rules counts packets?',
  'diagnosis.dnat-shadowed.hint2':
    '-I inserts at the top; a second try does not replace the first. -D deletes by content.',
  'diagnosis.dnat-shadowed.hint3': '`{command}`',
  'diagnosis.dnat-too-wide.what': 'The rule for {bridge} also catches connections to other machines: {rule}',
  'diagnosis.dnat-too-wide.why': 'A container that calls port {port} of {address} would be sent to {name} instead.',
  'diagnosis.dnat-too-wide.next': 'Ask which destinations the rule names: iptables -t nat -S PREROUTING',
  'diagnosis.dnat-too-wide.hint1': 'Should every port {port} in the world lead to {name}?',
  'diagnosis.dnat-too-wide.hint2': '"-m addrtype --dst-type LOCAL" limits a rule to addresses of the host itself.',
  'diagnosis.dnat-too-wide.hint3': '`{command}`',
  'diagnosis.notrack.what': 'A rule in the raw table turns connection tracking off: {rule}',
  'diagnosis.notrack.why':
    'NAT is done by connection tracking. Untracked packets are never translated, and their answers neither.',
  'diagnosis.notrack.next': 'Look at its counter: iptables -t raw -nvL',
  'diagnosis.notrack.hint1': 'Why do the nat counters stand still?',
  'diagnosis.notrack.hint2':
    'The raw table comes before conntrack; NOTRACK makes packets invisible to NAT. -D deletes by content.',
  'diagnosis.notrack.hint3': '`{command}`',
  'diagnosis.destination-rewritten.what':
    'A NAT rule sends connections to {address}, port {port}, elsewhere, to {observed}: {rule}',
  'diagnosis.destination-rewritten.why':
    'The destination is changed before the packet is routed; the machine that was called never hears of it.',
  'diagnosis.destination-rewritten.next': 'Look at the counters: iptables -t nat -nvL',
  'diagnosis.destination-rewritten.hint1': 'Does the packet still go where its sender sent it?',
  'diagnosis.destination-rewritten.hint2':
    'DNAT takes every packet that matches: a rule without -i or -d also catches calls that should pass untouched.',
  'diagnosis.destination-rewritten.hint3': '`{command}`',
} as const;
