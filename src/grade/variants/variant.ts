import { createHmac } from 'node:crypto';
import type { Variant } from '../../course/scene.ts';
import { hostOf, networksOf, overlaps } from './networks.ts';

/** What a variant must stay clear of. */
export interface Taken {
  /** CIDRs of a machine's routes and Docker networks, or of other students. `device`: a route that the variant's own bridge made is none of these. */
  readonly networks: readonly { readonly cidr: string; readonly device?: string }[];
  readonly ports: ReadonlySet<number>;
  readonly tags: ReadonlySet<string>;
}

export const nothingTaken: Taken = { networks: [], ports: new Set(), tags: new Set() };

/** So many are tried, the first that is free is taken: whose lab it is can be told from any of them. */
export const candidateCount = 16;
/** From here on the next pool of networks. */
const poolSize = 8;

/** No vowels, no 0, 1, l: nothing that reads as a word or as another sign. */
const letters = 'bcdfghjkmnpqrstvwxz23456789';
const tagLength = 5;
/** Above what needs rights or is well known, below what Linux gives to clients (ip_local_port_range). */
const ports = { first: 10_000, count: 22_000 } as const;

/**
 * The nth values of a student: the same for the same secret and id on every machine, and nothing that could be guessed from
 * another student's. The id is compared as Unicode says that it is the same (NFC).
 */
export function candidate(secret: string, student: string, index: number): Variant {
  const bytes = createHmac('sha256', secret)
    .update(`variant ${index}\0${student.normalize('NFC')}`)
    .digest();
  const tag = Array.from({ length: tagLength }, (_, at) => letters[bytes.readUInt8(at) % letters.length]).join('');
  const pool = networksOf(index < poolSize ? 0 : Math.floor(index / 4) - 1);
  const network = pool[bytes.readUInt32BE(8) % pool.length] ?? '';
  const [first = 0, second = 0, third = 0] = distinctHosts(bytes.subarray(12, 24));
  return {
    student,
    tag,
    subnet: `${network}/24`,
    hosts: [hostOf(network, first), hostOf(network, second), hostOf(network, third)],
    port: ports.first + (bytes.readUInt32BE(24) % ports.count),
  };
}

/** Three different ones of 1 to 254. */
function distinctHosts(bytes: Uint8Array): readonly number[] {
  const hosts = new Set<number>();
  for (const byte of bytes) hosts.add(1 + (byte % 254));
  for (let host = 1; hosts.size < 3; host++) hosts.add(host);
  return [...hosts].slice(0, 3);
}

/** A route that the variant's own bridge made is in nobody's way. */
export const networksOfOthers = (networks: Taken['networks'], { tag }: Variant): readonly string[] =>
  networks.flatMap(({ cidr, device }) => (device?.endsWith(`-${tag}`) ? [] : [cidr]));

/** The first of a student's candidates that is free; none only where nearly everything is taken. */
export function variantOf(secret: string, student: string, taken: Taken = nothingTaken): Variant | undefined {
  for (let index = 0; index < candidateCount; index++) {
    const variant = candidate(secret, student, index);
    const { subnet, port } = variant;
    const others = networksOfOthers(taken.networks, variant);
    if (!overlaps(subnet, others) && !taken.ports.has(port) && !taken.tags.has(variant.tag)) return variant;
  }
  return undefined;
}

/**
 * Everybody of a class, in the order of the roster: who comes first keeps what is his, so that a roster may grow at its end
 * without changing anybody. No two share a network, a port or a name. Students without a variant are those for whom nothing was left.
 */
export function variantsOf(secret: string, students: readonly string[]): ReadonlyMap<string, Variant> {
  const networks = new Set<string>();
  const [ports, tags] = [new Set<number>(), new Set<string>()];
  const variants = new Map<string, Variant>();
  for (const student of students) {
    // All networks are /24s: two that overlap are the same, which a set tells quicker than 2,000 comparisons.
    for (let index = 0; index < candidateCount && !variants.has(student); index++) {
      const variant = candidate(secret, student, index);
      const { subnet, port } = variant;
      if (networks.has(subnet) || ports.has(port) || tags.has(variant.tag)) continue;
      networks.add(subnet);
      ports.add(port);
      tags.add(variant.tag);
      variants.set(student, variant);
    }
  }
  return variants;
}
