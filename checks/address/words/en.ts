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
  'diagnosis.default-route-missing.what': '{name} has no route to {address}: there is no default route.',
  'diagnosis.default-route-missing.why':
    'Without a matching route the kernel refuses at once, "Network is unreachable"; nothing is sent. Replies need the route too.',
  'diagnosis.default-route-missing.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.default-route-missing.hint1': 'Where does {name} send a packet for a stranger?',
  'diagnosis.default-route-missing.hint2':
    'The default route names the gateway for everything that is not a neighbour. Taking eth0 down deletes it.',
  'diagnosis.default-route-missing.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route add default via {gateway} dev eth0`",
  'diagnosis.default-route-wrong-gateway.what':
    '{name} sends packets for strangers to {observed}; the gateway is {gateway}.',
  'diagnosis.default-route-wrong-gateway.why':
    'The host forwards for {name}, and {name} has to hand it the packets by its address {gateway}.',
  'diagnosis.default-route-wrong-gateway.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.default-route-wrong-gateway.hint1': 'Who forwards packets for {name}?',
  'diagnosis.default-route-wrong-gateway.hint2':
    'The gateway has to be a neighbour that routes: the host, by its address on the bridge.',
  'diagnosis.default-route-wrong-gateway.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route replace default via {gateway} dev eth0`",
  'diagnosis.default-route-no-gateway.what': 'The route of {name} to {address} names {interface} but no gateway.',
  'diagnosis.default-route-no-gateway.why':
    'Without "via" {name} takes the whole world for neighbours: it asks by ARP for {address}, on a cable where {address} is not.',
  'diagnosis.default-route-no-gateway.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route",
  'diagnosis.default-route-no-gateway.hint1': 'To whom does {name} hand a packet for {address}?',
  'diagnosis.default-route-no-gateway.hint2': 'A route without a gateway means: directly on this cable.',
  'diagnosis.default-route-no-gateway.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route replace default via {gateway} dev eth0`",
  'diagnosis.container-route-elsewhere.what': '{name} sends packets for {address} another way: {observed}.',
  'diagnosis.container-route-elsewhere.why':
    'A neighbour is reached over eth0 without a gateway, everybody else by the default route. Another route decides here.',
  'diagnosis.container-route-elsewhere.next':
    "Ask inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route get {address}",
  'diagnosis.container-route-elsewhere.hint1': 'Which route of {name} decides about {address}?',
  'diagnosis.container-route-elsewhere.hint2':
    'The longest prefix wins: a /32 beats the connected route, and both beat the default route.',
  'diagnosis.container-route-elsewhere.hint3': '`{command}`',
  'diagnosis.container-route-refused.what': 'A route of {name} refuses packets for {address} ({errno}): {route}',
  'diagnosis.container-route-refused.why':
    'Routes of the types blackhole, unreachable and prohibit refuse on purpose, each with an error of its own.',
  'diagnosis.container-route-refused.next':
    "Ask inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip route get {address}",
  'diagnosis.container-route-refused.hint1': 'What does the kernel of {name} say when asked for a route to {address}?',
  'diagnosis.container-route-refused.hint2':
    'The most specific route wins, also when it says no. The default route is not asked then.',
  'diagnosis.container-route-refused.hint3': '`{command}`',
} as const;
