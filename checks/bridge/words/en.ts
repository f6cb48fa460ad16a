/** Of the bridge: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const bridge = {
  'checks.want.bridge': 'A bridge called {bridge} on the host',
  'checks.want.route-local': '{address} is an address of the host itself',
  'checks.see.kind': '{interface} is of the kind {kind}',

  'diagnosis.bridge-missing.what': 'There is no interface {bridge} on the host.',
  'diagnosis.bridge-missing.why':
    'The bridge is the switch that the containers and the host plug into. Without it nothing connects them.',
  'diagnosis.bridge-missing.next': "Look at the host's bridges: ip -br link show type bridge",
  'diagnosis.bridge-missing.hint1': 'Which switch should the cables go into?',
  'diagnosis.bridge-missing.hint2': 'A bridge is a virtual device; "ip link add" makes one.',
  'diagnosis.bridge-missing.hint3': '`ip link add {bridge} type bridge`',
  'diagnosis.bridge-other-name.what': 'You made a bridge called {interface}; the course calls it {bridge}.',
  'diagnosis.bridge-other-name.why':
    'Every later command looks for {bridge}. The bridge is right, only its name is not.',
  'diagnosis.bridge-other-name.next': "Look at the host's bridges: ip -br link show type bridge",
  'diagnosis.bridge-other-name.hint1': 'Compare the name of your bridge with the one in the step.',
  'diagnosis.bridge-other-name.hint2':
    'A link can be renamed, and keeps its addresses and ports. It goes down for that moment, since older kernels rename no link that is up.',
  'diagnosis.bridge-other-name.hint3': '`{command}`',
  'diagnosis.bridge-wrong-kind.what': '{bridge} exists, but it is not a bridge (its kind is {kind}).',
  'diagnosis.bridge-wrong-kind.why':
    'Only a bridge forwards frames between ports. Another kind of device with the same name cannot.',
  'diagnosis.bridge-wrong-kind.next': 'Look at its kind: ip -d link show {bridge}',
  'diagnosis.bridge-wrong-kind.hint1': 'What kind of device is {bridge}?',
  'diagnosis.bridge-wrong-kind.hint2': 'The kind is chosen at creation with "type" and cannot be changed.',
  'diagnosis.bridge-wrong-kind.hint3': '`ip link del {bridge}; ip link add {bridge} type bridge`',
  'diagnosis.bridge-down.what': 'The bridge {bridge} is down.',
  'diagnosis.bridge-down.why': 'A device that is down neither sends nor receives, and its routes are not used.',
  'diagnosis.bridge-down.next': 'Look for UP between the angle brackets: ip link show {bridge}',
  'diagnosis.bridge-down.hint1': 'Is the switch powered on?',
  'diagnosis.bridge-down.hint2':
    'New devices start down. The flag UP is what you set; the state after it is what the kernel sees.',
  'diagnosis.bridge-down.hint3': '`ip link set {bridge} up`',
  'diagnosis.bridge-no-address.what': '{bridge} has no address; it should have {expected}.',
  'diagnosis.bridge-no-address.why':
    "The bridge device is the host's own port in the switch. Without an address the host is not a neighbour of the containers.",
  'diagnosis.bridge-no-address.next': 'Look at: ip -br address show {bridge}',
  'diagnosis.bridge-no-address.hint1': 'By which address should containers find the host?',
  'diagnosis.bridge-no-address.hint2':
    'An address with its mask gives two things: a name for the host, and a route to the whole subnet.',
  'diagnosis.bridge-no-address.hint3': '`ip address add {expected} dev {bridge}`',
  'diagnosis.bridge-wrong-address.what': '{bridge} has the address {observed}; the course uses {expected}.',
  'diagnosis.bridge-wrong-address.why':
    'The containers will use {expected} as their gateway, and the host does not answer for that address.',
  'diagnosis.bridge-wrong-address.next': 'Look at: ip -br address show {bridge}',
  'diagnosis.bridge-wrong-address.hint1': 'Compare the address with the one in the step.',
  'diagnosis.bridge-wrong-address.hint2':
    'An interface may have several addresses. Remove the wrong one, add the right one.',
  'diagnosis.bridge-wrong-address.hint3':
    '`ip address del {observed} dev {bridge}; ip address add {expected} dev {bridge}`',
  'diagnosis.bridge-wrong-mask.what': '{bridge} has {observed}; the mask should make it {expected}.',
  'diagnosis.bridge-wrong-mask.why':
    'The mask says which addresses are neighbours. The route to the containers is made from it.',
  'diagnosis.bridge-wrong-mask.next': 'Look at the route that came with it: ip route show dev {bridge}',
  'diagnosis.bridge-wrong-mask.hint1': 'How many addresses does the mask cover?',
  'diagnosis.bridge-wrong-mask.hint2':
    'The kernel routes to {bridge} exactly what the mask covers: as {observed}, too little or too much.',
  'diagnosis.bridge-wrong-mask.hint3':
    '`ip address del {observed} dev {bridge}; ip address add {expected} dev {bridge}`',
  'diagnosis.gateway-on-other-device.what': 'The address {address} is on {interface}, not on {bridge}.',
  'diagnosis.gateway-on-other-device.why':
    'The host reaches the subnet through the device that holds the address, and the containers are behind {bridge}.',
  'diagnosis.gateway-on-other-device.next': 'Look at all addresses: ip -br address',
  'diagnosis.gateway-on-other-device.hint1': "Which device is the host's own plug in the switch?",
  'diagnosis.gateway-on-other-device.hint2': "The bridge device itself is the host's port. Its address belongs there.",
  'diagnosis.gateway-on-other-device.hint3':
    '`ip address del {address}/{prefix} dev {interface}; ip address add {expected} dev {bridge}`',
  'diagnosis.subnet-taken.what':
    '{interface} has {observed} and so covers the container subnet too: the host sends {address} there, not to {bridge}.',
  'diagnosis.subnet-taken.why':
    'Two devices claim the same addresses, and one route wins. Another machine may answer in place of your container.',
  'diagnosis.subnet-taken.next': 'Ask the kernel: ip route get {address}',
  'diagnosis.subnet-taken.hint1': 'Which device would the host use for {address}?',
  'diagnosis.subnet-taken.hint2':
    'The first docker-compose network often takes this very subnet. Free it, or use another subnet.',
  'diagnosis.subnet-taken.hint3': '`ip address del {observed} dev {interface}`',
  'diagnosis.host-route-elsewhere.what': 'The host sends {address} to {interface}, not to {bridge}.',
  'diagnosis.host-route-elsewhere.why':
    'The most specific route wins, and for {address} that is not the one to {bridge}.',
  'diagnosis.host-route-elsewhere.next': 'Ask the kernel, then find the route: ip route get {address}; ip route',
  'diagnosis.host-route-elsewhere.hint1': 'Which route would the host use for {address}?',
  'diagnosis.host-route-elsewhere.hint2': 'Longest prefix wins: a /32 beats a /16, whatever the order.',
  'diagnosis.host-route-elsewhere.hint3': '`{command}`',
  'diagnosis.host-route-missing.what': 'The host has no usable route to {address} ({errno}).',
  'diagnosis.host-route-missing.why':
    '{route, select, none {Its route comes with the address and the mask of {bridge}; it is not there any more.} other {A route of the host refuses on purpose: {route}}}',
  'diagnosis.host-route-missing.next': 'Ask the kernel: ip route get {address}',
  'diagnosis.host-route-missing.hint1': 'What does the kernel say when asked for a route to {address}?',
  'diagnosis.host-route-missing.hint2':
    'Routes of the types blackhole, unreachable and prohibit refuse on purpose. A connected route comes with address and mask.',
  'diagnosis.host-route-missing.hint3': '`{command}`',
} as const;
