import { linesUpTo } from '../../round/lines.ts';
import type { Tuple } from '../conntrack-line.ts';

/** One line of `nft monitor trace` that says what a chain did to a packet (nft(8), MONITOR). */
export interface RuleEvent {
  /** The kernel's number for the packet; not unique: it may be used again within a connection. */
  readonly trace: string;
  /** `ip`, `inet`, `bridge`, … */
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  readonly verdict: 'accept' | 'drop' | 'continue' | 'other';
  /** As nft prints it; absent: the chain's policy decided. */
  readonly rule?: string;
  /** The packet as the chain's hook saw it; absent when the monitor did not tell. */
  readonly packet?: Tuple;
}

/** A rule of the kernel's is far shorter. */
const longestLine = 8192;

const line = /^trace id ([0-9a-f]+) (\S+) (\S+) (\S+) (packet:|rule|policy|verdict|return) ?(.*)$/;

/** Reads the output of `nft monitor trace`. Lines that are cut off are left out. */
export function parseNftTrace(output: string): readonly RuleEvent[] {
  const packets = new Map<string, Tuple>();
  const events: RuleEvent[] = [];
  for (const one of linesUpTo(output, longestLine)) {
    const [, trace, family, table, chain, what, rest = ''] = line.exec(one) ?? [];
    if (trace === undefined || family === undefined || table === undefined || chain === undefined) continue;
    if (what === 'packet:') {
      const packet = packetIn(rest);
      if (packet) packets.set(trace, packet);
      continue;
    }
    const packet = packets.get(trace);
    const at = { trace, family, table, chain, ...(packet ? { packet } : {}) };
    if (what === 'policy') events.push({ ...at, verdict: verdictOf(rest) });
    else if (what === 'rule') {
      events.push({ ...at, ...ruleOf(rest.trim()) });
    }
  }
  return events;
}

/** `RULE (verdict WORDS)`. */
function ruleOf(words: string): Pick<RuleEvent, 'verdict'> & { readonly rule: string } {
  const mark = '(verdict ';
  const at = words.lastIndexOf(mark);
  if (at < 0 || !words.endsWith(')')) return { verdict: verdictOf(''), rule: words };
  return { verdict: verdictOf(words.slice(at + mark.length, -1)), rule: words.slice(0, at).trimEnd() };
}

function verdictOf(words: string): RuleEvent['verdict'] {
  const [first] = words.trim().split(' ');
  return first === 'accept' || first === 'drop' || first === 'continue' ? first : 'other';
}

function packetIn(words: string): Tuple | undefined {
  const all = ` ${words} `;
  const field = (name: string): string | undefined => {
    const at = all.indexOf(` ${name} `);
    const from = at + name.length + 2;
    return at < 0 ? undefined : all.slice(from, all.indexOf(' ', from)) || undefined;
  };
  const [src, dst] = [field('ip saddr'), field('ip daddr')];
  if (src === undefined || dst === undefined) return undefined;
  const [sport, dport] = [field('tcp sport'), field('tcp dport')];
  return sport === undefined || dport === undefined
    ? { src, dst }
    : { src, dst, sport: port(sport), dport: port(dport) };
}

/** nft may print a service's name where it was not told otherwise (`-n`). */
const port = (word: string): number => (/^\d+$/.test(word) ? Number(word) : word === 'http' ? 80 : Number.NaN);
