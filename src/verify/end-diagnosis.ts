import type { MessageId } from '../i18n/catalogue.ts';
import type { TextValues } from '../i18n/text.ts';
import { listing, removal } from '../netfilter/index.ts';
import { quote } from '../text/quote.ts';
import { type EndName, endNames, endOf, endTextOf, type Hop, type Trace } from '../trace/index.ts';
import type { Diagnosis } from './check.ts';

/** Where a walk ended, as a diagnosis of its own. */
export type EndDiagnosisId = `end-${EndName}`;
/** What the engine itself says of a walk: where it ended, or why it may claim nothing. */
export type WalkDiagnosisId = EndDiagnosisId | 'walk-open' | 'walk-differs';

export const isWalkDiagnosis = (id: string): id is WalkDiagnosisId => /^(end|walk)-/.test(id);

// An end without words does not compile.
const _spoken: `diagnosis.${WalkDiagnosisId}.${'what' | 'why' | 'next' | 'hint1' | 'hint2' | 'hint3'}` extends MessageId
  ? true
  : never = true;
void _spoken;

/** What the words of an end are about: everything that its hop knows. */
interface End {
  readonly hop: Hop;
  /** A value of the reason, as one word of the shell. */
  readonly word: (name: string) => string;
}

interface Commands {
  /** Shows what decided. */
  readonly look: string;
  /** Fixes it, where one command can; otherwise looks further. */
  readonly fix?: string;
}

const routes: Commands = { look: 'ip route show' };
const addresses: Commands = { look: 'ip -4 address show' };
const longer = ({ word }: End): Commands => ({
  look: `ip link show dev ${word('device')}`,
  fix: `ip link set ${word('device')} mtu ${word('size')}`,
});
const clamp = 'iptables-nft -t mangle -I FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu';
const rules = ({ hop }: End): Commands => {
  const chain = hop.by?.chain;
  if (!hop.by || !chain) return { look: 'nft list ruleset' };
  return { look: listing(chain), ...(hop.by.by === 'rule' ? { fix: removal(hop.by) } : {}) };
};

/** Typed in the namespace of the node where it ended. */
const commands: { readonly [name in EndName]: (end: End) => Commands } = {
  'no-route-send': () => routes,
  'no-route-forward': () => routes,
  'route-refuses': ({ hop }) => ({
    look: 'ip route show table all',
    ...(hop.evidence === undefined ? {} : { fix: `ip route del ${hop.evidence.split(' ').map(quote).join(' ')}` }),
  }),
  'routing-rule-refuses': () => ({ look: 'ip rule show' }),
  'route-to-lo': () => routes,
  'not-forwarding': ({ word }) => ({ look: `sysctl ${word('name')}`, fix: `sysctl -w ${word('name')}=1` }),
  broadcast: () => addresses,
  'martian-source': () => addresses,
  'martian-loopback': () => addresses,
  'martian-own': () => addresses,
  'martian-leaves': () => addresses,
  'rp-filter': ({ word }) => ({
    look: `sysctl net.ipv4.conf.all.rp_filter net.ipv4.conf.${word('device')}.rp_filter`,
    fix: `ip route show`,
  }),
  'no-neighbour': ({ word }) => ({ look: `ip neigh show dev ${word('device')}`, fix: 'ip -br address' }),
  'no-arp': ({ word }) => ({
    look: `ip link show dev ${word('device')}`,
    fix: `ip link set ${word('device')} arp on`,
  }),
  'other-mac': ({ word }) => ({ look: `ip link show dev ${word('device')}` }),
  'link-down': ({ word }) => ({
    look: `ip link show dev ${word('device')}`,
    fix: `ip link set ${word('device')} up`,
  }),
  'no-carrier': ({ word }) => ({ look: `ip -d link show dev ${word('device')}` }),
  'port-state': ({ word }) => ({ look: `bridge -d link show dev ${word('port')}` }),
  'port-hairpin': ({ word }) => ({
    look: `bridge -d link show dev ${word('port')}`,
    fix: `bridge link set dev ${word('port')} hairpin on`,
  }),
  'port-isolated': ({ word }) => ({
    look: `bridge -d link show dev ${word('port')}`,
    fix: `bridge link set dev ${word('port')} isolated off`,
  }),
  'port-no-flood': ({ word }) => ({
    look: `bridge fdb show br ${word('bridge')}`,
    fix: `bridge link set dev ${word('port')} flood on learning on`,
  }),
  'bridge-itself': () => ({ look: 'ip neigh show' }),
  'bridge-nobody': () => ({ look: 'ip neigh show' }),
  'port-too-small': ({ word }) => ({
    look: `ip link show dev ${word('port')}`,
    fix: `ip link set ${word('port')} mtu 1500`,
  }),
  'end-too-small': longer,
  'too-big-to-send': longer,
  'link-too-small': longer,
  // TCP can be told to send less; a ping cannot.
  'black-hole': (end) => ({
    ...longer(end),
    ...(end.word('proto') === 'tcp' ? { fix: clamp } : {}),
  }),
  'tunnel-no-entry': ({ word }) => ({ look: `bridge fdb show dev ${word('device')}` }),
  'tunnel-no-source': ({ word }) => ({ look: `ip -d link show dev ${word('device')}`, fix: 'ip -4 -br address' }),
  'tunnel-to-itself': ({ word }) => ({ look: `bridge fdb show dev ${word('device')}`, fix: 'ip -4 -br address' }),
  'tunnel-no-device': () => ({ look: 'ip -d link show type vxlan' }),
  'tunnel-other-peer': ({ word }) => ({ look: `bridge fdb show dev ${word('device')}` }),
  'rule-drops': rules,
  'policy-drops': rules,
  'rule-rejects': rules,
  'no-masquerade-address': ({ word }) => ({ look: `ip -4 address show dev ${word('device')}` }),
  'no-listener': () => ({ look: 'ss -ltnp' }),
  loop: () => routes,
  'reply-from-stranger': () => routes,
  'reply-elsewhere': () => ({ look: 'ip -br address' }),
  'echo-ignored': () => ({
    look: 'sysctl net.ipv4.icmp_echo_ignore_all',
    fix: 'sysctl -w net.ipv4.icmp_echo_ignore_all=0',
  }),
};

/** A command in the namespace of a node, typed on the host. */
function typedAt(node: string, command: string, machines: readonly string[]): string {
  if (node === 'host') return command;
  if (machines.includes(node)) return `ip netns exec ${node} ${command}`;
  return `nsenter -n -t $(docker inspect -f {{.State.Pid}} ${node}) ${command}`;
}

/** Of a walk that ended short of an answer: where, why, what shows it, and what fixes it. Undefined: it did not end. `machines`: the nodes that are no containers. */
export function endDiagnosisOf(trace: Trace, machines: readonly string[]): Diagnosis | undefined {
  const reason = endTextOf(trace.reason);
  const end = endOf(trace);
  if (!reason || !end) return undefined;
  const { leg, hop } = end;
  const name = endNames[reason.id];
  const values = plainValues(reason.values);
  const word = (value: string): string => quote(String(values[value] ?? ''));
  const { look, fix = look } = commands[name]({ hop, word });
  const { src, dst } = hop.packet;
  const at = (command: string): string => typedAt(hop.node, command, machines);
  return {
    id: `end-${name}` satisfies EndDiagnosisId,
    values: { src, dst, leg, ...values, look: at(look), command: at(fix) },
  };
}

/** Nobody can say from this walk where the request ended. */
export function openDiagnosisOf({ flow: { from, to }, reason }: Trace, machines: readonly string[]): Diagnosis {
  const command = typedAt(from, `ip route get ${quote(to)}`, machines);
  return { id: 'walk-open', values: { reason, look: command, command } };
}

function plainValues(values: TextValues = {}): { readonly [name: string]: string | number } {
  const plain = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'object' ? [] : [[name, value] as const],
  );
  return Object.fromEntries(plain);
}
