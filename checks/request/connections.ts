import { type Connection, conntrack, fetch } from '../../src/facts/index.ts';
import type { Check } from '../../src/verify/check.ts';
import { defineCheck, fail, pass, worldNeeds, worldOf } from '../support/define.ts';
import { detailsOf } from '../support/journey.ts';
import type { ConnectionCheck, Tuple } from '../support/request-check.ts';
import { text } from '../words/text.ts';
import { cluesOf } from './clues.ts';
import { lostOnTheWay } from './journeys.ts';

const fits = (have: Connection['original'], want: Tuple): boolean =>
  (Object.keys(want) as (keyof Tuple)[]).every((key) => have[key] === want[key]);

const inWords = ({ src, sport, dst, dport }: Tuple): string => `${end(src, sport)} -> ${end(dst, dport)}`;
const end = (address = '*', port?: number): string => (port === undefined ? address : `${address}:${port}`);

/** The check of a connection: asks with the same request as the fetch whose entry it is. */
export function connectionCheck({ journey, original, replies, ...rest }: ConnectionCheck): Check {
  return defineCheck({
    ...rest,
    kind: 'behaviour',
    needs: (params) => {
      const { from, url, source } = detailsOf(journey, params);
      const clues = worldNeeds(params, [], cluesOf(journey));
      return { ...clues, tracked: conntrack('host'), fetch: fetch({ from, url, via: 'net', source }) };
    },
    judge: (seen, params) => {
      const want = original(params);
      const wanted = replies(params);
      const sport = seen.fetch.localPort;
      const found = seen.tracked.filter(
        (one) => fits(one.original, want) && (sport === undefined || one.original.sport === sport),
      );
      const right = found.find((one) => wanted.some((reply) => fits(one.reply, reply)));
      const [one] = right ? [right] : found;
      const observed = one
        ? text('checks.see.connection', { original: inWords(one.original), reply: inWords(one.reply) })
        : text('checks.see.no-connection');
      if (right) return pass(observed);
      const expected = text('checks.want.connection', { original: inWords(want), reply: inWords(wanted[0] ?? {}) });
      const outcome = seen.fetch.outcome === 'answered' ? 'other' : seen.fetch.outcome;
      return fail(expected, observed, lostOnTheWay(worldOf(seen, params), journey, outcome));
    },
  });
}
