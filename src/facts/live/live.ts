import { err, ok } from '../../result.ts';
import type { FactRequest } from '../../round/fact.ts';
import { partsOf } from '../../round/parts.ts';
import { absence, unreadable } from '../../round/reading.ts';
import type { FetchRequest } from '../fetch.ts';
import type { Fetch } from '../fetch-outcome.ts';
import { parseCapture, type Sighting } from './capture.ts';
import { type ConnectionEvent, parseConnectionEvents } from './connection-events.ts';
import { parseNftTrace, type RuleEvent } from './nft-trace.ts';
import { liveScript, traceTable } from './script.ts';

export type Instrument = 'mark' | 'trace' | 'events' | 'capture';

/** What all instruments saw while one probe was on its way. */
export interface Live {
  readonly probe: Fetch;
  /** The client's port, by which its packets are told from all others. */
  readonly clientPort?: number;
  readonly rules: readonly (RuleEvent & { readonly node: string })[];
  readonly sightings: readonly Sighting[];
  readonly connections: readonly ConnectionEvent[];
  /** Instruments that did not come up: what they would have seen is not known. */
  readonly unobservable: readonly { readonly node: string; readonly instrument: Instrument }[];
}

/**
 * A real probe, watched on every container and on the lab's own machines. What it needs there is gone when the fragment ends,
 * however it ends. `machines`: names of these; whatever other network namespaces there are is nobody's business.
 */
export function watched(probe: FetchRequest, machines: readonly string[]): FactRequest<Live> {
  return {
    key: `watched:${probe.key}`,
    script: liveScript(probe.script, machines),
    phase: 'slow',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      const parts = partsOf(seen.stdout, context.nonce);
      const body = (name: string): string | undefined => parts.get(name)?.body;
      const [stdout, stderr] = [body('probe.out'), body('probe.err')];
      if (stdout === undefined || stderr === undefined) return err(unreadable('bridgework trace --live'));
      const answer = probe.parse({ ...seen, stdout, stderr }, context);
      if (!answer.ok) return answer;
      const of = (instrument: Instrument) =>
        [...parts].flatMap(([name, part]) => {
          const [word, node] = name.split(' ');
          return word === instrument && node !== undefined ? [{ node, output: part.body }] : [];
        });
      return ok({
        probe: answer.value,
        ...(probe.question.localPort === undefined ? {} : { clientPort: probe.question.localPort }),
        rules: of('trace').flatMap(({ node, output }) =>
          parseNftTrace(output)
            .filter(({ table }) => table !== traceTable)
            .map((event) => ({ node, ...event })),
        ),
        sightings: of('capture').flatMap(({ node, output }) => parseCapture(node, output)),
        connections: of('events').flatMap(({ node, output }) => parseConnectionEvents(node, output)),
        unobservable: (body('unobservable') ?? '').split('\n').flatMap((line) => {
          const [node, instrument] = line.split(' ');
          return node && instrument ? [{ node, instrument: instrument as Instrument }] : [];
        }),
      });
    },
  };
}
