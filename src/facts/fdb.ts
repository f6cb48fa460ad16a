import * as z from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printedJson } from '../round/reading.ts';
import { interfaceWord, nodeWord } from '../round/words.ts';

/** An entry of the forwarding database of a bridge, or of a VXLAN tunnel (bridge(8)). */
export interface FdbEntry {
  readonly mac: string;
  /** The port, or the bridge itself. */
  readonly dev: string;
  /** Learned from a frame; the others are the kernel's own or set by hand. */
  readonly learned: boolean;
  /** The bridge; absent for an interface that is a port of none. */
  readonly bridge?: string;
  /** Of a VXLAN tunnel: the peer that has this address; 00:00:00:00:00:00 stands for all that nobody has. */
  readonly peer?: TunnelPeer;
}

export interface TunnelPeer {
  /** Dotted quad, or a group. */
  readonly address: string;
  /** Where they are not the device's own. */
  readonly udpPort?: number;
  readonly vni?: number;
  /** Name of the device that packets to it have to leave by; what was learned names none. */
  readonly via?: string;
  /** Learned from a frame; the others were set by hand. */
  readonly learned?: true;
}

const row = z.object({
  mac: z.string(),
  ifname: z.string(),
  state: z.string().default(''),
  master: z.string().optional(),
  dst: z.string().optional(),
  port: z.number().optional(),
  vni: z.number().optional(),
  viaIf: z.string().optional(),
});
type Row = z.infer<typeof row>;

/** Where a bridge of the host sends frames, after the round's fetches: `bridge -j fdb show br BRIDGE`. */
export function fdb(bridge: string): FactRequest<readonly FdbEntry[]> {
  return database(`fdb:${bridge}`, `bridge -j fdb show br ${interfaceWord(bridge)}`);
}

/** The same of every bridge and tunnel of a node. */
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
        rows.value.map((one) => ({
          mac: one.mac,
          dev: one.ifname,
          learned: one.master !== undefined && isLearned(one),
          ...(one.master === undefined ? {} : { bridge: one.master }),
          ...(one.dst === undefined ? {} : { peer: peerOf(one, one.dst) }),
        })),
      );
    },
  };
}

const isLearned = ({ state }: Row): boolean => state !== 'permanent' && state !== 'static';

const peerOf = (one: Row, address: string): TunnelPeer => ({
  address,
  ...(one.port === undefined ? {} : { udpPort: one.port }),
  ...(one.vni === undefined ? {} : { vni: one.vni }),
  ...(one.viaIf === undefined ? {} : { via: one.viaIf }),
  ...(isLearned(one) ? { learned: true as const } : {}),
});
