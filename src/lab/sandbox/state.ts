import { readFile, rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod';
import type { LabFailure } from '../lab.ts';
import { type LabPlan, planDifference } from '../topology.ts';
import type { EntryPlan } from './entry.ts';
import { failures } from './failure.ts';

/**
 * How a lab is inside, as a number: its nodes' paths, what its shells and its engine offer. Whoever changes it so that this
 * program could not use a running lab of before (or an older program one of now) raises `made`, and `oldest` where old ones
 * cannot be used any more. Ending a lab never hangs on it.
 */
export const insides = { made: 1, oldest: 0 } as const;

const schema = z.object({
  // Stays 1: what a later program writes must be known as a lab by this one, so that it is not ended as something damaged.
  version: z.literal(1),
  /** Labs up to 0.1.0 do not say it. */
  insides: z.int().nonnegative().default(0),
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

/** Why a running lab is not the one to use: another version's, or made by another plan than is asked for; undefined: it is. */
export function unfit(name: string, state: LabState, values: LabPlan['values'] | undefined): LabFailure | undefined {
  if (state.insides > insides.made) return failures.newerLab(name);
  if (state.insides < insides.oldest) return failures.olderLab(name);
  const has = values === undefined ? '' : planDifference(state.plan, values);
  return values === undefined || has === ''
    ? undefined
    : failures.otherPlan(name, has, planDifference(values, state.plan));
}

/** What it takes to enter a lab. */
export const entryPlanOf = ({ ids, path, nodes, pid, start, boot }: LabState, root: string): EntryPlan => ({
  identity: { pid, start, boot },
  ids,
  path,
  nodes,
  root,
});

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
