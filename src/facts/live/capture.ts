import { linesUpTo } from '../../round/lines.ts';
import type { Tuple } from '../conntrack-line.ts';

/** A packet that passed an interface, as `tcpdump -i any` saw it: coming in before netfilter, going out after it. */
export interface Sighting {
  readonly node: string;
  readonly device: string;
  /** `other`: it came in, but its MAC address is somebody else's (on a bridge port that is normal). */
  readonly direction: 'in' | 'out' | 'other';
  /** Seconds since 1970, microseconds behind the point; the clock is the machine's own, so nodes compare. */
  readonly time: number;
  readonly what:
    | { readonly kind: 'tcp'; readonly tuple: Tuple; readonly flags: string }
    | { readonly kind: 'icmp'; readonly tuple: Tuple; readonly words: string }
    /** `mac`: of an answer. */
    | { readonly kind: 'arp'; readonly asked: string; readonly by?: string; readonly mac?: string };
}

const head = /^(\d+\.\d+) (\S+)\s+(In|Out|P|B|M)\s+ifindex \d+ /;
const kind = / ethertype (?:IPv4|ARP)/;
const length = /, length \d+: /;
/** Of a packet's headers, which is all that is printed, far less. */
const longestLine = 2048;
const tcp = /^(\S+)\.(\d+) > (\S+)\.(\d+): Flags \[([^\]]*)\]/;
const icmp = /^(\S+) > (\S+): ICMP (.*?), (?:id|length)/;
const request = /^Request who-has (\S+)(?: \([^)]*\))? tell (\S+),/;
const reply = /^Reply (\S+) is-at (\S+),/;
const directions = { In: 'in', B: 'in', M: 'in', Out: 'out', P: 'other' } as const;

/** Reads `tcpdump -i any -nn -e -tt -l`. What is neither TCP, ICMP nor ARP is left out. */
export function parseCapture(node: string, output: string): readonly Sighting[] {
  return linesUpTo(output, longestLine).flatMap((line) => {
    const [begin = '', time, device, direction] = head.exec(line) ?? [];
    const rest = packetIn(line.slice(Math.max(0, begin.length - 1)));
    if (device === undefined || rest === undefined) return [];
    const what = whatIs(rest);
    if (!what) return [];
    return [{ node, device, direction: directions[direction as keyof typeof directions], time: Number(time), what }];
  });
}

/** What follows the Ethernet header: `… ethertype IPv4 (0x0800), length 80: PACKET`. */
function packetIn(words: string): string | undefined {
  const type = kind.exec(words);
  const rest = type ? words.slice(type.index + type[0].length) : '';
  const size = length.exec(rest);
  return size ? rest.slice(size.index + size[0].length) : undefined;
}

function whatIs(words: string): Sighting['what'] | undefined {
  const segment = tcp.exec(words);
  if (segment) {
    const [, src = '', sport, dst = '', dport, flags = ''] = segment;
    return { kind: 'tcp', tuple: { src, dst, sport: Number(sport), dport: Number(dport) }, flags };
  }
  const message = icmp.exec(words);
  if (message)
    return { kind: 'icmp', tuple: { src: message[1] ?? '', dst: message[2] ?? '' }, words: message[3] ?? '' };
  const [, asked, by] = request.exec(words) ?? [];
  if (asked !== undefined && by !== undefined) return { kind: 'arp', asked, by };
  const [, owner, mac] = reply.exec(words) ?? [];
  return owner === undefined || mac === undefined ? undefined : { kind: 'arp', asked: owner, mac };
}
