import * as z from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printedJson } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/** An entry of a node's ARP table (ip-neighbour(8)). */
export interface Neighbour {
  readonly address: string;
  readonly dev: string;
  /** Absent while nobody has answered. */
  readonly mac?: string;
  /** `REACHABLE`, `STALE`, `DELAY`, `PROBE`, `FAILED`, `INCOMPLETE`, `PERMANENT`, `NOARP`. */
  readonly states: readonly string[];
}

const row = z.object({
  dst: z.string(),
  dev: z.string(),
  lladdr: z.string().optional(),
  state: z.array(z.string()).default([]),
});

/** The ARP table of a node, after the round's fetches: `ip -4 -j neigh`. */
export function neighbours(node: string): FactRequest<readonly Neighbour[]> {
  return {
    key: `neighbours:${node}`,
    script: `at ${nodeWord(node)} ip -4 -j neigh show`,
    phase: 'late',
    parse(seen, context) {
      const rows = printedJson(seen, context, 'ip neigh', z.array(row));
      if (!rows.ok) return rows;
      return ok(
        rows.value.map(({ dst, dev, lladdr, state }) => ({
          address: dst,
          dev,
          ...(lladdr === undefined ? {} : { mac: lladdr }),
          states: state,
        })),
      );
    },
  };
}
