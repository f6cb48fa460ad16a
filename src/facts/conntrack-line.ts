/** A tuple of a tracked connection: one direction. */
export interface Tuple {
  readonly src: string;
  readonly dst: string;
  /** Absent for protocols without ports (ICMP). */
  readonly sport?: number;
  readonly dport?: number;
}

/** A connection that the kernel tracks. Without NAT the reply tuple is the original one turned round; what differs was translated. */
export interface Connection {
  /** `tcp`, `udp`, `icmp`, … */
  readonly proto: string;
  /** TCP only: `SYN_SENT`, `SYN_RECV`, `ESTABLISHED`, `TIME_WAIT`, … */
  readonly state?: string;
  /** Seconds until the kernel forgets it; absent for entries that are held by hardware. */
  readonly timeout?: number;
  readonly original: Tuple;
  readonly reply: Tuple;
  /** No packet has come back yet. */
  readonly unreplied: boolean;
  readonly assured: boolean;
}

/** A line of `conntrack -L -o extended` (conntrack(8)); undefined for one that is not an IPv4 connection. A busy machine has thousands. */
export function parseConnection(line: string): Connection | undefined {
  const [family, , proto, , ...rest] = line.trim().split(/\s+/);
  if (family !== 'ipv4' || proto === undefined) return undefined;
  let timeout: string | undefined;
  let state: string | undefined;
  for (const word of rest) {
    if (word.includes('=') || word.startsWith('[')) continue;
    if (/^\d+$/.test(word)) timeout ??= word;
    else if (/^[A-Z]/.test(word)) state ??= word;
  }
  const tuples = tuplesOf(rest);
  const [original, reply] = tuples;
  if (!original || !reply || tuples.length !== 2) return undefined;
  return {
    proto,
    ...(state === undefined ? {} : { state }),
    ...(timeout === undefined ? {} : { timeout: Number(timeout) }),
    original,
    reply,
    unreplied: rest.includes('[UNREPLIED]'),
    assured: rest.includes('[ASSURED]'),
  };
}

interface Words {
  src?: string;
  dst?: string;
  sport?: string;
  dport?: string;
}

/** Each `src=` starts a tuple; keys after the second one (`mark`, `zone`, `use`, …) are not of a tuple. */
function tuplesOf(words: readonly string[]): readonly Tuple[] {
  const tuples: Words[] = [];
  let last: Words | undefined;
  for (const word of words) {
    const at = word.indexOf('=');
    const key = at < 0 ? word : word.slice(0, at);
    if (key === 'src') {
      last = {};
      tuples.push(last);
    }
    if (last && (key === 'src' || key === 'dst' || key === 'sport' || key === 'dport'))
      last[key] = at < 0 ? '' : word.slice(at + 1);
  }
  return tuples.flatMap(({ src, dst, sport, dport }) => {
    if (src === undefined || dst === undefined) return [];
    if (sport === undefined || dport === undefined) return [{ src, dst }];
    return [{ src, dst, sport: Number(sport), dport: Number(dport) }];
  });
}
