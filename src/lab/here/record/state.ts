import * as z from 'zod';
import { runFolder } from '../machine/places.ts';

const container = z.object({ name: z.string(), veth: z.string(), peer: z.string(), address: z.string() });

/** `<runFolder>/state.json`: there is one only while the lab is up, or half of it. */
const schema = z.object({
  version: z.literal(1),
  phase: z.enum(['starting', 'up']),
  /** ISO 8601 */
  since: z.string(),
  plan: z.object({
    bridge: z.string(),
    subnet: z.string(),
    gateway: z.string(),
    c1: container,
    c2: container,
    uplink: z.string(),
    hostAddress: z.string(),
    outsideAddress: z.string(),
    port: z.number(),
    hostServicePort: z.number(),
    site: z.string(),
    image: z.string(),
  }),
  cards: z.array(z.string()),
  image: z.object({ name: z.string(), standIn: z.boolean() }).optional(),
  /** Texts about what is not as in the source. */
  differences: z.array(
    z.object({ id: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
  ),
});

export type HereState = z.infer<typeof schema>;

/** A ledger that outlives a reboot. */
const ledger = z.object({
  version: z.literal(1),
  boot: z.string(),
  containers: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  names: z.array(z.string()),
});
export type HereLedger = z.infer<typeof ledger>;

export const stateFile = `${runFolder}/state.json`;

export const readHereState = (json: string): HereState | undefined => parsed(schema, json);
export const readHereLedger = (json: string): HereLedger | undefined => parsed(ledger, json);

function parsed<T>(of: z.ZodType<T>, json: string): T | undefined {
  try {
    const read = of.safeParse(JSON.parse(json));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
