import * as z from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printedJson } from '../round/reading.ts';
import { interfaceWord, nodeWord } from '../round/words.ts';

/** An entry of a bridge's forwarding database (bridge(8)). */
export interface FdbEntry {
  readonly mac: string;
  /** The port, or the bridge itself. */
  readonly dev: string;
  /** Learned from a frame; the others are the kernel's own or set by hand. */
  readonly learned: boolean;
  /** The bridge; absent for an interface that is a port of none. */
  readonly bridge?: string;
}

const row = z.object({
  mac: z.string(),
  ifname: z.string(),
  state: z.string().default(''),
  master: z.string().optional(),
});

/** Where a bridge of the host sends frames, after the round's fetches: `bridge -j fdb show br BRIDGE`. */
export function fdb(bridge: string): FactRequest<readonly FdbEntry[]> {
  return database(`fdb:${bridge}`, `bridge -j fdb show br ${interfaceWord(bridge)}`);
}

/** The same of every bridge of a node. */
export function fdbs(node: string): FactRequest<readonly FdbEntry[]> {
  return database(`fdbs:${node}`, `at ${nodeWord(node)} bridge -j fdb show`);
}

function database(key: string, script: string): FactRequest<readonly FdbEntry[]> {
  return {
    key,
    script,
    phase: 'late',
    parse(seen, context) {
      const rows = printedJson(seen, context, 'bridge fdb', z.array(row));
      if (!rows.ok) return rows;
      return ok(
        rows.value.map(({ mac, ifname, state, master }) => ({
          mac,
          dev: ifname,
          learned: master !== undefined && state !== 'permanent' && state !== 'static',
          ...(master === undefined ? {} : { bridge: master }),
        })),
      );
    },
  };
}
