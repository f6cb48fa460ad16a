import { parseAddress } from '../../ipv4.ts';
import type { Effect, NatTarget, Target } from '../target.ts';
import { portRange } from './options.ts';
import type { Token } from './tokens.ts';

export interface Action {
  readonly effects: readonly Effect[];
  readonly target?: Target;
}

/** Targets after which the packet goes on to the next rule; man iptables-extensions. */
const passing: ReadonlySet<string> = new Set([
  'AUDIT',
  'CHECKSUM',
  'CLASSIFY',
  'CONNMARK',
  'CONNSECMARK',
  'CT',
  'DSCP',
  'ECN',
  'HL',
  'HMARK',
  'IDLETIMER',
  'LED',
  'LOG',
  'MARK',
  'NFLOG',
  'NOTRACK',
  'RATEEST',
  'SECMARK',
  'SET',
  'TCPMSS',
  'TCPOPTSTRIP',
  'TEE',
  'TOS',
  'TRACE',
  'TTL',
  'ULOG',
]);

function option(words: readonly Token[], name: string): string | undefined {
  const at = words.findIndex((word) => word.text === name);
  return at < 0 ? undefined : words[at + 1]?.text;
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

function toPorts(kind: 'masquerade' | 'redirect', words: readonly Token[]): Target {
  const ports = option(words, '--to-ports');
  return ports === undefined ? { kind } : translation(kind, `:${ports}`);
}

function builtIn(name: string, words: readonly Token[]): Target | undefined {
  switch (name) {
    case 'ACCEPT':
      return { kind: 'accept' };
    case 'DROP':
      return { kind: 'drop' };
    case 'RETURN':
      return { kind: 'return' };
    case 'REJECT':
      return { kind: 'reject', with: option(words, '--reject-with') ?? 'icmp-port-unreachable' };
    case 'DNAT':
      return translation('dnat', option(words, '--to-destination') ?? '');
    case 'SNAT':
      return translation('snat', option(words, '--to-source') ?? '');
    case 'MASQUERADE':
      return toPorts('masquerade', words);
    case 'REDIRECT':
      return toPorts('redirect', words);
    default:
      return undefined;
  }
}

/** The words from -j or -g on. `userChains`: names of this table's own chains. */
export function readAction(words: readonly Token[], userChains: ReadonlySet<string>): Action {
  const [flag, target, ...rest] = words;
  if (!flag || !target) return { effects: [] };
  const name = target.text;
  if (flag.text === '-g') return { effects: [], target: { kind: 'goto', chain: name } };
  if (userChains.has(name)) return { effects: [], target: { kind: 'jump', chain: name } };
  if (name === 'CT' && rest.some((word) => word.text === '--notrack')) return { effects: [{ name: 'NOTRACK' }] };
  if (passing.has(name)) return { effects: [{ name }] };
  return { effects: [], target: builtIn(name, rest) ?? { kind: 'unknown', name } };
}
