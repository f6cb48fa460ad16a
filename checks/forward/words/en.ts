/** Of rules that let pass or drop: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const forward = {
  'checks.want.forward': 'The rules let {what} pass from {from} to {to}',
  'checks.packets': '{kind, select, new {new connections} other {answers}}',
  'checks.see.verdict':
    '{verdict, select, accept {accepted} drop {dropped} reject {rejected} other {cannot be decided from the rules}} by {by}',
  'checks.see.policy': 'the policy of {chain}',
  'checks.see.nothing': 'no rule at all',

  'diagnosis.forward-missing.what': 'No rule lets packets from {from} to {to} pass; the policy of {chain} drops them.',
  'diagnosis.forward-missing.why':
    'What no rule accepts meets the policy of the chain, and that is DROP here, as on a Docker host.',
  'diagnosis.forward-missing.next': 'Watch the counters while you try again: iptables -nvL FORWARD',
  'diagnosis.forward-missing.hint1': 'Which chain sees a packet that is neither from the host nor for it?',
  'diagnosis.forward-missing.hint2':
    'A rule names the interface where the packet comes in (-i) and the one where it leaves (-o).',
  'diagnosis.forward-missing.hint3': '`iptables -I FORWARD -i {from} -o {to} -j ACCEPT`',
  'diagnosis.forward-port-names.what': 'A rule names the port {interface}, but iptables sees the bridge: {rule}',
  'diagnosis.forward-port-names.why':
    'For bridged and routed packets alike, iptables is told the bridge as the interface. This rule never matches.',
  'diagnosis.forward-port-names.next': 'Its counter stays at 0: iptables -nvL FORWARD',
  'diagnosis.forward-port-names.hint1': 'Which interface does iptables see, the switch or one of its ports?',
  'diagnosis.forward-port-names.hint2': '-i and -o mean the bridge. For ports there is "-m physdev".',
  'diagnosis.forward-port-names.hint3': '`iptables -I FORWARD -i {from} -o {to} -j ACCEPT`',
  'diagnosis.forward-swapped.what': 'A rule lets the opposite direction pass, and none lets this one: {rule}',
  'diagnosis.forward-swapped.why':
    'These packets come in at {from} and leave by {to}. If the rule was meant for them, -i and -o are the wrong way round.',
  'diagnosis.forward-swapped.next': 'Watch which counters grow while you try: iptables -nvL FORWARD',
  'diagnosis.forward-swapped.hint1': 'In which direction does this packet travel?',
  'diagnosis.forward-swapped.hint2':
    '-i is where the packet comes in, -o where it leaves. Each direction needs a rule.',
  'diagnosis.forward-swapped.hint3': '`iptables -I FORWARD -i {from} -o {to} -j ACCEPT`',
  'diagnosis.forward-near-miss.what': 'A rule would let it pass, but one thing differs: {rule}',
  'diagnosis.forward-near-miss.why':
    '{field, select, in {It wants packets that come in at {wanted}; these come in at {found}.} out {It wants packets that leave by {wanted}; these leave by {found}.} source {It wants the source {wanted}; here it is {found}.} destination {It wants the destination {wanted}; here it is {found}.} proto {It wants the protocol {wanted}; this is {found}.} port {It wants port {wanted}; here it is {found}.} state {It wants the connection state {wanted}; here it is {found}.} other {It also asks for {wanted}.}}',
  'diagnosis.forward-near-miss.next': 'Its counter stays at 0 while you try: iptables -nvL FORWARD',
  'diagnosis.forward-near-miss.hint1': 'Compare each word of the rule with the packet.',
  'diagnosis.forward-near-miss.hint2':
    'iptables accepts any interface name and takes it literally; every condition has to match.',
  'diagnosis.forward-near-miss.hint3': '`iptables -I FORWARD -i {from} -o {to} -j ACCEPT`',
  'diagnosis.forward-wrong-chain.what':
    'No rule in FORWARD lets this pass. One in {chain} would match, but is not asked: {rule}',
  'diagnosis.forward-wrong-chain.why':
    '{chain} sees only packets from or for the host itself. What passes through goes along FORWARD.',
  'diagnosis.forward-wrong-chain.next': 'Watch the counters: iptables -nvL FORWARD',
  'diagnosis.forward-wrong-chain.hint1': 'Is this packet for the host, from the host, or only passing through?',
  'diagnosis.forward-wrong-chain.hint2': 'INPUT: for the host. OUTPUT: from the host. FORWARD: passing through.',
  'diagnosis.forward-wrong-chain.hint3': '`iptables -I FORWARD -i {from} -o {to} -j ACCEPT`',
  'diagnosis.forward-shadowed.what': 'An earlier rule drops or rejects the packet: {blocker}',
  'diagnosis.forward-shadowed.why':
    'A chain is read from the top, and the first match decides. The rule that accepts stands below: {rule}',
  'diagnosis.forward-shadowed.next': 'Look at order and counters: iptables -nvL FORWARD --line-numbers',
  'diagnosis.forward-shadowed.hint1': 'Which rule sees the packet first?',
  'diagnosis.forward-shadowed.hint2': '-A appends at the end, -I inserts at the top, -D deletes by content.',
  'diagnosis.forward-shadowed.hint3': '`{command}`',
  'diagnosis.forward-dropped.what': 'A rule in {chain} drops or rejects the packet: {rule}',
  'diagnosis.forward-dropped.why': 'A chain is read from the top, and the first match decides.',
  'diagnosis.forward-dropped.next': 'Look at order and counters: iptables -nvL {chain} --line-numbers',
  'diagnosis.forward-dropped.hint1': 'Which rule decides about this packet?',
  'diagnosis.forward-dropped.hint2':
    'DROP is silent and looks like a timeout. REJECT sends an answer, such as "No route to host". -D deletes by content.',
  'diagnosis.forward-dropped.hint3': '`{command}`',
  'diagnosis.forward-other-chain.what':
    'Another base chain at the same hook drops the packet: {chain} in the table {table}.',
  'diagnosis.forward-other-chain.why':
    'An "accept" ends only its own chain. Every other chain at this hook may still drop, whatever iptables shows.',
  'diagnosis.forward-other-chain.next': 'List all chains with their hooks: nft list ruleset',
  'diagnosis.forward-other-chain.hint1': 'Who else stands at this gate?',
  'diagnosis.forward-other-chain.hint2':
    'firewalld, Docker and your own nft tables have base chains of their own; all of them have to accept.',
  'diagnosis.forward-other-chain.hint3': '`{command}`',
  'diagnosis.forward-legacy.what': 'A rule in the other iptables world drops the packet: {rule}',
  'diagnosis.forward-legacy.why':
    'There are two sets of tables, legacy and nft. A packet has to pass both, and each tool shows only its own.',
  'diagnosis.forward-legacy.next': 'Look at the other one: iptables-legacy -nvL FORWARD',
  'diagnosis.forward-legacy.hint1': 'Are there rules that your iptables does not show?',
  'diagnosis.forward-legacy.hint2':
    'iptables here is the nft one; iptables-legacy keeps tables of its own, and both are active.',
  'diagnosis.forward-legacy.hint3': '`{command}`',
  'diagnosis.return-missing.what':
    'Answers from {from} to {to} do not pass: no rule accepts them, and the policy of {chain} drops them.',
  'diagnosis.return-missing.why':
    'Each direction passes FORWARD by itself. What goes out does not open the way back, unless a rule says so.',
  'diagnosis.return-missing.next':
    'Look at the connection: conntrack -L -p tcp -d {address} (SYN_RECV means that the answer arrived)',
  'diagnosis.return-missing.hint1': 'Only one direction is open. Which one?',
  'diagnosis.return-missing.hint2': 'A rule for {from} to {to} is needed; one for established connections is enough.',
  'diagnosis.return-missing.hint3': '`iptables -I FORWARD -i {from} -o {to} -j ACCEPT`',
  'diagnosis.forward-established-only.what': 'The rule lets only answers in, not new connections: {rule}',
  'diagnosis.forward-established-only.why':
    'That was enough for containers that call out. Here the first packet comes from outside.',
  'diagnosis.forward-established-only.next': 'Watch the counters while outside calls: iptables -nvL FORWARD',
  'diagnosis.forward-established-only.hint1': 'Who speaks first in this conversation?',
  'diagnosis.forward-established-only.hint2':
    'ESTABLISHED means that the other side was already called. A published port needs NEW as well.',
  'diagnosis.forward-established-only.hint3':
    '`iptables -I FORWARD -i {from} -o {to} -d {address} -p tcp --dport 80 -j ACCEPT`',
  'diagnosis.rule-for-now.what': 'This rule decides now one way and now the other, because of "{match}": {rule}',
  'diagnosis.rule-for-now.why':
    'Such a condition holds for so many packets, for some time, or by chance. That a packet gets through now does not mean that the next one will.',
  'diagnosis.rule-for-now.next': 'Try it a hundred times, and watch the counters: iptables -nvL; iptables -t nat -nvL',
  'diagnosis.rule-for-now.hint1': 'Which packet is the one too many for that rule?',
  'diagnosis.rule-for-now.hint2':
    'A rule that always holds asks only for what does not change: interfaces, addresses, ports, states.',
  'diagnosis.rule-for-now.hint3': '`{command}`',
  'diagnosis.rule-undecided.what':
    'Whether the packet passes depends on a rule that cannot be judged from its text: {rule}',
  'diagnosis.rule-undecided.why':
    'The rule uses something (a set, a mark, a length …) that only the kernel can decide for this packet.',
  'diagnosis.rule-undecided.next': 'Watch its counter while you try again: {command}',
  'diagnosis.rule-undecided.hint1': 'Does the counter of that rule grow?',
  'diagnosis.rule-undecided.hint2': 'Counters tell which rule a packet really met.',
  'diagnosis.rule-undecided.hint3': '`{command}`',
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
} as const;
