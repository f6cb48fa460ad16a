import { parseAddress } from '../../ipv4.ts';
import { always, byChance, type Match, type MatchTest, never } from '../match.ts';
import * as options from './options.ts';
import { has, number, option } from './words.ts';

/**
 * What is known of a module of iptables-extensions(8). `options`: those that are understood, each for itself; others make an
 * unknown match. `whole`: reads all of its words, since they say something together only.
 */
export type Module =
  | { readonly standing: 'walked'; readonly options: options.Options }
  | { readonly standing: 'walked'; readonly whole: (words: readonly string[]) => readonly Match[] | undefined }
  /** Asks nothing. */
  | { readonly standing: 'harmless' }
  /** Its words become an unknown match, for the reason given: what it hangs on is not looked at. */
  | { readonly standing: 'named'; readonly because: string }
  | { readonly standing: 'ipv6' };

const byOptions = (own: options.Options): Module => ({ standing: 'walked', options: own });
const whole = (read: (words: readonly string[]) => readonly Match[] | undefined): Module => ({
  standing: 'walked',
  whole: read,
});
const named = (because: string): Module => ({ standing: 'named', because });
const harmless: Module = { standing: 'harmless' };
const ipv6: Module = { standing: 'ipv6' };

const one = (test: MatchTest, words: readonly string[], negated = false): readonly Match[] => [
  { ...test, negated, text: words.join(' ') },
];

/** `--src-type LOCAL --limit-iface-in`: the limit is about both types. */
function addressTypes(words: readonly string[]): readonly Match[] | undefined {
  const on = has(words, '--limit-iface-in') ? 'in' : has(words, '--limit-iface-out') ? 'out' : undefined;
  const limit = on === undefined ? [] : [`--limit-iface-${on}`];
  const found = (['src', 'dst'] as const).flatMap((side): Match[] => {
    const at = words.indexOf(`--${side}-type`);
    const types = words[at + 1]?.toLowerCase().split(',');
    if (at < 0 || !types) return [];
    const negated = words[at - 1] === '!';
    const own = words.slice(negated ? at - 1 : at, at + 2);
    const text = [...own, ...limit].join(' ');
    return [{ kind: 'address-type', side, types, ...(on === undefined ? {} : { on }), negated, text }];
  });
  return found.length > 0 ? found : undefined;
}

function reversePath(words: readonly string[]): readonly Match[] {
  const test: MatchTest = {
    kind: 'reverse-path',
    loose: has(words, '--loose'),
    byMark: has(words, '--validmark'),
    acceptLocal: has(words, '--accept-local'),
  };
  return one(test, words, has(words, '--invert'));
}

/** In either mode each packet is as likely as another: nobody knows how many have come before (`nth`). */
function statistic(words: readonly string[]): readonly Match[] | undefined {
  const probability = Number(option(words, '--probability'));
  const every = number(option(words, '--every'));
  const odds = option(words, '--mode') === 'random' ? probability : every ? 1 / every : Number.NaN;
  if (!Number.isFinite(odds)) return undefined;
  return one(byChance(odds), words, has(words, '!'));
}

/** `--set` writes down, and holds always; the others ask what has been written before. */
function recent(words: readonly string[]): readonly Match[] | undefined {
  if (has(words, '--set')) return one(always, words, has(words, '!'));
  const mask = parseAddress(option(words, '--mask') ?? '255.255.255.255');
  const hits = number(option(words, '--hitcount') ?? '1');
  if (mask === undefined || hits === undefined) return undefined;
  const test: MatchTest = {
    kind: 'recent',
    list: option(words, '--name') ?? 'DEFAULT',
    side: has(words, '--rdest') ? 'dst' : 'src',
    mask,
    hits,
    timed: has(words, '--seconds') || has(words, '--rttl'),
  };
  return one(test, words, has(words, '!'));
}

/** Packets that IPsec has, or wants, end the walk before (src/trace/transform.ts): those that rules see have nothing of it. */
function policy(words: readonly string[]): readonly Match[] | undefined {
  const asked = option(words, '--pol');
  return asked === undefined ? undefined : one(asked === 'none' ? always : never, words);
}

/** Where nobody of this machine has made the packet, "not" holds, and anything else does not, nor both together (xt_owner). */
function owner(words: readonly string[]): readonly Match[] {
  const asked = words.filter((word) => word.startsWith('--')).length;
  const negated = words.filter((word) => word === '!').length;
  const isMixed = negated > 0 && negated < asked;
  return one({ kind: 'owner', breaks: isMixed }, words, negated > 0 && !isMixed);
}

const state = 'hangs on what the kernel has counted before';
const content = 'hangs on the bytes of the packet';

/** Every module of iptables-extensions(8), in its order; the reader of rules and docs/matches.md both go by it. */
export const modules: { readonly [name: string]: Module } = {
  addrtype: whole(addressTypes),
  ah: named('hangs on a header that only IPsec writes'),
  bpf: named(content),
  cgroup: named('hangs on who has made the packet'),
  cluster: named('hangs on a hash of the connection'),
  comment: harmless,
  connbytes: named(state),
  connlabel: named('hangs on labels of the connection, which are not looked at'),
  connlimit: named(state),
  connmark: byOptions(options.connectionMarks),
  conntrack: byOptions(options.conntrack),
  cpu: named('hangs on which processor has the packet'),
  dccp: byOptions(options.ports),
  devgroup: named('hangs on groups of devices, which are not looked at'),
  dscp: named('hangs on a field that is not followed'),
  dst: ipv6,
  ecn: named('hangs on a field that is not followed'),
  esp: named('hangs on a header that only IPsec writes'),
  eui64: ipv6,
  frag: ipv6,
  hashlimit: named(state),
  hbh: ipv6,
  helper: named('hangs on helpers of connections, which are not looked at'),
  hl: ipv6,
  icmp: byOptions(options.icmp),
  icmp6: ipv6,
  iprange: byOptions(options.iprange),
  ipv6header: ipv6,
  ipvs: named('hangs on IPVS, which is not looked at'),
  length: byOptions(options.length),
  limit: named(state),
  mac: named('hangs on a field that is not followed'),
  mark: byOptions(options.packetMarks),
  mh: ipv6,
  multiport: byOptions(options.multiport),
  nfacct: named(state),
  osf: named(content),
  owner: whole(owner),
  physdev: byOptions(options.physdev),
  pkttype: byOptions(options.frameType),
  policy: whole(policy),
  quota: named(state),
  rateest: named(state),
  realm: named('hangs on realms of routes, which are not looked at'),
  recent: whole(recent),
  rpfilter: whole(reversePath),
  rt: ipv6,
  sctp: byOptions(options.ports),
  set: named('hangs on a set of ipset(8), which is not looked at'),
  socket: named('hangs on the sockets of the machine'),
  state: byOptions(options.state),
  statistic: whole(statistic),
  string: named(content),
  tcp: byOptions(options.tcp),
  tcpmss: named(content),
  time: named('hangs on the clock'),
  tos: named('hangs on a field that is not followed'),
  ttl: named('hangs on a field that is not followed'),
  u32: named(content),
  udp: byOptions(options.ports),
  udplite: byOptions(options.ports),
};

/** `mark_m` and the like: what iptables-legacy's names of the second revision are printed as. */
export function moduleOf(name: string): Module {
  return (Object.hasOwn(modules, name) ? modules[name] : undefined) ?? named('is not in iptables-extensions(8)');
}
