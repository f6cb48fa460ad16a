/** Words for each place where a walk can end: what, why, where to look next, and three hints. */
export const ends = {
  'diagnosis.end-no-route-send.what': '{node} has no route to {dst}, so it sends nothing.',
  'diagnosis.end-no-route-send.why':
    'The sender’s own routes are asked first. Where none fits, connect() fails at once, and no packet exists.',
  'diagnosis.end-no-route-send.next': 'Look at: {look}',
  'diagnosis.end-no-route-send.hint1': 'Which route of {node} would lead to {dst}?',
  'diagnosis.end-no-route-send.hint2':
    'A network on one’s own cable has a route by itself; everything else needs a default route, or one of its own.',
  'diagnosis.end-no-route-send.hint3': '`{command}`',
  'diagnosis.end-no-route-forward.what': '{node} got the packet for {dst}, and has no route to go on with it.',
  'diagnosis.end-no-route-forward.why':
    'Whoever forwards asks its own routes. Without one that fits, the sender is told that the network is unreachable.',
  'diagnosis.end-no-route-forward.next': 'Look at: {look}',
  'diagnosis.end-no-route-forward.hint1': 'Which route of {node} would lead to {dst}?',
  'diagnosis.end-no-route-forward.hint2':
    'A network that {node} is not connected to has to be named in a route, or be covered by the default one.',
  'diagnosis.end-no-route-forward.hint3': '`{command}`',
  'diagnosis.end-route-refuses.what': 'A route of {node} refuses the packet on purpose: “{route}”.',
  'diagnosis.end-route-refuses.why':
    'Routes of the types blackhole, unreachable, prohibit and throw lead nowhere. The longest prefix wins, so such a route hides the ones that are right.',
  'diagnosis.end-route-refuses.next': 'Look at: {look}',
  'diagnosis.end-route-refuses.hint1': 'Is there a route for {dst}, and of which type is it?',
  'diagnosis.end-route-refuses.hint2': 'The most specific route decides, also when it says no.',
  'diagnosis.end-route-refuses.hint3': '`{command}`',
  'diagnosis.end-routing-rule-refuses.what': 'A routing rule of {node} refuses the packet: “{rule}”.',
  'diagnosis.end-routing-rule-refuses.why':
    'Routing rules are asked before any table of routes, in the order of their priority, and may refuse.',
  'diagnosis.end-routing-rule-refuses.next': 'Look at: {look}',
  'diagnosis.end-routing-rule-refuses.hint1': 'Who is asked before the routes are?',
  'diagnosis.end-routing-rule-refuses.hint2':
    'The usual rules are three: local, main and default. Any other one was made by somebody.',
  'diagnosis.end-routing-rule-refuses.hint3': '`{command}`',
  'diagnosis.end-route-to-lo.what': 'A route of {node} sends what is for {dst} to lo, where only {node} itself is.',
  'diagnosis.end-route-to-lo.why':
    'What leaves by lo comes in by lo again. It is delivered only when the route is a local one; any other route ends there.',
  'diagnosis.end-route-to-lo.next': 'Look at: {look}',
  'diagnosis.end-route-to-lo.hint1': 'Which device does the route to {dst} name?',
  'diagnosis.end-route-to-lo.hint2': 'lo leads back to the same namespace, never to another one.',
  'diagnosis.end-route-to-lo.hint3': '`{command}`',
  'diagnosis.end-not-forwarding.what':
    '{node} got a packet for {dst}, which is not its own address, and does not forward: {name} is 0.',
  'diagnosis.end-not-forwarding.why':
    'A machine is no router until it is told to be one. What is not for itself is dropped without a word.',
  'diagnosis.end-not-forwarding.next': 'Look at: {look}',
  'diagnosis.end-not-forwarding.hint1': 'Is {node} a router?',
  'diagnosis.end-not-forwarding.hint2':
    'Forwarding is a switch of the kernel, in each network namespace, and one for each device.',
  'diagnosis.end-not-forwarding.hint3': '`{command}`',
  'diagnosis.end-broadcast.what': 'To {node}, {dst} is an address for everybody, not for one machine.',
  'diagnosis.end-broadcast.why':
    'The last address of a network means all of it (before Linux 5.14 the first one, too). Nobody answers a connection to everybody.',
  'diagnosis.end-broadcast.next': 'Look at: {look}',
  'diagnosis.end-broadcast.hint1': 'Which network does {node} take {dst} for?',
  'diagnosis.end-broadcast.hint2':
    'The prefix length decides which addresses are the network’s own: see the /16 or /24 behind the address.',
  'diagnosis.end-broadcast.hint3': '`{command}`',
  'diagnosis.end-martian-source.what':
    '{node} drops the packet: {src} cannot be the source of a packet that comes in by {device}.',
  'diagnosis.end-martian-source.why':
    '224.0.0.0 to 239.255.255.255, 255.255.255.255 and 0.0.0.0 belong to no single machine (RFC 1112, RFC 1122).',
  'diagnosis.end-martian-source.next': 'Look at: {look}',
  'diagnosis.end-martian-source.hint1': 'Where does the source {src} come from?',
  'diagnosis.end-martian-source.hint2':
    'Either an address was given that no machine may have, or a rule rewrote the source to it.',
  'diagnosis.end-martian-source.hint3': '`{command}`',
  'diagnosis.end-martian-loopback.what': '{node} drops the packet: an address of 127.0.0.0/8 came in by {device}.',
  'diagnosis.end-martian-loopback.why':
    '127.0.0.0/8 means the namespace itself and stays inside it. The kernel drops it on a real device unless route_localnet says otherwise.',
  'diagnosis.end-martian-loopback.next': 'Look at: {look}',
  'diagnosis.end-martian-loopback.hint1': 'Who rewrote an address to 127.0.0.1, or sent from it?',
  'diagnosis.end-martian-loopback.hint2':
    'Each namespace has a 127.0.0.1 of its own. A rule cannot lead there from outside; a server has to listen at another address.',
  'diagnosis.end-martian-loopback.hint3': '`{command}`',
  'diagnosis.end-martian-own.what':
    '{node} drops the packet: its source {src} is an address of {node} itself, yet it comes in by {device}.',
  'diagnosis.end-martian-own.why':
    'A packet with one’s own source cannot come from outside. Two machines with one address, or a rule that rewrites the source too early, look like this.',
  'diagnosis.end-martian-own.next': 'Look at: {look}',
  'diagnosis.end-martian-own.hint1': 'Who else has the address {src}?',
  'diagnosis.end-martian-own.hint2': 'An address may stand in one namespace only; look for the second one.',
  'diagnosis.end-martian-own.hint3': '`{command}`',
  'diagnosis.end-martian-leaves.what': '{node} drops its own packet: the source {src} may not leave by {device}.',
  'diagnosis.end-martian-leaves.why':
    '127.0.0.0/8 stays inside. A connection to 127.0.0.1 that a rule leads elsewhere keeps 127.0.0.1 as its source.',
  'diagnosis.end-martian-leaves.next': 'Look at: {look}',
  'diagnosis.end-martian-leaves.hint1': 'With which source does the packet leave?',
  'diagnosis.end-martian-leaves.hint2':
    'Call an address of the host instead of 127.0.0.1. A rule for the source alone comes too late: route_localnet of {device} would have to be on as well.',
  'diagnosis.end-martian-leaves.hint3': '`{command}`',
  'diagnosis.end-rp-filter.what':
    '{node} drops the packet: it came in by {device}, and an answer to {src} would not leave by there.',
  'diagnosis.end-rp-filter.why':
    'With rp_filter the kernel looks up the way back of each packet, and drops what came in elsewhere.',
  'diagnosis.end-rp-filter.next': 'Look at: {look}',
  'diagnosis.end-rp-filter.hint1': 'By which device would {node} answer {src}?',
  'diagnosis.end-rp-filter.hint2':
    'Either the way back is wrong (a route, an address), or rp_filter is stricter than this network can be.',
  'diagnosis.end-rp-filter.hint3': '`{command}`',
  'diagnosis.end-no-neighbour.what': '{node} asks on {device} who has {address}, and nobody answers.',
  'diagnosis.end-no-neighbour.why':
    'Before an IP packet can be sent, its next hop’s MAC address is asked for by ARP. Nobody on this cable has the address, or nobody hears the question.',
  'diagnosis.end-no-neighbour.next': 'Look at: {look}',
  'diagnosis.end-no-neighbour.hint1': 'Who on {device} has the address {address}?',
  'diagnosis.end-no-neighbour.hint2':
    'The question reaches whatever is plugged into the same bridge or cable, and is up. Check the address, the cable and the bridge port at both ends.',
  'diagnosis.end-no-neighbour.hint3': '`{command}`',
  'diagnosis.end-no-arp.what':
    '{device} in {node} does not ask by ARP: the frame for {address} carries its own address {mac}, and nobody takes it.',
  'diagnosis.end-no-arp.why':
    'With ARP off (the flag NOARP) a kernel neither asks for hardware addresses nor answers for its own.',
  'diagnosis.end-no-arp.next': 'Look at: {look}',
  'diagnosis.end-no-arp.hint1': 'Which flags does {device} have?',
  'diagnosis.end-no-arp.hint2': 'NOARP is for tunnels; on a cable with others behind it, somebody has to ask.',
  'diagnosis.end-no-arp.hint3': '`{command}`',
  'diagnosis.end-other-mac.what':
    '{node} gets the frame on {device}, but it is addressed to {mac}, and {device} is {own}.',
  'diagnosis.end-other-mac.why':
    'The sender remembers a MAC address that is not this machine’s: of an earlier one, or one that somebody wrote by hand.',
  'diagnosis.end-other-mac.next': 'Look at: {look}',
  'diagnosis.end-other-mac.hint1': 'Where does the sender have {mac} from?',
  'diagnosis.end-other-mac.hint2': 'ip neigh shows what is remembered; PERMANENT is what somebody wrote.',
  'diagnosis.end-other-mac.hint3': '`{command}`',
  'diagnosis.end-link-down.what': '{device} in {node} is down.',
  'diagnosis.end-link-down.why': 'A device that is down neither sends nor receives; its routes are gone, too.',
  'diagnosis.end-link-down.next': 'Look at: {look}',
  'diagnosis.end-link-down.hint1': 'In which state is {device}?',
  'diagnosis.end-link-down.hint2': 'A new device is down until somebody switches it on, at each end of a cable.',
  'diagnosis.end-link-down.hint3': '`{command}`',
  'diagnosis.end-no-carrier.what': '{device} in {node} has no carrier: the other end of its cable is down.',
  'diagnosis.end-no-carrier.why': 'A veth pair carries only when both of its ends are up.',
  'diagnosis.end-no-carrier.next': 'Look at: {look}',
  'diagnosis.end-no-carrier.hint1': 'Where is the other end of {device}, and is it up?',
  'diagnosis.end-no-carrier.hint2':
    'NO-CARRIER at this end means DOWN at the other one, which may be in another namespace.',
  'diagnosis.end-no-carrier.hint3': '`{command}`',
  'diagnosis.end-port-state.what': 'The bridge drops the frame: its port {port} is {state}.',
  'diagnosis.end-port-state.why':
    'Only a port in the state forwarding passes frames. STP holds new ports back, and somebody may have switched one off.',
  'diagnosis.end-port-state.next': 'Look at: {look}',
  'diagnosis.end-port-state.hint1': 'In which state is the port {port}?',
  'diagnosis.end-port-state.hint2':
    'listening and learning pass by themselves after the forward delay; blocking and disabled do not.',
  'diagnosis.end-port-state.hint3': '`{command}`',
  'diagnosis.end-port-hairpin.what':
    'The bridge {bridge} drops the frame: it would go out by {port}, where it came in.',
  'diagnosis.end-port-hairpin.why':
    'A bridge never sends a frame back to where it came from, unless hairpin is on at that port.',
  'diagnosis.end-port-hairpin.next': 'Look at: {look}',
  'diagnosis.end-port-hairpin.hint1': 'By which port did the frame come in, and by which would it go out?',
  'diagnosis.end-port-hairpin.hint2': 'Who calls itself through the host turns round at its own port.',
  'diagnosis.end-port-hairpin.hint3': '`{command}`',
  'diagnosis.end-port-isolated.what': 'The bridge {bridge} drops the frame: {from} and {port} are both isolated.',
  'diagnosis.end-port-isolated.why': 'Isolated ports talk only to ports that are not.',
  'diagnosis.end-port-isolated.next': 'Look at: {look}',
  'diagnosis.end-port-isolated.hint1': 'Which flags do the two ports have?',
  'diagnosis.end-port-isolated.hint2': 'bridge -d link show lists the flags of each port.',
  'diagnosis.end-port-isolated.hint3': '`{command}`',
  'diagnosis.end-port-no-flood.what':
    'The bridge {bridge} does not know where {mac} is, and its port {port} takes nothing for unknown addresses.',
  'diagnosis.end-port-no-flood.why':
    'A port with flood off gets only what the forwarding database names it for. With learning off, nobody writes that entry but you. ARP still works, since it is a broadcast.',
  'diagnosis.end-port-no-flood.next': 'Look at: {look}',
  'diagnosis.end-port-no-flood.hint1': 'How would the bridge know what is behind {port}?',
  'diagnosis.end-port-no-flood.hint2':
    'Either let the port flood and learn, or give the bridge a static entry (bridge fdb add).',
  'diagnosis.end-port-no-flood.hint3': '`{command}`',
  'diagnosis.end-bridge-itself.what':
    '{node} sends to {mac}, which is the address of {bridge} itself: such a frame goes to no port.',
  'diagnosis.end-bridge-itself.why': 'The next hop’s MAC address turned out to be the bridge’s own.',
  'diagnosis.end-bridge-itself.next': 'Look at: {look}',
  'diagnosis.end-bridge-itself.hint1': 'Which machine should have {mac}?',
  'diagnosis.end-bridge-itself.hint2':
    'Two devices with one MAC address, or a neighbour entry that somebody wrote, look like this.',
  'diagnosis.end-bridge-itself.hint3': '`{command}`',
  'diagnosis.end-bridge-nobody.what': 'Behind the bridge {bridge} nobody has the MAC address {mac}.',
  'diagnosis.end-bridge-nobody.why':
    'The sender remembers a machine that is not there (any more), so the frame is flooded, and nobody takes it.',
  'diagnosis.end-bridge-nobody.next': 'Look at: {look}',
  'diagnosis.end-bridge-nobody.hint1': 'Who has {mac}, and where is it plugged in?',
  'diagnosis.end-bridge-nobody.hint2':
    'A container that was replaced has another MAC address; the old one is remembered for a while.',
  'diagnosis.end-bridge-nobody.hint3': '`{command}`',
  'diagnosis.end-port-too-small.what':
    'The bridge drops the packet: it is longer than the {mtu} bytes that its port {port} takes.',
  'diagnosis.end-port-too-small.why':
    'A bridge neither cuts a packet into pieces nor tells its sender. Small packets pass, so connections open and then hang.',
  'diagnosis.end-port-too-small.next': 'Look at: {look}',
  'diagnosis.end-port-too-small.hint1': 'What is the MTU of {port}, and of the senders?',
  'diagnosis.end-port-too-small.hint2':
    'Everybody on one network needs the same MTU, and the smallest link decides which.',
  'diagnosis.end-port-too-small.hint3': '`{command}`',
  'diagnosis.end-tunnel-no-entry.what':
    'The tunnel {device} in {node} does not know to whom to send the frame for {mac}.',
  'diagnosis.end-tunnel-no-entry.why':
    'A VXLAN device looks a MAC address up in its forwarding database. What has no entry goes to the peers of 00:00:00:00:00:00, and there are none.',
  'diagnosis.end-tunnel-no-entry.next': 'Look at: {look}',
  'diagnosis.end-tunnel-no-entry.hint1': 'Which peers does {device} know?',
  'diagnosis.end-tunnel-no-entry.hint2':
    'The option remote of ip link add writes such an entry; so does bridge fdb append 00:00:00:00:00:00 dev … dst ….',
  'diagnosis.end-tunnel-no-entry.hint3': '`{command}`',
  'diagnosis.end-tunnel-no-source.what':
    'The tunnel {device} in {node} is to send from {local}, which is no address of {node}.',
  'diagnosis.end-tunnel-no-source.why': 'The kernel refuses to send from an address that it does not have.',
  'diagnosis.end-tunnel-no-source.next': 'Look at: {look}',
  'diagnosis.end-tunnel-no-source.hint1': 'Which addresses does {node} have?',
  'diagnosis.end-tunnel-no-source.hint2':
    'The option local of a tunnel is an address of the machine on which it is; without it, the route chooses one.',
  'diagnosis.end-tunnel-no-source.hint3': '`{command}`',
  'diagnosis.end-tunnel-to-itself.what':
    'The tunnel {device} in {node} leads back to {node}: its peer {peer} is {node}’s own address.',
  'diagnosis.end-tunnel-to-itself.why': 'Each end names the other one’s address as its peer.',
  'diagnosis.end-tunnel-to-itself.next': 'Look at: {look}',
  'diagnosis.end-tunnel-to-itself.hint1': 'Whose address is {peer}?',
  'diagnosis.end-tunnel-to-itself.hint2': 'remote is the address of the machine at the other end.',
  'diagnosis.end-tunnel-to-itself.hint3': '`{command}`',
  'diagnosis.end-tunnel-no-device.what':
    'The packet of the tunnel came to {node}, where no tunnel that is up has VNI {vni} at UDP port {port}.',
  'diagnosis.end-tunnel-no-device.why':
    'The VNI in the packet chooses the tunnel. One that is down, or has another number or port, does not get it, and the sender never hears of it.',
  'diagnosis.end-tunnel-no-device.next': 'Look at: {look}',
  'diagnosis.end-tunnel-no-device.hint1': 'Which tunnels does {node} have, with which VNI and port, and are they up?',
  'diagnosis.end-tunnel-no-device.hint2': 'Both ends have the same id and the same dstport.',
  'diagnosis.end-tunnel-no-device.hint3': '`{command}`',
  'diagnosis.end-tunnel-other-peer.what':
    'The tunnel {device} in {node} drops a frame of {mac} from {peer}: an entry written by hand says that it is behind another one.',
  'diagnosis.end-tunnel-other-peer.why': 'A tunnel that learns does not let a frame contradict what somebody wrote.',
  'diagnosis.end-tunnel-other-peer.next': 'Look at: {look}',
  'diagnosis.end-tunnel-other-peer.hint1': 'Behind which peer is {mac}, by the forwarding database of {device}?',
  'diagnosis.end-tunnel-other-peer.hint2': 'A static entry for the wrong peer loses both directions.',
  'diagnosis.end-tunnel-other-peer.hint3': '`{command}`',
  'diagnosis.end-rule-drops.what':
    'A rule of {node} drops {leg, select, reply {the answer} other {the packet}} in {hook} ({chain}): “{rule}”.',
  'diagnosis.end-rule-drops.why': 'The first rule that matches decides; what comes after it is not asked any more.',
  'diagnosis.end-rule-drops.next': 'Look at: {look}',
  'diagnosis.end-rule-drops.hint1': 'Whose counter grows when you try again?',
  'diagnosis.end-rule-drops.hint2':
    'Look at the rule’s conditions one by one: which of them was meant for other packets?',
  'diagnosis.end-rule-drops.hint3': '`{command}`',
  'diagnosis.end-policy-drops.what':
    'No rule of {node} accepts {leg, select, reply {the answer} other {the packet}} ({src} to {dst}) in {hook} ({chain}), and its policy drops the rest.',
  'diagnosis.end-policy-drops.why':
    'What no rule decides is left to the chain’s policy. There must be a rule for each direction, and for each kind of packet.',
  'diagnosis.end-policy-drops.next': 'Look at: {look}',
  'diagnosis.end-policy-drops.hint1': 'Which rule should have accepted it, and which of its conditions does not fit?',
  'diagnosis.end-policy-drops.hint2':
    'Compare interfaces, addresses, protocol and state of this packet with each rule of the chain.',
  'diagnosis.end-policy-drops.hint3': '`{command}`',
  'diagnosis.end-rule-rejects.what':
    'A rule of {node} rejects {leg, select, reply {the answer} other {the packet}} in {hook} ({chain}) with {with}: “{rule}”.',
  'diagnosis.end-rule-rejects.why':
    'REJECT answers in the place of the machine that was called, so it looks as if that one had refused.',
  'diagnosis.end-rule-rejects.next': 'Look at: {look}',
  'diagnosis.end-rule-rejects.hint1': 'Who said no: the machine that was called, or a rule on the way?',
  'diagnosis.end-rule-rejects.hint2': 'The rule’s counter grows with each try; the server never hears of it.',
  'diagnosis.end-rule-rejects.hint3': '`{command}`',
  'diagnosis.end-no-masquerade-address.what': '{node} cannot masquerade: {device} has no address that it could use.',
  'diagnosis.end-no-masquerade-address.why':
    'MASQUERADE takes the address of the device by which the packet leaves. Without one the packet is dropped.',
  'diagnosis.end-no-masquerade-address.next': 'Look at: {look}',
  'diagnosis.end-no-masquerade-address.hint1': 'Which address does {device} have?',
  'diagnosis.end-no-masquerade-address.hint2': 'Give the device its address, or name the new source yourself (SNAT).',
  'diagnosis.end-no-masquerade-address.hint3': '`{command}`',
  'diagnosis.end-no-listener.what':
    '{near, select, none {Nothing in {node} listens at port {port}} other {In {node} something listens at port {port}, but only at {near}}}; the call was for {address}.',
  'diagnosis.end-no-listener.why':
    'The packet arrived. A kernel without a socket for this address and port answers with a reset. 127.0.0.1 is for callers in the same namespace only.',
  'diagnosis.end-no-listener.next': 'Look at: {look}',
  'diagnosis.end-no-listener.hint1': 'Where does the server listen?',
  'diagnosis.end-no-listener.hint2': '0.0.0.0 is every address; 127.0.0.1 is none that anybody else can reach.',
  'diagnosis.end-no-listener.hint3': '`{command}`',
  'diagnosis.end-loop.what': 'The packet goes round in circles by {node}, until its TTL is used up.',
  'diagnosis.end-loop.why': 'Two routes, or two redirections, each send it back to the other.',
  'diagnosis.end-loop.next': 'Look at: {look}',
  'diagnosis.end-loop.hint1': 'Where does {node} send it, and who sends it back?',
  'diagnosis.end-loop.hint2': 'Follow the routes from hop to hop: one of them points back.',
  'diagnosis.end-loop.hint3': '`{command}`',
  'diagnosis.end-reply-from-stranger.what': '{node} asked {expected}, and the answer came from {src}: it refuses it.',
  'diagnosis.end-reply-from-stranger.why':
    'A client takes answers only from the address that it called. The answer took a way on which nobody changed its source back.',
  'diagnosis.end-reply-from-stranger.next': 'Look at: {look}',
  'diagnosis.end-reply-from-stranger.hint1':
    'Which way did the answer take, and did it pass the machine that had rewritten the request?',
  'diagnosis.end-reply-from-stranger.hint2':
    'Who rewrites a destination must see the answer as well. When both ends are on one bridge, the answer takes the short way past the host.',
  'diagnosis.end-reply-from-stranger.hint3': '`{command}`',
  'diagnosis.end-reply-elsewhere.what': 'The answer ends up in {node}, not in {client}.',
  'diagnosis.end-reply-elsewhere.why':
    'The server answers the source that it saw. Somebody else has that address, or a route leads to somebody else.',
  'diagnosis.end-reply-elsewhere.next': 'Look at: {look}',
  'diagnosis.end-reply-elsewhere.hint1': 'Who has the address that the server answers to?',
  'diagnosis.end-reply-elsewhere.hint2':
    'Look for a second machine with that address, and at the route that the answer takes.',
  'diagnosis.end-reply-elsewhere.hint3': '`{command}`',
  'diagnosis.end-echo-ignored.what': '{node} is told not to answer pings: icmp_echo_ignore_all is 1.',
  'diagnosis.end-echo-ignored.why':
    'The ping arrived. The kernel answers pings by itself, unless this switch forbids it.',
  'diagnosis.end-echo-ignored.next': 'Look at: {look}',
  'diagnosis.end-echo-ignored.hint1': 'Does only the ping fail, or other requests, too?',
  'diagnosis.end-echo-ignored.hint2': 'A switch of the kernel in the namespace that is called.',
  'diagnosis.end-echo-ignored.hint3': '`{command}`',
  'diagnosis.walk-open.what': 'Where the packet ends cannot be told from what was seen: {reason}',
  'diagnosis.walk-open.why':
    'Everything up to there was followed hop by hop. What lies behind it decides, and these looks do not show it.',
  'diagnosis.walk-open.next': 'Look at: {look}',
  'diagnosis.walk-open.hint1': 'What of this hop is not known?',
  'diagnosis.walk-open.hint2': 'Change the thing that is named, or watch what really comes and goes there.',
  'diagnosis.walk-open.hint3': '`{command}`',
  'diagnosis.walk-differs.what':
    'By all that was seen, the request should have ended as “{disposition}”; it really ended otherwise.',
  'diagnosis.walk-differs.why':
    'Either something changed while it was on its way, or something that these looks do not show decides. It may be a mistake of ours: then please report it.',
  'diagnosis.walk-differs.next': 'Look at: {look}',
  'diagnosis.walk-differs.hint1': 'Does it end the same way when you try once more?',
  'diagnosis.walk-differs.hint2': 'Watch it live: trace --live sends it once more and compares hop by hop.',
  'diagnosis.walk-differs.hint3': '`{command}`',
} as const;
