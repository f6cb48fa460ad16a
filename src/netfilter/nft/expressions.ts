import { allBits } from '../marks.ts';
import type { Reader } from './readers.ts';
import * as read from './readers.ts';

/** What is known of an expression of nft(8). `bridge`: what it asks in a table of the bridge family. */
export type Expression =
  | { readonly standing: 'walked'; readonly read: Reader; readonly bridge?: Reader }
  | { readonly standing: 'named'; readonly because: string }
  | { readonly standing: 'ipv6' };

const evaluated = (reader: Reader, bridge?: Reader): Expression => ({
  standing: 'walked',
  read: reader,
  ...(bridge ? { bridge } : {}),
});
const named = (because: string): Expression => ({ standing: 'named', because });
const unseen = (what: string): Expression => named(`hangs on ${what}: not looked at`);
const field = named('hangs on a field that is not followed');
const state = named('hangs on what the kernel has counted before');
/** Read by files of their own (fib.ts, flags.ts, numgen.ts), since the operator has a say in what they ask. */
const evaluatedElsewhere: Expression = evaluated(() => undefined);
const device = (side: 'in' | 'out'): Expression =>
  evaluated(read.interfaceField('interface', side), read.interfaceField('bridge-port', side));

const meta: { readonly [key: string]: Expression } = {
  'meta length': evaluated(read.lengthField),
  'meta nfproto': evaluated(read.familyField),
  'meta l4proto': evaluated(read.protocolField),
  'meta protocol': evaluated(read.familyField),
  'meta priority': field,
  'meta mark': evaluated(read.markField('packet', allBits)),
  'meta iif': device('in'),
  'meta iifname': device('in'),
  'meta iiftype': unseen('the type of the device'),
  'meta iifkind': unseen('the kind of the device'),
  'meta iifgroup': unseen('the group of the device'),
  'meta oif': device('out'),
  'meta oifname': device('out'),
  'meta oiftype': unseen('the type of the device'),
  'meta oifkind': unseen('the kind of the device'),
  'meta oifgroup': unseen('the group of the device'),
  'meta sdif': unseen('the device below a VRF'),
  'meta sdifname': unseen('the device below a VRF'),
  'meta ibrname': evaluated(read.interfaceField('interface', 'in')),
  'meta obrname': evaluated(read.interfaceField('interface', 'out')),
  'meta skuid': evaluated(read.ownerField),
  'meta skgid': evaluated(read.ownerField),
  'meta nftrace': field,
  'meta rtclassid': unseen('the realm of the route'),
  'meta ibrpvid': unseen('the VLAN of the port'),
  'meta ibrvproto': unseen('the VLAN of the port'),
  'meta pkttype': evaluated(read.frameField),
  'meta cpu': named('hangs on which processor has the packet'),
  'meta cgroup': named('hangs on who has made the packet'),
  'meta random': named('holds by chance, of which it does not say how often'),
  'meta ipsec': unseen('IPsec'),
  'meta secpath': unseen('IPsec'),
  'meta time': named('hangs on the clock'),
  'meta day': named('hangs on the clock'),
  'meta hour': named('hangs on the clock'),
};

const connection: { readonly [key: string]: Expression } = {
  'ct state': evaluated(read.stateField),
  'ct direction': evaluated(read.directionField),
  'ct status': evaluatedElsewhere,
  'ct mark': evaluated(read.markField('connection', allBits)),
  'ct expiration': state,
  'ct helper': unseen('helpers of connections'),
  'ct label': unseen('labels of connections'),
  'ct secmark': unseen('SELinux'),
  'ct id': state,
  'ct count': state,
  'ct bytes': state,
  'ct packets': state,
  'ct avgpkt': state,
  'ct zone': unseen('zones of conntrack'),
  'ct l3proto': field,
  'ct protocol': field,
  ...Object.fromEntries(
    (['original', 'reply'] as const).flatMap((tuple) =>
      (['src', 'dst'] as const).flatMap((side): [string, Expression][] => {
        const name = side === 'src' ? 'saddr' : 'daddr';
        const address = evaluated(read.connectionField(tuple, side, 'address'));
        return [
          [`ct ${tuple} ip ${name}`, address],
          [`ct ${tuple} ${name}`, address],
          [`ct ${tuple} proto-${side}`, evaluated(read.connectionField(tuple, side, 'port'))],
        ];
      }),
    ),
  ),
  ...Object.fromEntries(
    ['original', 'reply'].flatMap((tuple) =>
      ['bytes', 'packets', 'avgpkt', 'zone', 'l3proto', 'protocol'].map((key) => [`ct ${tuple} ${key}`, field]),
    ),
  ),
};

const transports = ['tcp', 'udp', 'udplite', 'sctp', 'dccp', 'th'];
const fieldsOf = (protocol: string, names: string): { readonly [key: string]: Expression } =>
  Object.fromEntries(names.split(' ').map((name) => [`${protocol} ${name}`, field]));

const payload: { readonly [key: string]: Expression } = {
  'ether type': evaluated(read.familyField),
  ...fieldsOf('ether', 'daddr saddr'),
  ...fieldsOf('vlan', 'id dei pcp type'),
  ...fieldsOf('arp', 'htype ptype hlen plen operation'),
  'arp saddr ip': field,
  'arp daddr ip': field,
  'arp saddr ether': field,
  'arp daddr ether': field,
  'ip saddr': evaluated(read.addressField('src')),
  'ip daddr': evaluated(read.addressField('dst')),
  'ip protocol': evaluated(read.protocolField),
  'ip length': evaluated(read.lengthField),
  ...fieldsOf('ip', 'version hdrlength dscp ecn id frag-off ttl checksum'),
  'icmp type': evaluated(read.icmpField),
  ...fieldsOf('icmp', 'code checksum id sequence gateway mtu'),
  ...fieldsOf('igmp', 'type mrt checksum group'),
  ...Object.fromEntries(
    transports.flatMap((protocol) => [
      [`${protocol} sport`, evaluated(read.portField('src'))],
      [`${protocol} dport`, evaluated(read.portField('dst'))],
    ]),
  ),
  ...fieldsOf('tcp', 'sequence ackseq doff reserved window checksum urgptr option'),
  'tcp flags': evaluatedElsewhere,
  ...fieldsOf('udp', 'length checksum'),
  ...fieldsOf('sctp', 'vtag checksum chunk'),
  ...fieldsOf('dccp', 'type option'),
  ...fieldsOf('ah', 'nexthdr hdrlength reserved spi sequence'),
  ...fieldsOf('esp', 'spi sequence'),
  ...fieldsOf('comp', 'nexthdr flags cpi'),
};

const hash = named('hangs on a hash of the packet');

/** Every expression of nft(8); the reader of rules and docs/matches.md both go by it. */
export const expressions: { readonly [key: string]: Expression } = {
  ...meta,
  ...connection,
  ...payload,
  fib: evaluatedElsewhere,
  numgen: evaluatedElsewhere,
  'ip option': field,
  ip6: { standing: 'ipv6' },
  icmpv6: { standing: 'ipv6' },
  exthdr: { standing: 'ipv6' },
  'gre, geneve, gretap, vxlan': field,
  'raw payload': named('hangs on the bytes of the packet; ports of the transport header are walked'),
  socket: named('hangs on the sockets of the machine'),
  osf: named('hangs on the bytes of the packet'),
  rt: unseen('the route that the packet has been given'),
  ipsec: unseen('IPsec'),
  tunnel: unseen('the tunnel of the packet'),
  jhash: hash,
  symhash: hash,
};

/** Of an expression that is not there, or in another family: it reads nothing. */
export function readerOf(key: string, family: string): Reader {
  const known = Object.hasOwn(expressions, key) ? expressions[key] : undefined;
  if (known?.standing !== 'walked') return () => undefined;
  return (family === 'bridge' ? known.bridge : undefined) ?? known.read;
}
