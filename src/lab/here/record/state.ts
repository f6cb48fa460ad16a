import * as z from 'zod';
import { runFolder } from '../machine/places.ts';
import type { HereCourse, HerePlan } from '../plan/plan.ts';

/** `<runFolder>/state.json`: there is one only while the lab is up, or half of it. */
const schema = z.object({
  version: z.literal(1),
  phase: z.enum(['starting', 'up']),
  /** ISO 8601 */
  since: z.string(),
  /** Values of the course's parameters: what they mean, the course knows. */
  plan: z.record(z.string(), z.unknown()),
  cards: z.array(z.string()),
  image: z.object({ name: z.string(), standIn: z.boolean() }).optional(),
  /** Texts about what is not as in the source. */
  differences: z.array(
    z.object({ id: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
  ),
});

export interface HereState extends Omit<z.infer<typeof schema>, 'plan'> {
  readonly plan: HerePlan;
}

/** A ledger that outlives a reboot. */
const ledger = z.object({
  version: z.literal(1),
  boot: z.string(),
  containers: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  names: z.array(z.string()),
});
export type HereLedger = z.infer<typeof ledger>;

export const stateFile = `${runFolder}/state.json`;

/** Undefined when it is damaged, or another course's. */
export function readHereState(json: string, course: HereCourse): HereState | undefined {
  const read = parsed(schema, json);
  const plan = read && course.stored(read.plan);
  return plan && { ...read, plan };
}

export const hereStateJson = ({ plan, ...state }: HereState): string => JSON.stringify({ ...state, plan: plan.values });

export const readHereLedger = (json: string): HereLedger | undefined => parsed(ledger, json);

function parsed<T>(of: z.ZodType<T>, json: string): T | undefined {
  try {
    const read = of.safeParse(JSON.parse(json));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
