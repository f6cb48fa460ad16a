import { formatAddress } from '../../ipv4.ts';
import type { MatchTest } from '../match.ts';
import { testName } from './names.ts';
import type { Seen } from './seen.ts';
import { type Truth, truth } from './truth.ts';

type TestOf<K extends MatchTest['kind']> = Extract<MatchTest, { readonly kind: K }>;

/** Everybody's and nobody's addresses are no source to ask by (rpfilter_get_saddr, get_saddr). */
function asSource(address: number): string {
  const isOne = address >>> 28 !== 14 && address !== 0xffffffff && address >>> 24 !== 0;
  return isOne ? formatAddress(address) : '0.0.0.0';
}

type Answer = { readonly type: string; readonly device: string } | 'none' | undefined;

/** What the routes say of one address of the packet, with the other one as the source. `iif`: as if it came in there. */
function ask({ src, dst, routing, mark }: Seen, side: 'src' | 'dst', iif: string, byMark: boolean): Answer {
  const [asked, other] = side === 'src' ? [src, dst] : [dst, src];
  if (asked === undefined || other === undefined || !routing) return undefined;
  if (byMark && mark === undefined) return undefined;
  return routing.lookup({ dst: formatAddress(asked), src: asSource(other), iif, mark: byMark ? (mark ?? 0) : 0 });
}

/** rpfilter_mt(): the way back, asked as a packet that comes in by lo. */
export function testReversePath({ loose, byMark, acceptLocal }: TestOf<'reverse-path'>, seen: Seen): Truth {
  const { iif } = seen;
  if (iif === 'lo') return 'yes';
  const found = ask(seen, 'src', 'lo', byMark);
  if (found === undefined || typeof iif !== 'string') return 'maybe';
  if (found === 'none') return 'no';
  const isFit = found.type === 'unicast' || (found.type === 'local' && acceptLocal);
  return truth(isFit && (loose || found.device === iif));
}

/** The device that nft_fib4_eval() finds; null: none. */
function deviceFound({ side, on, byMark }: TestOf<'route'>, seen: Seen): string | null | undefined {
  const { hook, iif, oif } = seen;
  if ((hook === 'prerouting' || hook === 'input') && iif === 'lo') return iif;
  const wanted = on === undefined ? null : on === 'in' ? iif : oif;
  const from = hook === 'forward' && on === 'in' && side === 'src' ? oif : 'lo';
  if (wanted === undefined || typeof from !== 'string') return undefined;
  const found = ask(seen, side, from, byMark);
  if (found === undefined) return undefined;
  if (found === 'none' || found.type === 'local') return null;
  if (wanted === null) return found.device;
  return found.device === wanted ? wanted : null;
}

export function testRoute(test: TestOf<'route'>, seen: Seen): Truth {
  const device = deviceFound(test, seen);
  if (device === undefined) return 'maybe';
  if (test.names === 'anything') return truth(device !== null);
  return device === null ? 'no' : testName(device, test.names);
}
