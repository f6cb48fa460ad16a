import { readFile, rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod';
import type { LabFailure } from '../lab.ts';
import { failures } from './failure.ts';
import { defaultPlan, planDifference, type SandboxPlan } from './plan.ts';

const plan = z.object({
  uplink: z.string(),
  hostAddress: z.string(),
  outsideAddress: z.string(),
  port: z.number(),
  hostServicePort: z.number(),
  site: z.string(),
  image: z.string(),
});

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
  /** Labs of earlier versions know only one. */
  plan: plan.default(defaultPlan),
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
export function unfit(name: string, state: LabState, plan: SandboxPlan | undefined): LabFailure | undefined {
  if (state.insides > insides.made) return failures.newerLab(name);
  if (state.insides < insides.oldest) return failures.olderLab(name);
  const has = plan === undefined ? '' : planDifference(state.plan, plan);
  return plan === undefined || has === '' ? undefined : failures.otherPlan(name, has, planDifference(plan, state.plan));
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
