import { markAfter } from '../marks.ts';
import type { Effect, MarkChange } from '../target.ts';
import type { Seen } from './seen.ts';

/** The packet after a rule that marks it, or its connection. Not `certain`: the rule may not have been for it. */
export function marked(now: Seen, { of, value }: MarkChange, certain: boolean): Seen {
  const isTracked = now.ctState !== 'invalid' && now.ctState !== 'untracked';
  // Without a connection, there is no mark to write to or to copy (connmark_tg, nft_ct_set_eval).
  if (!isTracked && (of === 'connection' || (value?.connection ?? 0) !== 0)) return now;
  const before = of === 'packet' ? now.mark : now.connectionMark;
  const wanted = value && markAfter(value, now.mark, now.connectionMark);
  const after = certain || wanted === before ? wanted : undefined;
  return of === 'packet' ? { ...now, mark: after } : { ...now, connectionMark: after };
}

/** The packet after a rule that makes its sender's longest segment shorter: it is never made longer (xt_TCPMSS, nft_exthdr). */
export function clamped(now: Seen, mss: NonNullable<Effect['mss']>, certain: boolean): Seen {
  if (now.mss === null) return now;
  const most = mss === 'path' ? now.pathMss : mss === 'unknown' ? undefined : mss;
  if (most !== undefined && now.mss !== undefined && most >= now.mss) return now;
  return { ...now, mss: certain && now.mss !== undefined ? most : undefined };
}
