import { c1, type Fault, inside, pid } from '../support/case.ts';

const image = 'nginx:1.13.3-alpine';
const toC1 = '-j DNAT --to-destination 172.18.0.2:80';
const publish = `iptables -t nat -I PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 ${toC1}`;
/** A program of the learner's own, in every folder where a shell of the lab looks first. */
const shim = (name: string, body: string): readonly string[] => [
  'mkdir -p /root/bin',
  `printf '#!/bin/sh\\n%s\\n' "${body}" >/root/bin/${name}; chmod 755 /root/bin/${name}`,
  `rm -f /run/bridgework/bin/${name}; cp /root/bin/${name} /run/bridgework/bin/${name}`,
  'echo "export PATH=/root/bin:$PATH" >>/root/.bashrc; cp /root/.bashrc /root/.profile',
  `mount -t tmpfs none /usr/local/bin; cp /root/bin/${name} /usr/local/bin/`,
  `mount -t tmpfs none /usr/local/sbin; cp /root/bin/${name} /usr/local/sbin/`,
];
const inC1 = (script: string): string => `docker exec c1 sh -c '${script}'`;
/** Before the real one in the container's PATH. */
const wgetInC1 = (body: string): string =>
  inC1(
    `mkdir -p /usr/local/sbin; printf "#!/bin/sh\\n${body}\\n" >/usr/local/sbin/wget; chmod 755 /usr/local/sbin/wget`,
  );
/** Another web server, cabled to a bridge like the course's own containers; it answers with nginx's page. */
const impostor = (bridge: string, address: string): readonly string[] => [
  `docker run -d --net=none --name=c3 ${image}`,
  'ip link add veth3 type veth peer name eth0',
  `ip link set eth0 netns ${pid('c3')}`,
  `ip link set veth3 up master ${bridge}`,
  inside('c3', 'ip link set eth0 up'),
  inside('c3', `ip address add ${address}/16 dev eth0`),
];

/** What looks right and is not: done in place of a step's commands, it must not pass. */
export const fakes: readonly Fault[] = [
  {
    name: 'a docker in PATH that tells of a running c1',
    step: 'run-c1',
    lines: shim('docker', 'echo 4242 /c1; echo true none'),
    fails: { 'c1-running': 'container-missing' },
    afresh: true,
  },
  {
    name: 'an ip in PATH that shows a bridge',
    step: 'bridge',
    lines: shim('ip', 'echo 3: br0: UP; true'),
    fails: { 'bridge-exists': 'bridge-missing' },
    afresh: true,
  },
  {
    name: 'a bridge in a network namespace of its own',
    step: 'bridge',
    lines: ['ip netns add elsewhere', 'ip -n elsewhere link add br0 type bridge', 'ip -n elsewhere link set br0 up'],
    fails: { 'bridge-exists': 'bridge-missing' },
  },
  {
    name: 'the address as a name of the uplink, by /etc/hosts and lo',
    step: 'bridge-address',
    lines: ['echo 172.18.0.1 br0 >>/etc/hosts', 'ip address add 172.18.0.1/32 dev lo'],
    fails: { 'bridge-address': 'gateway-on-other-device' },
    afresh: true,
  },
  {
    name: 'a compose network with a 172.18.0.2 of its own (F17)',
    step: 'bridge-address',
    lines: [
      'ip link add br-6576 type bridge',
      'ip link set br-6576 up',
      'ip address add 172.18.0.1/16 dev br-6576',
      ...impostor('br-6576', '172.18.0.2'),
      'ip address add 172.18.0.1/16 dev br0',
    ],
    fails: { 'bridge-route': 'subnet-taken' },
  },
  {
    name: 'a rule before routing sends c1 elsewhere',
    step: 'bridge-address',
    lines: [
      'ip address add 172.18.0.1/16 dev br0',
      'ip route add default via 192.168.1.1 table 100',
      'ip rule add to 172.18.0.2 table 100 priority 100',
    ],
    fails: { 'bridge-route': 'host-route-elsewhere' },
  },
  {
    name: 'another container with the address of c1, and a fixed neighbour entry for it',
    step: 'c1-address',
    lines: [
      c1('ip address add 172.18.0.2/16 dev eth0'),
      ...impostor('br0', '172.18.0.2'),
      `mac=$(${inside('c3', 'ip -o link show eth0')} | sed 's/.*ether \\([0-9a-f:]*\\).*/\\1/'); ip neigh replace 172.18.0.2 lladdr $mac nud permanent dev br0`,
    ],
    fails: { 'host-reaches-c1': 'wrong-server' },
  },
  {
    name: 'another container answers in place of c1',
    step: 'c1-address',
    lines: impostor('br0', '172.18.0.2'),
    fails: { 'c1-address': 'address-missing' },
  },
  {
    name: 'another device eth0 with the right address, and no cable',
    step: 'eth0-to-c1',
    lines: ['ip link del veth1', c1('ip link add eth0 type bridge'), c1('ip address add 172.18.0.2/16 dev eth0')],
    fails: { 'veth1-exists': 'eth0-not-a-cable' },
  },
  {
    name: "a web server on the host answers c1's call of c2",
    step: 'forward-bridge',
    lines: [
      `docker run -d --net=host --name=c3 ${image}`,
      'iptables -t nat -A PREROUTING -i br0 -d 172.18.0.3 -p tcp --dport 80 -j REDIRECT --to-ports 80',
    ],
    fails: { 'forward-bridge-accept': 'forward-missing', 'c1-reaches-c2': 'wrong-server' },
  },
  {
    name: 'a web server on the host, and the rule is there too',
    step: 'forward-bridge',
    lines: [
      `docker run -d --net=host --name=c3 ${image}`,
      'iptables -t nat -A PREROUTING -i br0 -d 172.18.0.3 -p tcp --dport 80 -j REDIRECT --to-ports 80',
      'iptables -I FORWARD -i br0 -o br0 -j ACCEPT',
    ],
    fails: { 'c1-reaches-c2': 'wrong-server' },
  },
  {
    name: 'the rule below a DROP',
    step: 'forward-bridge',
    lines: ['iptables -A FORWARD -i br0 -j DROP', 'iptables -A FORWARD -i br0 -o br0 -j ACCEPT'],
    fails: { 'forward-bridge-accept': 'forward-shadowed', 'c1-reaches-c2': 'forward-shadowed' },
  },
  {
    name: 'the rule below a chain that drops',
    step: 'forward-bridge',
    lines: [
      'iptables -N GUARD',
      'iptables -A GUARD -p tcp -j DROP',
      'iptables -A FORWARD -j GUARD',
      'iptables -A FORWARD -i br0 -o br0 -j ACCEPT',
    ],
    fails: { 'forward-bridge-accept': 'forward-shadowed', 'c1-reaches-c2': 'forward-shadowed' },
  },
  {
    name: 'the rule in a chain that nobody calls',
    step: 'forward-bridge',
    lines: ['iptables -N LAB', 'iptables -A LAB -i br0 -o br0 -j ACCEPT'],
    fails: { 'forward-bridge-accept': 'forward-missing' },
  },
  {
    name: 'the rule as a comment',
    step: 'forward-bridge',
    lines: ['iptables -I FORWARD -m comment --comment "-i br0 -o br0 -j ACCEPT"'],
    fails: { 'forward-bridge-accept': 'forward-missing' },
  },
  {
    name: 'an iptables-save in PATH that prints the rule',
    step: 'forward-bridge',
    lines: [
      ...shim('iptables-save', 'echo *filter; echo -A FORWARD -i br0 -o br0 -j ACCEPT; echo COMMIT'),
      ...shim('iptables-nft-save', 'echo *filter; echo -A FORWARD -i br0 -o br0 -j ACCEPT; echo COMMIT'),
    ],
    fails: { 'forward-bridge-accept': 'forward-missing' },
    afresh: true,
  },
  {
    name: 'a curl in PATH that prints the page',
    step: 'forward-bridge',
    lines: shim('curl', 'echo Welcome to nginx!'),
    fails: { 'c1-reaches-c2': 'forward-missing' },
    afresh: true,
  },
  {
    name: 'the rule in the firewall of c1',
    step: 'forward-bridge',
    lines: [c1('iptables -I FORWARD -i br0 -o br0 -j ACCEPT')],
    fails: { 'forward-bridge-accept': 'forward-missing' },
  },
  {
    name: 'a wget in the PATH of c1 that prints the page',
    step: 'talk',
    lines: [wgetInC1('echo Welcome to nginx!')],
    fails: { 'c1-wget-c2': 'unknown-server' },
  },
  {
    name: 'a wget in the PATH of c1 that fetches its own page',
    step: 'talk',
    lines: [wgetInC1('exec /bin/busybox wget -O - http://127.0.0.1/')],
    fails: { 'c1-wget-c2': 'unknown-server' },
  },
  {
    name: 'c1 and c2 exchange their names',
    step: 'talk',
    lines: ['docker rename c1 c3', 'docker rename c2 c1', 'docker rename c3 c2'],
    fails: { 'c1-eth0': 'cables-crossed' },
  },
  {
    name: 'a name in /etc/hosts of c1 in place of a resolver',
    step: 'talk-outside',
    lines: [inC1('echo 172.18.0.3 www.baidu.com >>/etc/hosts')],
    fails: { 'c1-wget-site': 'wrong-server' },
  },
  {
    name: 'a DNAT of the site to c2',
    step: 'masquerade',
    lines: [
      'iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE',
      'iptables -t nat -I PREROUTING -i br0 -p tcp --dport 80 -d 192.168.1.50 -j DNAT --to-destination 172.18.0.3:80',
    ],
    fails: { 'c1-reaches-outside': 'destination-rewritten' },
  },
  {
    name: 'MASQUERADE below a RETURN',
    step: 'masquerade',
    lines: [
      'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -j RETURN',
      'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE',
    ],
    fails: { 'masquerade-rule': 'masquerade-missing' },
  },
  {
    name: 'the published port is a server of the host',
    step: 'dnat-prerouting',
    lines: [
      `docker run -d --net=host --name=c3 ${image}`,
      'iptables -t nat -A PREROUTING -p tcp --dport 5678 -j REDIRECT --to-ports 80',
    ],
    fails: { 'dnat-rule': 'dnat-wrong-target', 'outside-reaches-port': 'dnat-wrong-target' },
  },
  {
    name: 'the published port is c2 with the page of c1',
    step: 'dnat-prerouting',
    lines: [
      'docker exec c2 sh -c \'for f in /usr/share/nginx/html/index.html; do echo "Welcome to nginx! I am c1" >$f; done\'',
      'iptables -t nat -I PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.3:80',
    ],
    fails: { 'dnat-rule': 'dnat-wrong-target', 'outside-reaches-port': 'dnat-wrong-target' },
  },
  {
    name: 'the published port is dropped in raw',
    step: 'dnat-prerouting',
    lines: [publish, 'iptables -t raw -A PREROUTING -i ens33 -p tcp --dport 5678 -j DROP'],
    fails: { 'outside-reaches-port': 'prerouting-drop' },
  },
  {
    name: "a hairpin that is c1's own loopback",
    step: 'masquerade-hairpin',
    lines: [
      c1('ip address add 192.168.1.61/32 dev lo'),
      c1('iptables -t nat -A OUTPUT -p tcp --dport 5678 -j DNAT --to-destination 127.0.0.1:80'),
    ],
    fails: { 'masquerade-hairpin-rule': 'hairpin-masquerade-missing' },
  },
  {
    name: 'a restart of c1 after it had passed',
    step: 'talk-hairpin',
    lines: ['docker restart -t 0 c1', 'while ip link show veth1 >/dev/null 2>&1; do sleep 0.1; done'],
    fails: { 'veth1-exists': 'veth-missing' },
  },
];
