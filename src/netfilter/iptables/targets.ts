import { parseAddress } from '../../ipv4.ts';
import { type Effect, isNat, type NatTarget, type Target } from '../target.ts';
import { connmark, mark, segments, setTarget } from './mark-targets.ts';
import { portRange } from './options.ts';
import type { Token } from './tokens.ts';
import { has, number, option } from './words.ts';

export interface Action {
  readonly effects: readonly Effect[];
  readonly target?: Target;
}

/** `1.2.3.4`, `1.2.3.4-1.2.3.9`, each with `:80` or `:80-90`; or `:80` alone. */
function translation(kind: NatTarget['kind'], to: string): Target {
  const [, low = '', high, ports] = /^([\d.]*)(?:-([\d.]+))?(?::([\d-]+))?$/.exec(to) ?? [];
  const range = ports === undefined ? undefined : portRange(ports);
  const known = [low, high ?? low].every((text) => text === '' || parseAddress(text) !== undefined);
  if (!known || (ports !== undefined && !range) || (low === '' && !range))
    return { kind: 'unknown', name: kind.toUpperCase() };
  return {
    kind,
    ...(low === '' ? {} : { addresses: { from: low, to: high ?? low } }),
    ...(range ? { ports: range } : {}),
  };
}

const random = (words: readonly string[]): Pick<NatTarget, 'random'> =>
  has(words, '--random') || has(words, '--random-fully') ? { random: true } : {};

/** The target with the flags of nf_nat; of what is not understood they say nothing. */
function flagged(target: Target, words: readonly string[]): Target {
  if (!isNat(target)) return target;
  const persistent = has(words, '--persistent') ? ({ persistent: true } as const) : {};
  return { ...target, ...random(words), ...persistent };
}

function toPorts(kind: 'masquerade' | 'redirect', words: readonly string[]): Target {
  const ports = option(words, '--to-ports');
  return flagged(ports === undefined ? { kind } : translation(kind, `:${ports}`), words);
}

/** More than any way through a lab takes: what has so much left of its time to live comes to no end by it. */
const enoughLife = 32;

/** What begins with 64, as everywhere, has enough left; a packet that is set to less may end on its way. */
function livesOn(words: readonly string[]): boolean {
  const set = number(option(words, '--ttl-set'));
  if (set !== undefined) return set >= enoughLife;
  return (
    number(option(words, '--ttl-inc')) !== undefined || (number(option(words, '--ttl-dec')) ?? 64) < enoughLife / 2
  );
}

type Reader = (words: readonly string[]) => Action;
const acts = (target: Target): Action => ({ effects: [], target });

/**
 * What is known of a target of iptables-extensions(8). `passes`: the packet goes on to the next rule, and nothing that rules
 * or routes ask is another afterwards. `named`: what it does to the packet hangs on what is not looked at.
 */
export type TargetKind =
  | { readonly standing: 'walked'; readonly read: Reader }
  | { readonly standing: 'harmless' }
  | { readonly standing: 'named'; readonly because: string }
  | { readonly standing: 'ipv6' };

const evaluated = (read: Reader): TargetKind => ({ standing: 'walked', read });
const verdict = (kind: 'accept' | 'drop' | 'return'): TargetKind => evaluated(() => acts({ kind }));
const named = (because: string): TargetKind => ({ standing: 'named', because });
const harmless: TargetKind = { standing: 'harmless' };
const ipv6: TargetKind = { standing: 'ipv6' };

/** Every target of iptables(8) and iptables-extensions(8); the reader of rules and docs/matches.md both go by it. */
export const targets: { readonly [name: string]: TargetKind } = {
  ACCEPT: verdict('accept'),
  AUDIT: harmless,
  CHECKSUM: harmless,
  CLASSIFY: harmless,
  CLUSTERIP: named('hangs on a hash of the connection'),
  CONNMARK: evaluated((words) => ({ effects: [connmark(words)] })),
  CONNSECMARK: harmless,
  CT: evaluated((words) => ({ effects: [{ name: has(words, '--notrack') ? 'NOTRACK' : 'CT' }] })),
  DNAT: evaluated((words) => acts(flagged(translation('dnat', option(words, '--to-destination') ?? ''), words))),
  DNPT: ipv6,
  DROP: verdict('drop'),
  DSCP: harmless,
  ECN: harmless,
  HL: ipv6,
  HMARK: evaluated(() => ({ effects: [{ name: 'HMARK', marks: { of: 'packet' } }] })),
  IDLETIMER: harmless,
  LED: harmless,
  LOG: harmless,
  MARK: evaluated((words) => ({ effects: [mark(words)] })),
  MASQUERADE: evaluated((words) => acts(toPorts('masquerade', words))),
  NETMAP: named('translates whole networks'),
  NFLOG: harmless,
  NFQUEUE: named('asks a program'),
  NOTRACK: evaluated(() => ({ effects: [{ name: 'NOTRACK' }] })),
  QUEUE: named('asks a program'),
  RATEEST: harmless,
  REDIRECT: evaluated((words) => acts(toPorts('redirect', words))),
  REJECT: evaluated((words) =>
    acts({ kind: 'reject', with: option(words, '--reject-with') ?? 'icmp-port-unreachable' }),
  ),
  RETURN: verdict('return'),
  SECMARK: harmless,
  SET: evaluated((words) => ({ effects: [setTarget(words)] })),
  SNAT: evaluated((words) => acts(flagged(translation('snat', option(words, '--to-source') ?? ''), words))),
  SNPT: ipv6,
  SYNPROXY: named('answers in place of the server'),
  TCPMSS: evaluated((words) => ({ effects: [segments(words)] })),
  TCPOPTSTRIP: harmless,
  TEE: harmless,
  TOS: harmless,
  TPROXY: named('hands the packet to a socket of this machine'),
  TRACE: harmless,
  TTL: evaluated((words) => (livesOn(words) ? { effects: [{ name: 'TTL' }] } : acts({ kind: 'unknown', name: 'TTL' }))),
  ULOG: harmless,
};

/** The words from -j or -g on. `userChains`: names of this table's own chains. */
export function readAction(words: readonly Token[], userChains: ReadonlySet<string>): Action {
  const [flag, target, ...rest] = words.map(({ text }) => text);
  if (flag === undefined || target === undefined) return { effects: [] };
  if (flag === '-g') return acts({ kind: 'goto', chain: target });
  if (userChains.has(target)) return acts({ kind: 'jump', chain: target });
  const kind = Object.hasOwn(targets, target) ? targets[target] : undefined;
  if (kind?.standing === 'walked') return kind.read(rest);
  return kind?.standing === 'harmless' ? { effects: [{ name: target }] } : acts({ kind: 'unknown', name: target });
}
