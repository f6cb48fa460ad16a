import * as z from 'zod';
import { err, ok, type Result } from '../result.ts';
import type { Progress, StepState } from './session.ts';

/** Raised whenever an older reader would misread the file. */
export const progressVersion = 1;

export const noProgress: Progress = { steps: {}, at: undefined, predictions: {}, hints: {} };

const stepState = z.enum(['todo', 'done', 'skipped']);
const schema = z.object({
  version: z.literal(progressVersion),
  steps: z.record(z.string(), stepState),
  at: z.string().optional(),
  predictions: z.record(z.string(), z.int().nonnegative()),
  declined: z.array(z.string()).optional(),
  looked: z.array(z.string()).optional(),
  hints: z.record(z.string(), z.int().min(0).max(3)),
  way: z.enum(['run', 'type']).optional(),
  shown: z.record(z.string(), z.int().nonnegative()).optional(),
  lives: z
    .object({
      boot: z.string().optional(),
      containers: z.record(z.string(), z.object({ id: z.string(), startedAt: z.string() })),
    })
    .optional(),
});

/** `newer`: another Bridgework's file, to be left alone. `damaged`: not a progress file at all. */
export type ProgressProblem = 'damaged' | 'newer';

export function parseProgress(json: string): Result<Progress, ProgressProblem> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return err('damaged');
  }
  const version = z.object({ version: z.int() }).safeParse(data);
  if (version.success && version.data.version > progressVersion) return err('newer');
  const parsed = schema.safeParse(data);
  if (!parsed.success) return err('damaged');
  const { steps, at, predictions, hints, declined, looked, way, shown, lives: identities } = parsed.data;
  return ok({
    ...{ steps, at, predictions, hints },
    ...(declined ? { declined } : {}),
    ...(looked ? { looked } : {}),
    ...(way ? { way } : {}),
    ...(shown ? { shown } : {}),
    ...(identities ? { identities } : {}),
  });
}

/** Files of every release have the identities under the name `lives`. */
export const printProgress = ({ identities: lives, ...progress }: Progress): string =>
  `${JSON.stringify({ version: progressVersion, ...progress, ...(lives ? { lives } : {}) }, null, 2)}\n`;

/** Drops what names steps that this course does not have; a lesson may have been renamed since. */
export function fitProgress(progress: Progress, steps: readonly string[]): Progress {
  const known = new Set(steps);
  const keep = <T>(record: { readonly [step: string]: T }): { readonly [step: string]: T } =>
    Object.fromEntries(Object.entries(record).filter(([step]) => known.has(step)));
  const firstOpen = steps.find((step) => (progress.steps[step] ?? 'todo') === 'todo') ?? steps.at(-1);
  return {
    steps: keep(progress.steps),
    at: progress.at !== undefined && known.has(progress.at) ? progress.at : firstOpen,
    predictions: keep(progress.predictions),
    hints: keep(progress.hints),
    ...(progress.way ? { way: progress.way } : {}),
    ...(progress.shown ? { shown: keep(progress.shown) } : {}),
    ...(progress.declined ? { declined: progress.declined.filter((step) => known.has(step)) } : {}),
    ...(progress.looked ? { looked: progress.looked.filter((step) => known.has(step)) } : {}),
    ...(progress.identities ? { identities: progress.identities } : {}),
  };
}

export const markStep = (progress: Progress, step: string, state: StepState): Progress => ({
  ...progress,
  steps: { ...progress.steps, [step]: state },
});

export const claimedSteps = (progress: Progress): readonly string[] =>
  Object.entries(progress.steps).flatMap(([step, state]) => (state === 'done' ? [step] : []));
