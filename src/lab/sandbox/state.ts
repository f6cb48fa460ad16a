import { readFile, rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

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

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
