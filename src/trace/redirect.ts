import type { TcHook } from '../facts/index.ts';
import { ingressRules } from './ingress-rules.ts';
import type { NodeFacts } from './trace.ts';
import type { Parcel } from './walk.ts';

/** A packet where nobody looks beyond its first bytes: what tc(8) and chains of the netdev family ask. */
export interface Passing {
  readonly protocol: 'ip' | 'arp';
  /** Destination; of ARP, the address that the question or answer is for. */
  readonly target: string;
  /** Of IP. */
  readonly proto?: Parcel['proto'];
}

export const passingOf = ({ tuple, proto }: Parcel): Passing => ({ protocol: 'ip', target: tuple.dst, proto });

/** Where it goes instead: `egress`, the other device sends it; `ingress`, the other device receives it. */
export interface Redirect {
  readonly to: string;
  readonly as: TcHook;
  /** The frame's destination afterwards, where it was written anew. */
  readonly mac?: string;
}

/** `undefined`: on as ever. `unknown`: what happens there is not known. */
export type Handed = Redirect | 'unknown' | undefined;

const ipProtocols = { icmp: 1, tcp: 6, udp: 17 } as const;

/** What filters of tc(8) at a device do with it. */
export function diverted({ diversions }: NodeFacts, device: string, hook: TcHook, passing: Passing): Handed {
  if (diversions?.opaque.some((one) => one.device === device && one.hook === hook)) return 'unknown';
  for (const one of diversions?.diversions ?? []) {
    const { protocol, target, ipProtocol } = one;
    if (one.device !== device || one.hook !== hook) continue;
    if (protocol !== 'all' && protocol !== passing.protocol) continue;
    if (target !== undefined && target !== passing.target) continue;
    if (ipProtocol !== undefined && passing.proto && ipProtocol !== ipProtocols[passing.proto]) continue;
    return one.asksMore ? 'unknown' : { to: one.to, as: one.as };
  }
  return undefined;
}

/** Whether a device is a way to others than those at the end of its cable. */
export const hasDiversions = ({ diversions }: NodeFacts, device: string): boolean =>
  diversions?.diversions.some((one) => one.device === device && one.hook === 'egress') ?? false;

/** Rules of the netdev family that do more than let pass or drop; whole chains of nothing else can be followed. */
const handsOn = /fwd to |ether daddr set |meta pkttype set /;
const rule =
  /^(?:(?<family>arp|ip) daddr (?:ip )?(?<target>[\d.]+) |ether daddr (?<mac>[0-9a-f:]{17}) )?(?:fwd to "?(?<to>[^"\s]+)"?|ether daddr set (?<write>[0-9a-f:]{17})|meta pkttype set (?<host>host))$/;

/** What ingress chains of a device do with a frame for `mac`: `own`, the device's own address. */
export function forwarded(
  facts: NodeFacts,
  device: string,
  passing: Passing,
  mac: string,
  own: string,
): Handed | { readonly mac: string } {
  const { rules: ruleset } = facts;
  if (!ruleset) return undefined;
  const { rules: here } = ingressRules(ruleset, device);
  const chains = here.chains.filter(({ base, rules }) => base?.hook === 'ingress' && rules.length > 0);
  const texts = chains.flatMap(({ rules }) => rules.map(({ text }) => text));
  if (!texts.some((text) => handsOn.test(text))) return undefined;
  let now = mac;
  for (const text of texts) {
    const asks = rule.exec(text)?.groups;
    if (!asks || chains.length > 1) return 'unknown';
    if (asks['family'] !== undefined && (asks['family'] !== passing.protocol || asks['target'] !== passing.target))
      continue;
    if (asks['mac'] !== undefined && asks['mac'] !== now) continue;
    if (asks['to'] !== undefined) return { to: asks['to'], as: 'egress', mac: now };
    now = asks['write'] ?? own;
  }
  return { mac: now };
}
