import { lstat, readFile, rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod';
import { ok, type Result } from '../../result.ts';
import { scriptBeside } from '../../shell/script.ts';
import type { LabFailure } from '../lab.ts';
import { type Completed, complete } from '../shared/process.ts';
import { findProgram, toolEnv } from '../shared/programs.ts';
import { currentPlan, type IdPlan } from './ids.ts';
import type { LabPaths } from './paths.ts';
import { removeData } from './remove-data.ts';
import { createUserNamespace, type UserNamespace } from './userns.ts';
import { mountVolume } from './volume.ts';

/**
 * What is left of a lab in Docker's data root when it has ended: the image and its layers, where they are as we put them there,
 * and nothing else. Whatever the lab itself left (containers, its own files, setuid programs, pipes) is deleted, by the lab's own
 * ids, which follow no link out of it. Where it cannot be told apart, all of it goes, and the next start loads the image again.
 */
const schema = z.object({
  version: z.literal(1),
  /** The first id of the lab's. */
  owner: z.number().int().nonnegative(),
  /** It lies in a volume. */
  inVolume: z.boolean(),
  /** By path: what `kept_files` says of it. */
  files: z.record(z.string(), z.string()),
});
export type Kept = z.infer<typeof schema>;

const most = 16 * 1024 * 1024;

export async function readKept(paths: LabPaths): Promise<Kept | undefined> {
  try {
    if ((await lstat(paths.kept)).size > most) return undefined;
    const parsed = schema.safeParse(JSON.parse(await readFile(paths.kept, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** `listed`: what the lab's first process printed of `kept_files` before anybody else was in the lab, as base64. */
export async function writeKept(paths: LabPaths, ids: IdPlan, inVolume: boolean, listed: string): Promise<void> {
  const files = entriesOf(Buffer.from(listed, 'base64').toString('utf8'));
  const kept: Kept = { version: 1, owner: ids.owner.uid, inVolume, files: Object.fromEntries(files) };
  await writeFileAtomic(paths.kept, `${JSON.stringify(kept)}\n`);
}

/** Of what `kept_files` prints. */
export const entriesOf = (listed: string): ReadonlyMap<string, string> =>
  new Map(
    listed.split('\0').flatMap((entry): readonly (readonly [string, string])[] => {
      const at = entry.lastIndexOf('\t');
      return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
    }),
  );

/** What has to go, the topmost of it only; undefined: something of what was ours is not as it was. */
export function strangers(
  kept: ReadonlyMap<string, string>,
  top: readonly string[],
  found: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  for (const [path, is] of kept) if (found.get(path) !== is) return undefined;
  const names = new Set([...kept.keys()].map((path) => path.split('/')[0]));
  const others = [...found.keys()].filter((path) => !kept.has(path) && kept.has(above(path)));
  return [...top.filter((name) => !names.has(name)), ...others];
}

const above = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Call it when nothing of the lab runs any more. */
export async function tidy(paths: LabPaths): Promise<Result<void, LabFailure>> {
  const kept = await readKept(paths);
  if (kept && (await isTidied(paths, kept))) return ok(undefined);
  await rm(paths.kept, { force: true });
  await rm(paths.volume, { force: true });
  return removeData(paths);
}

async function isTidied(paths: LabPaths, kept: Kept): Promise<boolean> {
  const userns = await namespaceFor(kept.owner);
  if (!userns) return false;
  try {
    const before = kept.inVolume ? mounting : [];
    const run = (script: string, input: string): Promise<Completed> => {
      const [file = '', ...args] = [...before, ...userns.enter, 'sh', '-c', script];
      const bounds = { input, maxBytes: most, timeoutMs: 60_000 };
      return complete({ file, args, env: toolEnv(), cwd: paths.root }, bounds);
    };
    const seen = await run(listing, '');
    // A name that is no text could not be asked to be deleted.
    if (seen.stdout.includes('\ufffd')) return false;
    const [top, files] = seen.exitCode === 0 && !seen.tooMuch ? seen.stdout.split('\0\0') : [];
    if (top === undefined || files === undefined) return false;
    const old = new Map(Object.entries(kept.files));
    const others = strangers(old, top.split('\0').filter(Boolean), entriesOf(files));
    if (others === undefined) return false;
    return others.length === 0 || (await run(deleting, `${others.join('\0')}\0`)).exitCode === 0;
  } finally {
    await userns.release();
  }
}

/** The ids that the lab had; they may be nobody's any more, or not ours to map. */
async function namespaceFor(owner: number): Promise<UserNamespace | undefined> {
  const hasHelpers = (await findProgram('newuidmap')) !== undefined;
  const plan = await currentPlan(hasHelpers, { taken: new Set(), before: owner });
  if (plan.owner.uid !== owner) return undefined;
  const made = await createUserNamespace(plan);
  return made.ok ? made.value : undefined;
}

const mounting = ['unshare', '--mount', '--', 'sh', '-ec', `${mountVolume('data.img', 'data')}; exec "$@"`, 'mount'];

export const listing = `${scriptBeside(import.meta.url, './init/kept.sh')}
# The way to it may be closed to the lab's ids: -P keeps sh from going there by its whole name.
cd -P data || exit 1
find . -xdev -mindepth 1 -maxdepth 1 -printf '%P\\0'
printf '\\0'
kept_files`;

const deleting = 'cd -P data && xargs -0 rm -rf --one-file-system --';
