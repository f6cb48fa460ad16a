import { readFile, rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod';
import type { LabFailure } from '../lab.ts';
import { type LabPlan, planDifference } from '../topology.ts';
import type { EntryPlan } from './entry.ts';
import { failures } from './failure.ts';

const schema = z.object({
  version: z.literal(1),
  pid: z.number().int().positive(),
  start: z.string(),
  boot: z.string(),
  /** ISO 8601 */
  since: z.string(),
  phase: z.enum(['starting', 'up']),
  ids: z.enum(['subids', 'single']),
  /** PATH inside the lab. */
  path: z.string(),
  image: z.object({ name: z.string(), standIn: z.boolean() }).optional(),
  /** What was chosen of its network, by name. */
  plan: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Its network namespaces besides the host's; labs of earlier versions do not say. */
  nodes: z.array(z.string()).default(['outside', 'internet']),
});

/** What is kept about the lab's first process. A file that is missing or damaged means that no lab is known. */
export type LabState = z.infer<typeof schema>;

export async function readState(file: string): Promise<LabState | undefined> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return undefined;
    throw error;
  }
}

export const writeState = (file: string, state: LabState): Promise<void> =>
  writeFileAtomic(file, `${JSON.stringify(state)}\n`);

export const forgetState = (file: string): Promise<void> => rm(file, { force: true });

/** A running lab that was made by another plan than the one that is asked for; undefined: they agree, or nothing is asked for. */
export function otherPlan(
  name: string,
  state: LabState,
  values: LabPlan['values'] | undefined,
): LabFailure | undefined {
  const has = values === undefined ? '' : planDifference(state.plan, values);
  return values === undefined || has === ''
    ? undefined
    : failures.otherPlan(name, has, planDifference(values, state.plan));
}

/** What it takes to enter a lab. */
export const entryPlanOf = ({ ids, path, nodes, ...identity }: LabState): EntryPlan => ({ identity, ids, path, nodes });

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
