/** For every pitfall: `title` (what is looked at), `seen` (what was seen), `effect` (what it does to the course). */
export const pitfalls = {
  'doctor.engine-silent': 'Docker was not asked, or does not answer',
  'doctor.rule-not-understood': 'it depends on a rule that is not understood: {rule}',

  'doctor.not-root.title': 'Who is asking',
  'doctor.not-root.seen': 'You are not root (uid {uid}).',
  'doctor.not-root.effect':
    'Links, addresses and rules of this machine are root’s: every command of the course would say "Operation not permitted".',
  'doctor.no-brctl.title': 'brctl',
  'doctor.no-brctl.seen': 'The program brctl is not installed.',
  'doctor.no-brctl.effect': 'Lessons 1 and 4 show and change the bridge with it; bridge(8) can do the same.',
  'doctor.no-nsenter.title': 'nsenter',
  'doctor.no-nsenter.seen': 'The program nsenter is not installed.',
  'doctor.no-nsenter.effect':
    'A container may not change its own network, so the host has to step into its namespace; without nsenter it cannot.',
  'doctor.no-conntrack.title': 'conntrack',
  'doctor.no-conntrack.seen': 'The program conntrack is not installed.',
  'doctor.no-conntrack.effect':
    'The translations of lessons 2 to 4 can neither be looked at nor ended, so old connections hide what a new rule does.',
  'doctor.no-script.title': 'script',
  'doctor.no-script.seen': 'The program script is not installed.',
  'doctor.no-script.effect':
    'Commands get no terminal of their own, and docker exec -it says "the input device is not a TTY".',
  'doctor.programs.title': 'Programs',
  'doctor.programs.seen': 'These programs are not installed: {programs}.',
  'doctor.programs.effect': 'Commands of the course, or the looks that prove them, cannot run.',
  'doctor.kernel-parts.title': 'Parts of the kernel',
  'doctor.kernel-parts.seen': 'The running kernel ({kernel}) neither has nor finds {modules}.',
  'doctor.kernel-parts.effect':
    'Commands fail with "missing kernel module?" or "No such file or directory". After an update of the kernel a restart is enough.',
  'doctor.kernel-old.title': 'Age of the kernel',
  'doctor.kernel-old.seen': 'This kernel ({kernel}) is older than 5.11.',
  'doctor.kernel-old.effect':
    'Ordinary users, and root in a lab, may not lay a view over folders with it, and every lab does that.',
  'doctor.wsl-1.title': 'WSL version',
  'doctor.wsl-1.seen': 'This is WSL 1, which has no Linux kernel.',
  'doctor.wsl-1.effect': 'There are no namespaces, no bridges and no packet filter in it.',
  'doctor.wsl-systemd.title': 'systemd in WSL',
  'doctor.wsl-systemd.seen': 'This is WSL 2 without systemd.',
  'doctor.wsl-systemd.effect': 'Nothing starts Docker, and what is set is gone when Windows ends this system.',
  'doctor.container.title': 'Container',
  'doctor.container.seen': 'This is a container ({kind}), in which namespaces or their file systems are refused.',
  'doctor.container.effect':
    'A lab is made of them. The container must be started with more rights; the command is for whoever starts it.',
  'doctor.selinux.title': 'SELinux',
  'doctor.selinux.seen': 'SELinux is enforcing.',
  'doctor.selinux.effect':
    'Its policy may refuse a lab’s mounts and namespaces; we could not try it. If a lab comes up, ignore this; if not, this command tells whether it is the reason.',
  'doctor.cgroups-none.title': 'Control groups',
  'doctor.cgroups-none.seen': 'No control groups are mounted.',
  'doctor.cgroups-none.effect': 'Docker refuses to start a container without them.',
  'doctor.cgroups-v1.title': 'Version of control groups',
  'doctor.cgroups-v1.seen': 'Only version 1 of control groups is mounted.',
  'doctor.cgroups-v1.effect': 'It works with Docker up to 28; Docker 29 has announced its end.',
  'doctor.busybox-ip.title': 'Which ip',
  'doctor.busybox-ip.seen': 'The program ip is busybox’s.',
  'doctor.busybox-ip.effect':
    'It has no -json, -netns and -brief, so neither a lab nor a check can look at links with it.',
  'doctor.docker-snap.title': 'Docker as a snap',
  'doctor.docker-snap.seen': 'The docker command is a snap.',
  'doctor.docker-snap.effect':
    'It sees neither a lab’s files nor its sockets, and its engine cannot be started by anybody else.',
  'doctor.docker-podman.title': 'Podman as docker',
  'doctor.docker-podman.seen': 'The docker command is Podman’s.',
  'doctor.docker-podman.effect':
    'It has no engine that runs on its own, and names networks and containers differently: the course is about Docker’s.',
  'doctor.docker-context.title': 'Docker’s context',
  'doctor.docker-context.seen': 'Docker’s client talks to the context {context}.',
  'doctor.docker-context.effect':
    'Its containers live somewhere else (Docker Desktop, a rootless engine, another machine), so they cannot be wired from here.',
  'doctor.inotify.title': 'Limits of inotify',
  'doctor.inotify.seen': 'One user may have {instances} inotify instances and {watches} watches.',
  'doctor.inotify.effect':
    'When they are used up, changes in a lab are noticed late, and engines fail with "too many open files".',
  'doctor.conntrack-room.title': 'Room for connections',
  'doctor.conntrack-room.seen': '{count} connections are tracked, and {max} may be.',
  'doctor.conntrack-room.effect':
    'When the table is full, the kernel drops new connections at random: right rules look wrong.',
  'doctor.memory.title': 'Memory',
  'doctor.memory.seen': 'Only {memory} MB of memory are available.',
  'doctor.memory.effect': 'The engine or a container may be killed in the middle of a step.',
  'doctor.disk.title': 'Disk',
  'doctor.disk.seen': 'Only {disk} MB are free where Docker keeps its data.',
  'doctor.disk.effect': 'Containers cannot be made, or stop while they write.',

  'doctor.engine-down.title': 'Docker Engine',
  'doctor.engine-down.seen': 'No Docker Engine answers here.',
  'doctor.engine-down.effect':
    'There is nobody to make c1 and c2, so there is no process id to wire: docker inspect prints nothing.',
  'doctor.engine-access.title': 'Access to the engine',
  'doctor.engine-access.seen': 'Docker’s socket refuses you: permission denied.',
  'doctor.engine-access.effect': 'Every docker command fails, and $(docker inspect …) in the others becomes empty.',
  'doctor.engine-api.title': 'Versions of Docker',
  'doctor.engine-api.seen': 'Client and engine do not understand each other: {words}',
  'doctor.engine-api.effect': 'Every docker command fails.',
  'doctor.engine-elsewhere.title': 'Where containers run',
  'doctor.engine-elsewhere.seen': 'The engine’s containers do not run in this machine’s own namespaces: {where}.',
  'doctor.engine-elsewhere.effect':
    'The process id that docker inspect prints is nobody’s here, or somebody else’s: wires would go into the wrong namespace. The sandbox has an engine of its own.',
  'doctor.engine-nftables.title': 'Firewall of the engine',
  'doctor.engine-nftables.seen': 'Docker {version} keeps its rules in nftables.',
  'doctor.engine-nftables.effect':
    'It does not switch forwarding on, there is no DOCKER-USER, and an accept of yours does not overrule a drop of Docker’s.',
  'doctor.image-missing.title': 'The image',
  'doctor.image-missing.seen': 'Docker does not have {image}.',
  'doctor.image-missing.effect':
    'docker run pulls it, which hangs where Docker Hub cannot be reached, and new engines may refuse so old a format.',
  'doctor.image-architecture.title': 'Processor of the image',
  'doctor.image-architecture.seen': '{image} is for {architecture}, this machine is {own}.',
  'doctor.image-architecture.effect': 'Its containers end at once with "exec format error", and their process id is 0.',
  'doctor.proxy.title': 'Proxy',
  'doctor.proxy.seen': 'A proxy is set in {where}.',
  'doctor.proxy.effect':
    'curl and wget ask the proxy for 172.18.0.2, so an answer, or none, says nothing about your network.',

  'doctor.eth0-exists.title': 'The name eth0',
  'doctor.eth0-exists.seen': 'This machine has an eth0 already ({kind}).',
  'doctor.eth0-exists.effect':
    '"peer name eth0" fails with "File exists", and the next line would move that eth0 into the container instead.',
  'doctor.eth0-is-uplink.title': 'The uplink is not eth0',
  'doctor.eth0-is-uplink.seen': 'This machine’s own way out is called eth0.',
  'doctor.eth0-is-uplink.effect':
    '"peer name eth0" fails, and "ip link set eth0 netns" then moves the machine’s own NIC into the container: address, routes and your ssh session are gone.',
  'doctor.no-uplink.title': 'A way out',
  'doctor.no-uplink.seen': 'This machine has no default route.',
  'doctor.no-uplink.effect': 'There is no uplink, so lessons 2 to 4 have nothing to forward to.',
  'doctor.uplink-name.title': 'Name of the uplink',
  'doctor.uplink-name.seen': 'The uplink is {device}, the course says {uplink}.',
  'doctor.uplink-name.effect': 'iptables takes any name: rules with {uplink} are accepted and never match.',
  'doctor.host-address.title': 'Address of the host',
  'doctor.host-address.seen': 'The uplink has {address}, the course says {hostAddress}.',
  'doctor.host-address.effect': 'What is sent to {hostAddress} does not come to this machine, whatever the rules are.',
  'doctor.two-nics.title': 'One NIC',
  'doctor.two-nics.seen': 'Besides {device} this machine is in other networks by {others}.',
  'doctor.two-nics.effect':
    'Rules for {device} do not take what comes in there, and answers may leave by the other one.',
  'doctor.small-mtu.title': 'MTU',
  'doctor.small-mtu.seen': '{device} carries packets up to {mtu} bytes.',
  'doctor.small-mtu.effect':
    'Where ICMP is filtered, small answers arrive and large ones hang. Later: ip link set on both sides.',
  'doctor.public-uplink.title': 'Who can reach the uplink',
  'doctor.public-uplink.seen': '{device} has the public address {address}.',
  'doctor.public-uplink.effect':
    'The rules of lessons 2 and 3 let strangers in: whoever routes by this machine reaches every port of your containers. The sandbox has no outside.',

  'doctor.subnet-docker.title': 'Docker networks',
  'doctor.subnet-docker.seen': 'A Docker network has {route} on {device}, inside the course’s {subnet}.',
  'doctor.subnet-docker.effect':
    'Every command succeeds, and yet {c1} is answered by somebody else’s container, or by nobody.',
  'doctor.subnet-route.title': 'Routes into the course’s network',
  'doctor.subnet-route.seen': 'The route {route} by {device} overlaps the course’s {subnet}.',
  'doctor.subnet-route.effect': 'Packets for {c1} may go there, or what belongs there ends at the course’s bridge.',
  'doctor.gateway-mask.title': 'Mask of the gateway',
  'doctor.gateway-mask.seen': '{device} has {gateway}/{length}, and not the mask of {subnet}.',
  'doctor.gateway-mask.effect':
    'The route to the containers is missing or too narrow, and adding the address again says "already assigned".',

  'doctor.forwarding-off.title': 'Forwarding',
  'doctor.forwarding-off.seen': 'net.ipv4.ip_forward is 0.',
  'doctor.forwarding-off.effect':
    'The kernel drops everything between containers and the outside without a word; no rule counts it.',
  'doctor.forwarding-interface.title': 'Forwarding of each interface',
  'doctor.forwarding-interface.seen': 'Forwarding is on, but off for {device}.',
  'doctor.forwarding-interface.effect': 'What comes in there is dropped without a word, though ip_forward reads 1.',
  'doctor.bridge-filter-off.title': 'iptables sees bridged packets',
  'doctor.bridge-filter-off.seen': 'net.bridge.bridge-nf-call-iptables is {value}.',
  'doctor.bridge-filter-off.effect':
    'c1 reaches c2 without the rule of lesson 1, and hairpin does nothing in lesson 4: two commands change nothing that can be seen.',
  'doctor.strict-source.title': 'Strict source checks',
  'doctor.strict-source.seen':
    '{device} takes only packets whose answer would leave by it (rp_filter 1), and the default route is {uplink}.',
  'doctor.strict-source.effect': 'A client that comes in by {device} from another network is dropped without a word.',
  'doctor.loopback-leaves.title': 'Loopback addresses stay inside',
  'doctor.loopback-leaves.seen': 'net.ipv4.conf.all.route_localnet is 1.',
  'doctor.loopback-leaves.effect':
    '127.0.0.1:5678 behaves otherwise than lesson 3 says, and neighbours can aim at services on 127.0.0.1.',
  'doctor.ipv6-way.title': 'IPv6',
  'doctor.ipv6-way.seen': 'There is an IPv6 default route by {device}.',
  'doctor.ipv6-way.effect':
    'A name such as {site} may be tried over IPv6 first: from the host past all of your rules, from a container in vain.',
  'doctor.other-bridges.title': 'Other bridges',
  'doctor.other-bridges.seen': 'Other software has bridges here: {others}.',
  'doctor.other-bridges.effect':
    'Their traffic meets FORWARD as well: policy DROP and bridge-nf-call-iptables cut off its virtual machines and containers.',

  'doctor.forward-open.title': 'FORWARD is closed at first',
  'doctor.forward-open.seen': 'FORWARD lets packets from c1 to c2 through already: {rule}.',
  'doctor.forward-open.effect':
    'Everything works before the rule as well, so lessons 1 and 2 cannot show what the rule is for.',
  'doctor.two-iptables.title': 'One iptables',
  'doctor.two-iptables.seen': 'iptables works on {iptables}, but iptables-{other} has rules too ({chain}).',
  'doctor.two-iptables.effect':
    'Both must accept. You see only one of them, so packets die at rules that iptables -L does not show.',
  'doctor.native-filter.title': 'iptables’ own chains',
  'doctor.native-filter.seen':
    'Somebody made the chain {chain} of table ip {table} with nft, in another way than iptables does.',
  'doctor.native-filter.effect':
    'iptables refuses with "CHAIN_ADD failed" or "table is incompatible, use \'nft\' tool".',
  'doctor.second-chain.title': 'Other firewalls on the way',
  'doctor.second-chain.seen': 'Another chain ends the course’s packets: {rule}',
  'doctor.second-chain.effect':
    'An accept in iptables is final for iptables only: your rule counts packets, and they die all the same.',
  'doctor.input-closed.title': 'Services of the host',
  'doctor.input-closed.seen': 'The host takes no packets from containers to port {port}: {rule}',
  'doctor.input-closed.effect':
    'A container does not reach services of the host, though everything that is forwarded works.',
  'doctor.ufw-forward.title': 'ufw',
  'doctor.ufw-forward.seen': 'ufw is active and drops what is forwarded.',
  'doctor.ufw-forward.effect': 'Your rules work until the next "ufw reload", which puts its own in their place.',
  'doctor.forward-reject.title': 'A rule that ends FORWARD',
  'doctor.forward-reject.seen': 'FORWARD has a rule that takes everything: {rule}',
  'doctor.forward-reject.effect': 'Rules that are appended (-A) come too late; those that are inserted (-I) work.',
  'doctor.raw-drop.title': 'Rules before all others',
  'doctor.raw-drop.seen': 'Packets of the course end before FORWARD and nat see them: {rule}',
  'doctor.raw-drop.effect': 'They die with no trace in filter or nat; no rule of the course can save them.',

  'doctor.bridge-mac.title': 'MAC addresses of bridge and cables',
  'doctor.bridge-mac.seen': 'udev gives {device} a lasting MAC address ({path}).',
  'doctor.bridge-mac.effect':
    'It is made from the name: both containers’ eth0 get the same one, and frames go astray. And the bridge’s address does not follow its ports as the lesson says.',
  'doctor.network-manager.title': 'NetworkManager',
  'doctor.network-manager.seen': 'NetworkManager runs, and nothing keeps it from {bridge} and eth0.',
  'doctor.network-manager.effect':
    'It brings a new eth0 up and starts DHCP on it while it is still on the host, and may take {bridge} over.',
  'doctor.networkd.title': 'systemd-networkd',
  'doctor.networkd.seen': 'systemd-networkd takes {device} ({path}).',
  'doctor.networkd.effect': 'It flushes addresses and routes that it did not make itself, right after you made them.',
  'doctor.loopback-resolver.title': 'Name servers for containers',
  'doctor.loopback-resolver.seen': 'This machine’s only name servers are its own: {servers}.',
  'doctor.loopback-resolver.effect':
    'In a container they are nobody, and Docker leaves them out: "bad address", although addresses can be reached.',

  'doctor.container-name.title': 'Names of the containers',
  'doctor.container-name.seen': 'A container called {container} runs already (network: {networks}).',
  'doctor.container-name.effect':
    'docker run says "the container name is already in use", and later commands wire that one.',
  'doctor.container-stopped.title': 'Stopped containers',
  'doctor.container-stopped.seen': 'There is a container {container} that does not run.',
  'doctor.container-stopped.effect':
    'Its name is taken, and its process id is 0: nsenter and ip link have nothing to go into.',
  'doctor.bridge-left.title': 'Name of the bridge',
  'doctor.bridge-left.seen': '{bridge} exists already ({kind}).',
  'doctor.bridge-left.effect':
    '"ip link add" says "File exists", and an old address or port on it takes part in everything.',
  'doctor.veth-left.title': 'Names of the wires',
  'doctor.veth-left.seen': '{veth} exists already.',
  'doctor.veth-left.effect': '"ip link add" says "File exists", and the commands after it work on the old pair.',
  'doctor.wiring-lost.title': 'Wires of old containers',
  'doctor.wiring-lost.seen': '{bridge} and {container} are there, but nothing is plugged into the bridge.',
  'doctor.wiring-lost.effect':
    'A restart gave the container a new, empty namespace and took its wire away: it has to be wired again.',
  'doctor.bridge-waits.title': 'Spanning tree',
  'doctor.bridge-waits.seen': '{bridge} has the spanning tree protocol on.',
  'doctor.bridge-waits.effect': 'A new port is deaf for 30 seconds: "No route to host" although everything is right.',
  'doctor.rules-twice.title': 'Rules that are there twice',
  'doctor.rules-twice.seen': 'This rule is there more than once: {rule}',
  'doctor.rules-twice.effect': 'Only the upper one counts, and taking one away changes nothing.',
  'doctor.flows-left.title': 'Old connections',
  'doctor.flows-left.seen': 'Connections to port {port} are still tracked: {count}.',
  'doctor.flows-left.effect': 'They keep the translation that they began with, whatever the rules say now.',
  'doctor.port-listening.title': 'The host port',
  'doctor.port-listening.seen': '{program} listens on {address}:{port}.',
  'doctor.port-listening.effect':
    'It answers where lesson 3 shows "refused", and cannot be reached any more once the course’s rule is there.',
  'doctor.port-translated.title': 'Rules for the host port',
  'doctor.port-translated.seen': 'Port {port} is translated already: {rule}',
  'doctor.port-translated.effect': 'Whichever rule comes first wins: connections may end in another container.',
  'doctor.port-used.title': 'Connections to that port elsewhere',
  'doctor.port-used.seen': 'This machine is connected to {peer}.',
  'doctor.port-used.effect':
    'The OUTPUT rule of lesson 3 takes every connection to port {port}, of whatever machine: the next one ends in c1.',
  'doctor.listened-to.title': 'Nobody listens in',
  'doctor.listened-to.seen': '{device} is promiscuous: a program such as tcpdump listens there.',
  'doctor.listened-to.effect': 'Captures show frames that the device would never get otherwise.',
} as const;
