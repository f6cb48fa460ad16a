/** Of routes: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const route = {
  'checks.want.route-via': '{node} reaches {address} by way of {gateway} over {interface}',

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
  'diagnosis.unreachable-undecided.what':
    'The kernel of {name} refused to send to {address}, and its routes do not tell why.',
  'diagnosis.unreachable-undecided.why':
    'The sender itself says this, at once; nothing was sent. Routing rules are asked before the routes, and may refuse.',
  'diagnosis.unreachable-undecided.next':
    'This look decides: ip rule, and ip route get {address}, in the namespace of {name}',
  'diagnosis.unreachable-undecided.hint1': 'Who said no, and was anything sent?',
  'diagnosis.unreachable-undecided.hint2':
    'Routing rules choose the table. The usual three are local, main and default; any other one may send packets astray.',
  'diagnosis.unreachable-undecided.hint3': '`{command}`',
} as const;
