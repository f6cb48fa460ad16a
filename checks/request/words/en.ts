/** Words of the diagnoses about probes: what, why, where to look next, and three hints. */
export const probes = {
  'diagnosis.host-input-drop.what': 'The host drops packets that come in for the host itself: {rule}',
  'diagnosis.host-input-drop.why':
    'Calls of the host, and answers to its own calls, pass INPUT; FORWARD does not see them.',
  'diagnosis.host-input-drop.next': 'Look at the counters: iptables -nvL INPUT',
  'diagnosis.host-input-drop.hint1': 'Which chain sees packets that are for the host?',
  'diagnosis.host-input-drop.hint2': 'FORWARD is for packets that pass through; INPUT for those that end here.',
  'diagnosis.host-input-drop.hint3': '`{command}`',
  'diagnosis.prerouting-drop.what':
    'A rule in the table {table}, chain {chain}, drops the packet as it arrives: {rule}',
  'diagnosis.prerouting-drop.why':
    'PREROUTING comes before routing, FORWARD, INPUT and NAT. What it drops is seen by none of their rules and counters.',
  'diagnosis.prerouting-drop.next': 'Look at the counters: iptables -t {table} -nvL {chain}',
  'diagnosis.prerouting-drop.hint1': 'What sees a packet first, before the host knows whom it is for?',
  'diagnosis.prerouting-drop.hint2':
    'The tables raw and mangle have chains of their own; "iptables -L" shows only filter.',
  'diagnosis.prerouting-drop.hint3': '`{command}`',
  'diagnosis.host-output-drop.what': 'The host drops packets that it sends itself: {rule}',
  'diagnosis.host-output-drop.why': 'What a process of the host sends passes OUTPUT first.',
  'diagnosis.host-output-drop.next': 'Look at the counters: iptables -nvL OUTPUT',
  'diagnosis.host-output-drop.hint1': 'Which chain sees packets that start on the host?',
  'diagnosis.host-output-drop.hint2': 'FORWARD is for packets that pass through; OUTPUT for those that start here.',
  'diagnosis.host-output-drop.hint3': '`{command}`',
  'diagnosis.container-firewall.what': 'The rules inside {name} drop the packet: {rule}',
  'diagnosis.container-firewall.why':
    "Every network namespace has rules of its own. The host's rules let the packet pass; those of {name} do not.",
  'diagnosis.container-firewall.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) iptables -nvL",
  'diagnosis.container-firewall.hint1': 'Which rules does the packet meet after it has reached {name}?',
  'diagnosis.container-firewall.hint2': 'iptables shows the rules of the namespace where it runs, and no others.',
  'diagnosis.container-firewall.hint3': '`{command}`',
  'diagnosis.bridge-filter.what':
    'The switch has a filter of its own: the chain {chain} (family {family}, table {table}) drops the frame.',
  'diagnosis.bridge-filter.why':
    'Chains of the families bridge and netdev work below IP. iptables does not show them, and its counters do not move.',
  'diagnosis.bridge-filter.next': 'List them: nft list ruleset',
  'diagnosis.bridge-filter.hint1': 'Who can stop a frame before iptables sees it?',
  'diagnosis.bridge-filter.hint2':
    'netdev chains see frames as they arrive on a device; bridge chains as they cross the switch.',
  'diagnosis.bridge-filter.hint3': '`{command}`',
  'diagnosis.dns-no-server.what': '{name} has no usable name server.',
  'diagnosis.dns-no-server.why':
    "A container with --net=none gets a copy of the host's resolv.conf; nothing else answers names there.",
  'diagnosis.dns-no-server.next': 'Look at: docker exec {name} cat /etc/resolv.conf',
  'diagnosis.dns-no-server.hint1': 'Whom does {name} ask for names?',
  'diagnosis.dns-no-server.hint2':
    "Docker's own resolver 127.0.0.11 exists only on Docker's own networks. The host's file names one that works.",
  'diagnosis.dns-no-server.hint3': '`docker exec -i {name} sh -c "cat >/etc/resolv.conf" </etc/resolv.conf`',
  'diagnosis.dns-failed.what': '{name} cannot resolve {site}, although it reaches addresses.',
  'diagnosis.dns-failed.why':
    'Names are asked over UDP port 53. The way may be open for TCP only, or the server does not know the name.',
  'diagnosis.dns-failed.next':
    'Ask by hand: docker exec {name} nslookup {site}. Watch the counters meanwhile: iptables -nvL FORWARD',
  'diagnosis.dns-failed.hint1': 'Is it the network or the name?',
  'diagnosis.dns-failed.hint2': 'A rule with "-p tcp" lets no DNS pass.',
  'diagnosis.dns-failed.hint3': '`docker exec {name} nslookup {site}`',
  'diagnosis.wrong-server.what': 'The answer came from {server}, not from {expected}.',
  'diagnosis.wrong-server.why':
    'A page alone does not say who sent it. The access log shows that {server} got this request.',
  'diagnosis.wrong-server.next': 'Follow the address: who owns {address}?',
  'diagnosis.wrong-server.hint1': 'Who really answered?',
  'diagnosis.wrong-server.hint2':
    'A wrong address, a wrong DNAT target or an overlapping subnet brings you to another server.',
  'diagnosis.wrong-server.hint3': '`ip route get {address}; iptables -t nat -S`',
  'diagnosis.unknown-server.what': 'Something answered, but no web server of the lab has this request in its log.',
  'diagnosis.unknown-server.why':
    'Another program may have this address or port, or the server writes no log. An answer alone proves nothing.',
  'diagnosis.unknown-server.next': 'Look who has the address and who listens: ip route get {address}; ss -ltnp',
  'diagnosis.unknown-server.hint1': 'Who else could answer there?',
  'diagnosis.unknown-server.hint2': 'Each request of a check carries a mark; the right server logs it.',
  'diagnosis.unknown-server.hint3': '`ip route get {address}; ss -ltnp`',
  'diagnosis.wrong-client.what': '{server} saw the client {client}; it should have seen {expected}.',
  'diagnosis.wrong-client.why': 'A NAT rule rewrote the source that should stay, or left one that should change.',
  'diagnosis.wrong-client.next': 'Look at the rules: iptables -t nat -S POSTROUTING',
  'diagnosis.wrong-client.hint1': 'Which source address did the packet have when it arrived?',
  'diagnosis.wrong-client.hint2': 'Source NAT belongs at the last moment, and only for packets that need it.',
  'diagnosis.wrong-client.hint3': '`{command}`',
  'diagnosis.other-source.what':
    '{server} saw the client {client}; it should have seen {expected}. {bridge} has the address {observed} as well, and it came first.',
  'diagnosis.other-source.why':
    'Of several addresses in one network the kernel sends from the one that was added first. The later ones are secondary.',
  'diagnosis.other-source.next': 'Look at the addresses, and at src in the routes: ip addr show dev {bridge}; ip route',
  'diagnosis.other-source.hint1': 'How many addresses does {bridge} have, and which of them does the host send from?',
  'diagnosis.other-source.hint2':
    'Take the wrong address away. When the first one goes, the secondary ones may go with it: put the right one back.',
  'diagnosis.other-source.hint3': '`{command}`',
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
  'diagnosis.server-broken.what': '{server} answered with the status {status}, not with a page.',
  'diagnosis.server-broken.why':
    'The network did its part: the request arrived and came back. The server itself has trouble.',
  'diagnosis.server-broken.next': 'Read its log: docker logs --tail 5 {server}',
  'diagnosis.server-broken.hint1': 'Is this still a network question?',
  'diagnosis.server-broken.hint2':
    'HTTP status codes come from the program that answers, after all packets got through.',
  'diagnosis.server-broken.hint3': '`docker logs --tail 5 {server}`',
} as const;
