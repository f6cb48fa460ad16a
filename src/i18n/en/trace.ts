/** What happened to a packet on its way, hop by hop, and where it ended. */
export const trace = {
  'trace.route.send': '{node} sends to {dst} by {device}, with the source {src}.',
  'trace.route.again': 'The destination is new, so {node} chooses the way again: {dst} by {device}.',
  'trace.route.forward': '{node} forwards it: {dst} leaves by {device}, next hop {via}.',
  'trace.route.lo': 'By a route of {node}, {dst} leaves by lo, where nobody is but {node} itself: it is dropped.',
  'trace.no-route.send': '{node} has no route to {dst}, so nothing is sent.',
  'trace.no-route.forward': '{node} has no route to {dst}.',
  'trace.no-route.refuses': 'The route of {node} that fits leads nowhere: {route}.',
  'trace.no-route.rule': 'A routing rule of {node} refuses it: {rule}.',
  'trace.not-forwarding': '{node} does not forward what comes in by {device}: {name} is 0.',
  'trace.broadcast': 'To {node}, {dst} is an address for everybody: nobody answers a connection to it.',
  'trace.martian.source': '{node} drops it: {src} may not be the source of a packet that comes in by {device}.',
  'trace.martian.loopback':
    '{node} drops it: a packet from {src} to {dst} may not come in by {device} (127.0.0.0/8 stays inside).',
  'trace.martian.own': '{node} drops it: the source {src} is an address of {node} itself, yet it comes in by {device}.',
  'trace.martian.leaves': '{node} drops it: the source {src} may not leave by {device} (127.0.0.0/8 stays inside).',
  'trace.rp-filter': '{node} drops it: answers to {src} would not leave by {device}, and rp_filter wants that.',
  'trace.neighbour.cached': '{node} knows the address of {address} on {device}: {mac}.',
  'trace.neighbour.learned': '{node} has just learned from a question of {address} on {device}: {mac}.',
  'trace.neighbour.no-arp':
    '{device} in {node} does not ask by ARP (arp off): what is for {address} goes to {mac}, its own address.',
  'trace.neighbour.answers': '{node} asks for {address} on {device}; {who} answers: {mac}.',
  'trace.neighbour.nobody': '{node} asks for {address} on {device}, and nobody answers.',
  'trace.neighbour.asks': '{node} asks for {address} on {device}, and a tunnel carries the question and its answer.',
  'trace.neighbour.other-mac': '{node} ignores the frame: it is addressed to {mac}, and {device} is {own}.',
  'trace.cable.pass': 'Through the cable: {node} {device} to {far} {end}.',
  'trace.cable.redirect': 'tc or nft of {node} hands it on from {device} to {to}: the lab’s own cable.',
  'trace.cable.down': '{device} in {node} is down.',
  'trace.cable.no-carrier': '{device} in {node} has no carrier: the other end of its cable is down.',
  'trace.bridge.pass': 'The bridge {bridge} sends it out by {port}.',
  'trace.bridge.up': 'The bridge {bridge} hands the frame from {port} up to {node}.',
  'trace.bridge.dnat':
    'Its new destination {address} is on {bridge} too, so the frame stays in the bridge, now for {mac}.',
  'trace.bridge.state': 'The bridge drops it: port {port} is in state {state}.',
  'trace.bridge.hairpin':
    'The bridge {bridge} drops it: it would go back out by {port}, where it came in, and hairpin is off there.',
  'trace.bridge.isolated': 'The bridge {bridge} drops it: {from} and {port} are both isolated.',
  'trace.bridge.no-flood':
    'The bridge drops it: nobody told it where {mac} is, and its port {port} neither learns that nor takes what is for unknown addresses (learning off, flood off).',
  'trace.bridge.self':
    '{mac} is the own address of {bridge}: what {node} itself sends there goes to no port and is dropped.',
  'trace.bridge.nobody': 'Behind the bridge {bridge} nobody has the address {mac}.',
  'trace.bridge.too-big':
    'The bridge drops it: the packet is longer than the {mtu} bytes that the port {port} takes (MTU).',
  'trace.tunnel.wraps':
    '{device} of {node} wraps the frame into a UDP packet: VNI {vni}, to {peer}:{port}, 50 bytes more. Inside, {mtu} bytes fit.',
  'trace.tunnel.unwraps': '{device} of {node} takes the frame out again: VNI {vni}, from {peer}.',
  'trace.tunnel.no-entry':
    '{device} in {node} drops it: no entry says behind which peer {mac} is, and none is for everybody else.',
  'trace.tunnel.no-source': '{device} in {node} drops it: it is to send from {local}, which is no address of {node}.',
  'trace.tunnel.itself': '{device} in {node} drops it: its peer {peer} is {node} itself.',
  'trace.tunnel.no-device': '{node} drops it: none of its tunnels that are up has VNI {vni} at UDP port {port}.',
  'trace.tunnel.other-peer':
    '{device} in {node} drops it: by an entry written by hand {mac} is behind another peer than {peer}.',
  'trace.hook.pass.rule': '{hook}: a rule lets it pass.',
  'trace.hook.pass.policy': '{hook}: no rule stops it.',
  'trace.hook.nat': '{side, select, src {source} other {destination}} rewritten: {from} → {to}.',
  'trace.hook.nat-again':
    '{side, select, src {source} other {destination}} rewritten, as for all of this connection: {from} → {to}.',
  'trace.hook.drop.rule':
    '{node}: {family, select, ip {} other {{family} }}{hook}, chain {chain}: dropped by the rule {rule}',
  'trace.hook.drop.policy':
    '{node}: {family, select, ip {} other {{family} }}{hook}, chain {chain}: no rule accepts it, and the policy is drop.',
  'trace.hook.reject': '{node}: {hook}, chain {chain}: rejected with {with} by the rule {rule}',
  'trace.hook.unknown': 'We do not understand this rule: {rule}',
  'trace.no-masquerade-address': '{node} drops it: MASQUERADE finds no address on {device}.',
  'trace.local': '{address} is an address of {node}: the packet has arrived there.',
  'trace.listener.found': '{program} in {node} listens at {address}:{port}.',
  'trace.listener.none':
    'Nobody in {node} listens at {address}:{port}{near, select, none {} other { (only at {near})}}, so its kernel refuses.',
  'trace.loop': 'The packet goes round in circles: it was at {node} before.',
  'trace.reply.stranger': '{node} gets an answer from {src}, but it asked {expected}: it refuses the answer.',
  'trace.reply.elsewhere': 'The answer ends up in {node}, not in {client}.',
  'trace.echo.ignored': '{node} is told not to answer echo requests (icmp_echo_ignore_all).',
  'trace.again': 'The answer to the first packet is lost, so it is sent once more. {reason}',
  'trace.later': 'The connection opens, but a later packet ends. {reason}',
  'trace.delivered': '{server} answers at {address}:{port}; it sees the client as {client}.',
  'trace.delivered.echo': '{node} answers; it sees the sender as {client}.',
  'trace.chance': 'By chance, as rules decide it: {branches}',
  'trace.chance.branch': '{share}: {reason}',
  'trace.chance.more': '{first} {rest}',
  'trace.chance.one-of': '1 of {of}',
  'trace.chance.percent': '{percent} of 100',
  'trace.unknown.address': '{address} is not an IPv4 address.',
  'trace.unknown.node': 'Not enough is known of {node}: a look at it failed.',
  'trace.unknown.route': 'What {node} does with this route is not known here: {route}',
  'trace.unknown.routing-rule': '{node} has a routing rule (priority {priority}) that we do not understand.',
  'trace.unknown.switches': 'The kernel switches of {device} in {node} are not known, or not understood.',
  'trace.unknown.source': 'Which source address {node} would use on {device} is not known.',
  'trace.unknown.device': 'What {device} in {node} does with packets is not known here.',
  'trace.unknown.opaque': '{device} in {node} has something of its own that may drop packets: {what}.',
  'trace.unknown.cable': 'The other end of {device} in {node} is somewhere that we do not see.',
  'trace.unknown.tunnel': 'To whom the tunnel {device} in {node} sends, or from whom it takes, is not known here.',
  'trace.unknown.beyond': 'Beyond this machine: where {device} of {node} leads to was not looked at.',
  'trace.unknown.segment': '{node} asks for {address} on {device}; who hears it is not known, beginning at {place}.',
  'trace.unknown.neighbour': '{node} still remembers {address} on {device}; how long, nobody can tell.',
  'trace.unknown.twins':
    '{count} machines have the address {address} on {device} of {node}: who answers first is luck.',
  'trace.unknown.same-mac': 'Several machines behind {bridge} have the address {mac}: who gets the frame is luck.',
  'trace.unknown.proxy-arp': '{node} may answer ARP for others on {device} (proxy_arp).',
  'trace.unknown.arp-rules': '{node} has rules for ARP, which we do not understand.',
  'trace.unknown.port': 'The bridge port {port} in {node} is set in a way that we do not understand: {flag}.',
  'trace.unknown.size':
    '{port} in {node} takes packets of {mtu} bytes only: whether all of this connection fit is not known.',
  'trace.unknown.transform':
    '{node} has an IPsec policy (xfrm) for such packets, {policy}: what does not fit it is dropped, or goes by a tunnel that is not looked at.',
  'trace.unknown.rule': 'It depends on a rule of {node} that we do not understand: {rule}',
  'trace.unknown.too-many-rules':
    'The rules of {node} are too many to follow: nobody knows what chain {chain} does with the packet.',
  'trace.unknown.race':
    'The connection opens, and {node} rejects the next packet at once: whether the client hears of it in time is not known.',
  'trace.unknown.redirect':
    '{node} sends it back out where it came in, and tells the sender of a shorter way (ICMP redirect): the next packet may go there.',
  'trace.unknown.order':
    '{node} has rules of iptables-legacy and of nft at one place; which of them come first is not known.',
  'trace.unknown.source-type':
    'To {node}, the source {src} is an address for everybody: what becomes of such a packet is not known.',
  'trace.unknown.ingress': '{node} has ingress rules, and nft does not tell whether {device} is among their devices.',
  'trace.unknown.egress': '{node} has egress rules, and they may concern {device}.',
  'trace.unknown.message': 'How the sender takes the refusal of {node} is not known.',
  'trace.unknown.listeners': 'Who listens in {node} is not known.',
  'trace.unknown.proxy':
    '{program} in {node} takes the connection and opens one of its own: where that goes is not known.',
  'trace.unknown.later': 'A later packet of the connection would go to {node} instead.',
} as const;
