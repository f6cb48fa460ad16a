import { z } from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from './fact.ts';
import { printedJson } from './reading.ts';
import { interfaceWord } from './words.ts';

/** An entry of a bridge's forwarding database (bridge(8)). */
export interface FdbEntry {
  readonly mac: string;
  /** The port, or the bridge itself. */
  readonly dev: string;
  /** Learned from a frame; the others are the kernel's own or set by hand. */
  readonly learned: boolean;
}

const row = z.object({
  mac: z.string(),
  ifname: z.string(),
  state: z.string().default(''),
  master: z.string().optional(),
});

/** Where a bridge of the host sends frames, after the round's fetches: `bridge -j fdb show br BRIDGE`. */
export function fdb(bridge: string): FactRequest<readonly FdbEntry[]> {
  return {
    key: `fdb:${bridge}`,
    script: `bridge -j fdb show br ${interfaceWord(bridge)}`,
    phase: 'late',
    parse(seen, context) {
      const rows = printedJson(seen, context, 'bridge fdb', z.array(row));
      if (!rows.ok) return rows;
      return ok(
        rows.value.map(({ mac, ifname, state, master }) => ({
          mac,
          dev: ifname,
          learned: master !== undefined && state !== 'permanent' && state !== 'static',
        })),
      );
    },
  };
}
