/** Of requests: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const request = {
  'checks.want.answer': '{from} fetches {url}, and {server} answers',
  'checks.want.client': '{server} sees the client {client}',
  'checks.want.connection': 'A tracked connection {original}, whose answers look like {reply}',
  'checks.want.name': '{name} gets an address for {site}',
  'checks.see.outcome':
    '{outcome, select, timeout {no answer in time} refused {connection refused} unreachable {network is unreachable} dns {the name was not resolved} reset {connection reset} nowhere {no route to host} other {{message}}} (at {from})',
  'checks.see.server': '{server} answered and saw the client {client}',
  'checks.see.unknown-server': 'an answer came, but no server of the lab has logged the request',
  'checks.see.status': '{server} answered with the status {status}',
  'checks.see.connection': '{original}, answers {reply}',
  'checks.see.no-connection': 'no such connection is tracked',
  'checks.see.resolved': '{site} is {addresses}',
  'checks.see.unresolved': 'no address for {site}',

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
} as const;
