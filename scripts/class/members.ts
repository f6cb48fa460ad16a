import { sourceCommands } from '../../lessons/testing/source-commands.ts';

/** A student: what they did in their lab, in words and as the commands that they typed. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly did: string;
  /** Absent: their lab was never brought up, or it is another student's (`lab`). */
  readonly commands?: string;
  readonly lab?: string;
}

const all = sourceCommands();
const until = (line: string): string => sourceCommands(line);

/** The whole course, with a line typed otherwise; every place where it stands must be there. */
function but(right: string, wrong: string): string {
  if (!all.includes(right)) throw new Error(`no such line in the course: ${right}`);
  return all.replace(right, wrong);
}
const without = (line: string): string => but(line, ':');

const inC = (name: string): string => `nsenter -n -t $(docker inspect -f {{.State.Pid}} ${name})`;
const route = (name: string): string => `${inC(name)} ip route add default via 172.18.0.1 dev eth0`;
/** A daemon that lets packets through every now and then, so that no two looks see the same. */
const unstable = `${all}\niptables -D FORWARD -i br0 -o br0 -j ACCEPT
setsid sh -c 'while :; do iptables -I FORWARD -i br0 -o br0 -j ACCEPT; sleep 0.2; iptables -D FORWARD -i br0 -o br0 -j ACCEPT; sleep 0.2; done' </dev/null >/dev/null 2>&1 &`;

const named: readonly (readonly [string, string, string | undefined, string?])[] = [
  ['Ada Lovelace', 'everything', all],
  ['Alan Turing', 'everything, with -A in place of -I', all.replaceAll('iptables -I FORWARD', 'iptables -A FORWARD')],
  ['Barbara Liskov', 'everything but the last rule', without('iptables -t nat -I POSTROUTING -o br0 -p tcp')],
  ['Claude Shannon', 'no hairpin mode', without('bridge link set dev veth1 hairpin on')],
  ['Donald Knuth', 'up to the hairpin lesson', until('bridge link set')],
  ['Edsger Dijkstra', 'up to the host port', until('iptables -t nat -I PREROUTING ! -i br0')],
  [
    'Frances Allen',
    'DNAT to the wrong container',
    but('--to-destination 172.18.0.2:80\n', '--to-destination 172.18.0.3:80\n'),
  ],
  ['Grace Hopper', 'DNAT of the wrong port', all.replaceAll('--dport 5678', '--dport 5687')],
  ['Hedy Lamarr', 'no masquerading', without('iptables -t nat -I POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE')],
  ['Ivan Sutherland', 'masquerading of the wrong network', but('-s 172.18.0.0/16', '-s 172.19.0.0/16')],
  ['John Backus', 'packets to the outside, but not back', without('iptables -I FORWARD -i ens33 -o br0 -j ACCEPT')],
  ['Kathleen Booth', 'c2 without a default route', without(route('c2'))],
  [
    'Leslie Lamport',
    'c1 with the gateway of nobody',
    but(route('c1'), route('c1').replace('172.18.0.1', '172.18.0.9')),
  ],
  ['Margaret Hamilton', 'both containers with one address', but('172.18.0.3/16', '172.18.0.2/16')],
  ['Niklaus Wirth', 'veth2 never set up', without('ip link set veth2 up')],
  ['Radia Perlman', 'veth2 on no bridge', without('ip link set veth2 master br0')],
  ['Sophie Wilson', 'the bridge alone', until('ip link add veth1')],
  ['王小明', 'rules that come and go', unstable],
  ['Tim Berners-Lee', 'nothing: no lab', undefined],
  ['Whitfield Diffie', 'nothing: names the lab of s01', undefined, 's01'],
];

export const members: readonly Member[] = named.map(([name, did, commands, lab], index) => ({
  id: `s${String(index + 1).padStart(2, '0')}`,
  name,
  did,
  ...(commands === undefined ? {} : { commands }),
  ...(lab === undefined ? {} : { lab }),
}));
