import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { type FactRequest, type LookFailure, logSize, type Observation, type Reading, usualSize } from './fact.ts';
import type { Round } from './round.ts';

/** The facts of one round. Each is parsed once, however many checks ask for it. */
export interface Readings {
  read<R extends FactRequest<unknown>>(request: R): Result<Reading<R>, LookFailure>;
  /** Milliseconds that the look took in the lab; 0 when it was not made. */
  ms(request: FactRequest<unknown>): number;
}

export function readingsOf(round: Round): Readings {
  const known = new Map<string, Result<unknown, LookFailure>>();
  const readOnce = (request: FactRequest<unknown>): Result<unknown, LookFailure> => {
    const before = known.get(request.key);
    if (before) return before;
    const seen = round.observations[request.key];
    const reading = seen
      ? (tooMuch(seen, request) ?? request.parse(seen, round))
      : err({ text: text('facts.not-looked') });
    known.set(request.key, reading);
    return reading;
  };
  return {
    read<R extends FactRequest<unknown>>(request: R) {
      const reading = readOnce(request);
      // The same key means the same kind of reading; only `optional` differs, which is decided here.
      return (reading.ok || !request.optional ? reading : ok(undefined)) as Result<Reading<R>, LookFailure>;
    },
    ms: ({ key }) => round.observations[key]?.ms ?? 0,
  };
}

/** Nobody honest prints as much, so that nothing of it is read: how long that took would be up to who printed it. */
function tooMuch({ stdout, stderr }: Observation, { key, most = usualSize }: FactRequest<unknown>) {
  if (stdout.length <= most && stderr.length <= logSize) return undefined;
  const megabytes = (stdout.length <= most ? logSize : most) / 1024 / 1024;
  return err({ text: text('facts.too-much', { what: key, megabytes }) });
}

/** The newer readings of what was looked at again, the older ones of all else. */
export function readingsOver(newer: Readings, older: Readings, again: readonly FactRequest<unknown>[]): Readings {
  const keys = new Set(again.map(({ key }) => key));
  const of = ({ key }: FactRequest<unknown>): Readings => (keys.has(key) ? newer : older);
  return { read: (request) => of(request).read(request), ms: (request) => of(request).ms(request) };
}
