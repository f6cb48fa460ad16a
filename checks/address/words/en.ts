/** Words of the diagnoses about address: what, why, where to look next, and three hints. */
export const address = {
  'diagnosis.address-missing.what': 'eth0 in {name} has no address; it should have {expected}.',
  'diagnosis.address-missing.why':
    'Without an address {name} cannot be asked for by ARP, and its kernel has no route: "Network is unreachable".',
  'diagnosis.address-missing.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br address",
  'diagnosis.address-missing.hint1': 'What should the others call {name}?',
  'diagnosis.address-missing.hint2': 'An address with a mask also makes the connected route to the subnet.',
  'diagnosis.address-missing.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address add {expected} dev eth0`",
  'diagnosis.address-wrong-mask.what': 'eth0 in {name} has {observed}; the mask should make it {expected}.',
  'diagnosis.address-wrong-mask.why':
    'The mask says which addresses are neighbours on the cable. As a /32 there is none, and no route either.',
  'diagnosis.address-wrong-mask.next':
    "Look at the routes in {name}: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.address-wrong-mask.hint1': 'Which addresses does {name} take for its neighbours?',
  'diagnosis.address-wrong-mask.hint2':
    'Neighbours are asked by ARP; everybody else needs a gateway. The mask draws the line.',
  'diagnosis.address-wrong-mask.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address del {observed} dev eth0; nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address add {expected} dev eth0`",
  'diagnosis.address-wrong.what': 'eth0 in {name} has the address {observed}; the course uses {expected}.',
  'diagnosis.address-wrong.why':
    'The others look for {name} at {expected}, and {name} does not answer for that address.',
  'diagnosis.address-wrong.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br address",
  'diagnosis.address-wrong.hint1': 'Compare the address of {name} with the one in the step.',
  'diagnosis.address-wrong.hint2':
    'An interface may have several addresses; remove the wrong one, then add the right one.',
  'diagnosis.address-wrong.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address del {observed} dev eth0; nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip address add {expected} dev eth0`",
  'diagnosis.address-expires.what':
    'The address {observed} of {interface} goes away by itself, in {seconds, plural, one {# second} other {# seconds}}.',
  'diagnosis.address-expires.why':
    'It was given with a lifetime (valid_lft), as a DHCP client gives a leased one. When that is over, the kernel takes the address and its routes away.',
  'diagnosis.address-expires.next': 'Look at valid_lft: ip address show dev {interface}',
  'diagnosis.address-expires.hint1': 'How long is the address valid?',
  'diagnosis.address-expires.hint2':
    'An address without valid_lft stays; "ip address change" gives one that is there another lifetime.',
  'diagnosis.address-expires.hint3': '`{command}`',
  'diagnosis.address-on-host.what': 'The address {address} of {name} is on the host, at {interface}.',
  'diagnosis.address-on-host.why':
    'The host now takes {address} for itself: it answers in place of {name} and sends nothing for it into the bridge.',
  'diagnosis.address-on-host.next': 'Look on the host: ip -br address',
  'diagnosis.address-on-host.hint1': 'In which namespace did "ip address add" run?',
  'diagnosis.address-on-host.hint2':
    '"nsenter -n -t PID" runs one command inside a namespace; without it, "ip address add" changes the host.',
  'diagnosis.address-on-host.hint3': '`ip address del {address}/{prefix} dev {interface}`',
  'diagnosis.address-duplicate.what': '{name} and {other} both have the address {address}.',
  'diagnosis.address-duplicate.why': 'Two machines answer the same ARP question. Whoever is faster gets the packets.',
  'diagnosis.address-duplicate.next': 'Compare both: ip -br address in {name} and in {other}',
  'diagnosis.address-duplicate.hint1': 'Is {address} used once only?',
  'diagnosis.address-duplicate.hint2':
    'Each machine on a switch needs an address of its own; ARP cannot tell twins apart.',
  'diagnosis.address-duplicate.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {other}) ip address del {address}/{prefix} dev {interface}`",
  'diagnosis.same-mac.what': '{name} and {other} have the same hardware address {mac}.',
  'diagnosis.same-mac.why':
    'The switch learns one port for each address; the entry hops from port to port, and frames go astray.',
  'diagnosis.same-mac.next': 'Look at the table of the switch: bridge fdb show br {bridge}',
  'diagnosis.same-mac.hint1': 'How does the switch tell the two apart?',
  'diagnosis.same-mac.hint2':
    'IP addresses are for routing, hardware addresses for the switch. Both have to be unique.',
  'diagnosis.same-mac.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link set eth0 address 02:00:00:00:00:42`",
  'diagnosis.neighbour-poisoned.what':
    '{name} believes that {address} has the hardware address {mac}; in truth it has {expected}.',
  'diagnosis.neighbour-poisoned.why':
    'A permanent neighbour entry is never asked again: frames for {address} go to that hardware address, right or wrong.',
  'diagnosis.neighbour-poisoned.next': 'Look at the neighbours of {name}: ip neigh',
  'diagnosis.neighbour-poisoned.hint1': 'Whom does {name} send the frames to?',
  'diagnosis.neighbour-poisoned.hint2':
    'ARP finds hardware addresses by asking. A permanent entry silences the question.',
  'diagnosis.neighbour-poisoned.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip neigh del {address} dev eth0`",
} as const;
