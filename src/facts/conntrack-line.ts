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

/** A line of `conntrack -L -o extended` (conntrack(8)); undefined for one that is not an IPv4 connection. */
export function parseConnection(line: string): Connection | undefined {
  const [family, , proto, , ...rest] = line.trim().split(/\s+/);
  if (family !== 'ipv4' || proto === undefined) return undefined;
  const words = rest.filter((word) => !word.includes('=') && !word.startsWith('['));
  const timeout = words.find((word) => /^\d+$/.test(word));
  const state = words.find((word) => /^[A-Z]/.test(word));
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

/** Each `src=` starts a tuple; keys after the second one (`mark`, `zone`, `use`, …) are not of a tuple. */
function tuplesOf(words: readonly string[]): readonly Tuple[] {
  const tuples: Record<string, string>[] = [];
  for (const word of words) {
    const [key = '', value = ''] = word.split('=');
    if (key === 'src') tuples.push({});
    const tuple = tuples.at(-1);
    if (tuple && ['src', 'dst', 'sport', 'dport'].includes(key)) tuple[key] = value;
  }
  return tuples.flatMap(({ src, dst, sport, dport }) => {
    if (src === undefined || dst === undefined) return [];
    if (sport === undefined || dport === undefined) return [{ src, dst }];
    return [{ src, dst, sport: Number(sport), dport: Number(dport) }];
  });
}
