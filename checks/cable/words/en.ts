/** Of cables: what a check expected (`want`) and saw (`see`); what each diagnosis says: what, why, where to look next, and three hints. */
export const cable = {
  'checks.want.link-up': '{interface} in {node} is up, and so is the other end of its cable',
  'checks.want.veth': 'A veth pair for {name}, one end of it on the host',
  'checks.want.port': '{interface} is a port of {bridge}',
  'checks.want.inner-end': '{name} has eth0, and its other end is the cable {interface} of the host',
  'checks.want.forwarding-state': 'The bridge port {interface} is in the state forwarding',
  'checks.see.ports': 'the ports are {ports}',
  'checks.see.no-veth': 'no veth pair that belongs to {name}',
  'checks.see.port': '{interface} is a port of {bridge}',
  'checks.see.no-port': '{interface} is not a port of any bridge',
  'checks.see.port-state': 'port {interface}: {state}',

  'diagnosis.veth-missing.what': 'The host has no veth pair for {name}.',
  'diagnosis.veth-missing.why':
    'A veth pair is the cable between the switch and the container. If its container stopped, the pair was deleted with it.',
  'diagnosis.veth-missing.next': 'Look at the cables that exist: ip -br link show type veth',
  'diagnosis.veth-missing.hint1': 'Which cable leads to {name}?',
  'diagnosis.veth-missing.hint2':
    'A pair has two ends, made together. One end stays on the host, the other goes into the container.',
  'diagnosis.veth-missing.hint3': '`ip link add {veth} type veth peer name {peer}`',
  'diagnosis.veth-wrong-kind.what': '{interface} exists, but it is not a veth (its kind is {kind}).',
  'diagnosis.veth-wrong-kind.why': 'Only a veth has another end that can be put into a container.',
  'diagnosis.veth-wrong-kind.next': 'Look at its kind: ip -d link show {interface}',
  'diagnosis.veth-wrong-kind.hint1': 'What kind of device is {interface}?',
  'diagnosis.veth-wrong-kind.hint2': '"type veth peer name …" makes a pair; other types make a single device.',
  'diagnosis.veth-wrong-kind.hint3': '`ip link del {interface}; ip link add {interface} type veth peer name {peer}`',
  'diagnosis.veth-down.what': "{interface}, the host's end of the cable of {name}, is down.",
  'diagnosis.veth-down.why': 'A cable carries nothing unless both ends are up; the other end sees no carrier.',
  'diagnosis.veth-down.next': 'Look for UP between the angle brackets: ip link show {interface}',
  'diagnosis.veth-down.hint1': 'Are both ends of the cable switched on?',
  'diagnosis.veth-down.hint2':
    'Each end has its own UP flag. LOWERLAYERDOWN only means that the other end is still down.',
  'diagnosis.veth-down.hint3': '`ip link set {interface} up`',
  'diagnosis.veth-not-a-port.what': '{interface} is not plugged into {bridge}.',
  'diagnosis.veth-not-a-port.why': 'The cable of {name} hangs loose: its frames reach the host, but not the switch.',
  'diagnosis.veth-not-a-port.next': 'List the ports: bridge link',
  'diagnosis.veth-not-a-port.hint1': 'What is the cable of {name} plugged into?',
  'diagnosis.veth-not-a-port.hint2': 'A device becomes a bridge port when the bridge becomes its master.',
  'diagnosis.veth-not-a-port.hint3': '`ip link set {interface} master {bridge}`',
  'diagnosis.veth-in-other-bridge.what': '{interface} is plugged into {master}, not into {bridge}.',
  'diagnosis.veth-in-other-bridge.why': 'Two bridges are two switches: nothing passes between them.',
  'diagnosis.veth-in-other-bridge.next': 'List the ports: bridge link',
  'diagnosis.veth-in-other-bridge.hint1': 'Which switch is this cable in?',
  'diagnosis.veth-in-other-bridge.hint2': 'A device has at most one master; setting a new one moves it.',
  'diagnosis.veth-in-other-bridge.hint3': '`ip link set {interface} master {bridge}`',
  'diagnosis.wrong-end-plugged.what': '{interface} is plugged into {bridge}, but it is the end meant for {name}.',
  'diagnosis.wrong-end-plugged.why':
    'The end in the bridge has to stay on the host. Moving {interface} into {name} would unplug it again.',
  'diagnosis.wrong-end-plugged.next': 'Look at both ends: ip -br link show type veth',
  'diagnosis.wrong-end-plugged.hint1': 'Which end of the cable goes into the switch?',
  'diagnosis.wrong-end-plugged.hint2':
    "The host's end is the bridge port; the other end becomes eth0 of the container.",
  'diagnosis.wrong-end-plugged.hint3': '`ip link set {interface} nomaster; ip link set {veth} master {bridge}`',
  'diagnosis.eth0-on-host.what': "The container's end of the cable, {interface}, is still on the host.",
  'diagnosis.eth0-on-host.why': '{name} sees no cable at all until that end is moved into its network namespace.',
  'diagnosis.eth0-on-host.next': 'Look at both sides: ip -br link show type veth',
  'diagnosis.eth0-on-host.hint1': 'Where is the other end of {veth}?',
  'diagnosis.eth0-on-host.hint2':
    'A device lives in exactly one namespace. "netns PID" moves it into the one of that process.',
  'diagnosis.eth0-on-host.hint3': "`ip link set {interface} netns $(docker inspect -f '{{'.State.Pid'}}' {name}){as}`",
  'diagnosis.eth0-in-other-container.what': 'The other end of {veth} is in {other}, not in {name}.',
  'diagnosis.eth0-in-other-container.why':
    'A device is in one namespace only: {other} now has the cable, and {name} sees nothing of it.',
  'diagnosis.eth0-in-other-container.next':
    'Compare the numbers: eth0 in {other} names {veth} as its peer. Try: ip -br link show type veth',
  'diagnosis.eth0-in-other-container.hint1': 'Whose pid stood behind "netns"?',
  'diagnosis.eth0-in-other-container.hint2':
    'A veth end can be moved again, from the namespace where it is now. Or delete the pair and make it again.',
  'diagnosis.eth0-in-other-container.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {other}) ip link set {interface} netns $(docker inspect -f '{{'.State.Pid'}}' {name})`",
  'diagnosis.wrong-end-moved.what': 'The end {interface} was moved into {name}; the end {kept} stayed on the host.',
  'diagnosis.wrong-end-moved.why':
    'The end in {name} has to be called eth0, and the host keeps the other one for its bridge.',
  'diagnosis.wrong-end-moved.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br link",
  'diagnosis.wrong-end-moved.hint1': 'Which end should the container see as eth0?',
  'diagnosis.wrong-end-moved.hint2':
    'A device can be moved back: "netns 1" is the namespace of the host. Moving it unplugged it from its bridge.',
  'diagnosis.wrong-end-moved.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link set {interface} netns 1`",
  'diagnosis.cables-crossed.what': 'The cables are crossed: {veth} leads to {other}, and {name} hangs on {interface}.',
  'diagnosis.cables-crossed.why': 'Both containers may talk, but what you set on {veth} later would act on {other}.',
  'diagnosis.cables-crossed.next': 'Compare link and peer numbers: ip -br link show type veth',
  'diagnosis.cables-crossed.hint1': 'Which container is at the other end of {veth}?',
  'diagnosis.cables-crossed.hint2':
    'The pid decided which container got an end. Swap the names on the host, or make both pairs again.',
  'diagnosis.cables-crossed.hint3':
    '`ip link set {veth} down; ip link set {interface} down; ip link set {veth} name swap0; ip link set {interface} name {veth}; ip link set swap0 name {interface}; ip link set {veth} up; ip link set {interface} up`',
  'diagnosis.eth0-missing.what': '{name} has no eth0; it only has {interfaces}.',
  'diagnosis.eth0-missing.why':
    'The other end of {veth} is neither on the host nor in a container of the course: it is in a namespace that we do not look at.',
  'diagnosis.eth0-missing.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br link",
  'diagnosis.eth0-missing.hint1': 'What does {name} see of the network?',
  'diagnosis.eth0-missing.hint2':
    'A pair can be deleted from either end, wherever the other one is; then make it again.',
  'diagnosis.eth0-missing.hint3': '`ip link del {veth}; ip link add {veth} type veth peer name {peer}`',
  'diagnosis.eth0-wrong-name.what': "The cable's end in {name} is called {interface}, not eth0.",
  'diagnosis.eth0-wrong-name.why': 'The later commands speak of eth0 and would not find it.',
  'diagnosis.eth0-wrong-name.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br link",
  'diagnosis.eth0-wrong-name.hint1': 'What is the cable called inside {name}?',
  'diagnosis.eth0-wrong-name.hint2': 'A device can be renamed while it is down.',
  'diagnosis.eth0-wrong-name.hint3':
    "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link set {interface} down; nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link set {interface} name eth0`",
  'diagnosis.eth0-not-a-cable.what':
    'eth0 in {name} is not the end of a veth pair that starts on the host (its kind is {kind}).',
  'diagnosis.eth0-not-a-cable.why':
    'What is called eth0 there does not lead to the bridge. A device without a kind is a real card: the host has lost it.',
  'diagnosis.eth0-not-a-cable.next':
    "Look at it: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -d link show eth0",
  'diagnosis.eth0-not-a-cable.hint1': 'What kind of device is eth0 in {name}?',
  'diagnosis.eth0-not-a-cable.hint2':
    '"peer name eth0" fails when there already is an eth0; the next command then moves that device instead.',
  'diagnosis.eth0-not-a-cable.hint3': '`{command}`',
  'diagnosis.eth0-down.what': 'eth0 in {name} is down.',
  'diagnosis.eth0-down.why':
    "It sends and receives nothing, and the host's end sees no carrier: the bridge keeps the port shut.",
  'diagnosis.eth0-down.next':
    "Look inside: nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip -br link show eth0",
  'diagnosis.eth0-down.hint1': 'Moving a device has a side effect on its state. Which one?',
  'diagnosis.eth0-down.hint2': 'A device that changes its namespace arrives down and without addresses.',
  'diagnosis.eth0-down.hint3': "`nsenter -n -t $(docker inspect -f '{{'.State.Pid'}}' {name}) ip link set eth0 up`",
  'diagnosis.port-shut.what': 'The bridge port {interface} is in the state "{state}".',
  'diagnosis.port-shut.why': 'A port that is not forwarding drops what arrives there, although its cable is connected.',
  'diagnosis.port-shut.next': 'Look at the state: bridge link show dev {interface}',
  'diagnosis.port-shut.hint1': 'Does the switch forward on this port?',
  'diagnosis.port-shut.hint2': 'States: 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking.',
  'diagnosis.port-shut.hint3': '`bridge link set dev {interface} state 3`',
  'diagnosis.port-waiting.what': 'The bridge port {interface} is "{state}": spanning tree does not let it forward yet.',
  'diagnosis.port-waiting.why': 'With STP on, a new port listens and learns for about 30 seconds before it forwards.',
  'diagnosis.port-waiting.next': 'Look again in half a minute: bridge link show dev {interface}',
  'diagnosis.port-waiting.hint1': 'Who decides when this port may forward?',
  'diagnosis.port-waiting.hint2':
    'Spanning tree looks for loops first. With one cable to each container there is none, so it can be off.',
  'diagnosis.port-waiting.hint3':
    '`ip link set {bridge} type bridge stp_state 0; bridge link set dev {interface} state 3`',
  'diagnosis.ports-isolated.what':
    '{same, select, yes {The port {interface} is isolated, from itself too.} other {The ports {interface} and {other} are both isolated.}}',
  'diagnosis.ports-isolated.why':
    'Isolated ports talk to the rest of the switch, but never to each other. No iptables rule sees it.',
  'diagnosis.ports-isolated.next': 'Look at the flags: bridge -d link show dev {interface}',
  'diagnosis.ports-isolated.hint1': 'Does the switch itself keep the two apart?',
  'diagnosis.ports-isolated.hint2': 'The flag "isolated" works below IP: no rule counter moves.',
  'diagnosis.ports-isolated.hint3': '`{command}`',
} as const;
