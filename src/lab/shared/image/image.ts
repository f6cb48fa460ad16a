import { access, chmod, constants, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { text } from '../../../i18n/text.ts';
import { ok, type Result } from '../../../result.ts';
import type { LabEvent, LabFailure } from '../../lab.ts';
import { failures } from '../failure.ts';
import { installFor } from '../install.ts';
import { withLock } from '../lock.ts';
import { complete } from '../process.ts';
import { findDocker, toolEnv } from '../programs.ts';
import { canUnpack, lackingPrograms } from './packages.ts';
import { buildStandIn } from './standin.ts';

/** The image that the course names. */
export const courseImage = 'nginx:1.13.3-alpine';

/** Raise the number when the stand-in's content changes: older ones in the cache are then left alone. */
const standInFolder = `stand-in-3-${arch()}`;

export interface ImageFiles {
  /** An archive for `docker load`: the stock image where this machine had it, else the stand-in. */
  readonly archive: string;
  /** The stand-in's archive: all its files belong to one id. */
  readonly standIn: string;
  /** A folder with the programs that the lab's other nodes run: `nginx`, `dnsmasq`, `lib/`; absent ones are on this machine. */
  readonly tools: string;
}

/**
 * Where images are kept between labs: BRIDGEWORK_IMAGE_CACHE, else the state folder's `cache`. Somebody may have filled it
 * beforehand, with a finished stand-in folder or with Debian packages (.deb), so that no network is needed.
 */
export const cacheFolder = (home: string): string => process.env['BRIDGEWORK_IMAGE_CACHE'] || join(home, 'cache');

/** Where to build: a cache that was filled for many users cannot be written by each of them. */
async function writableCache(home: string): Promise<string> {
  const cache = cacheFolder(home);
  try {
    await mkdir(cache, { recursive: true });
    await access(cache, constants.W_OK);
    return cache;
  } catch {
    const own = join(home, 'cache');
    await mkdir(own, { recursive: true });
    return own;
  }
}

/**
 * The image archive and the tools, made on first use. The stock image is taken from this machine's own engine if that
 * has it; nothing is ever pulled. Builders exclude each other; a half-made result is never seen.
 */
export async function prepareImage(
  home: string,
  onEvent: (event: LabEvent) => void,
  { name = courseImage, signal }: { readonly name?: string; readonly signal?: AbortSignal } = {},
): Promise<Result<ImageFiles, LabFailure>> {
  const made = await prepareCourseImage(home, onEvent, signal);
  return made.ok && name !== courseImage ? ok(await otherImage(home, name, made.value, signal)) : made;
}

/** Another image is taken from this machine's engine, or is the stand-in under its name: never the stock image. */
async function otherImage(home: string, name: string, files: ImageFiles, signal?: AbortSignal): Promise<ImageFiles> {
  const archive = join(await writableCache(home), `${encodeURIComponent(name)}-${arch()}.tar`);
  if (!(await exists(archive))) await saveOwn(name, archive, signal);
  return { ...files, archive: (await exists(archive)) ? archive : files.standIn };
}

async function prepareCourseImage(
  home: string,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Result<ImageFiles, LabFailure>> {
  const ready = await cached(home);
  if (ready) return ok(ready);
  const cache = await writableCache(home);
  const result = await withLock(join(cache, 'lock'), 300, async () => {
    const meanwhile = await cached(home);
    if (meanwhile) return ok(meanwhile);
    onEvent({ type: 'phase', text: text('lab.phase.build-image') });
    const scratch = join(cache, `building-${process.pid}`);
    try {
      await mkdir(scratch, { recursive: true });
      const built = await buildStandIn({
        scratch,
        prefetched: cacheFolder(home),
        image: courseImage,
        onFetch: (name) => onEvent({ type: 'phase', text: text('lab.phase.fetch-package', { name }) }),
        ...(signal ? { signal } : {}),
      });
      if (!built.ok) return built;
      await saveOwn(courseImage, join(built.value, 'stock.tar'), signal);
      await rename(built.value, join(cache, standInFolder));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    return ok(await files(join(cache, standInFolder)));
  });
  return result ?? { ok: false, error: failures.busy('image') };
}

/**
 * Why there will be no image; undefined where it is there, or can be made of programs of this machine, of packages that
 * somebody put into the cache, or of those that apt's lists know. Looks only.
 */
export async function whyNoImage(home: string): Promise<LabFailure | undefined> {
  if (await cached(home)) return undefined;
  const lacking = await lackingPrograms();
  if (lacking.length === 0) return undefined;
  const folder = cacheFolder(home);
  if (!(await canUnpack(folder))) return failures.imagePrograms(lacking, await installFor(lacking));
  const names = async (at: string): Promise<readonly string[]> => readdir(at).catch(() => []);
  const [lists, cache] = await Promise.all([names('/var/lib/apt/lists'), names(folder)]);
  const some = lists.some((name) => name.includes('Packages')) || cache.some((name) => name.endsWith('.deb'));
  return some ? undefined : failures.noPackageLists();
}

async function cached(home: string): Promise<ImageFiles | undefined> {
  for (const folder of new Set([cacheFolder(home), join(home, 'cache')])) {
    const tools = join(folder, standInFolder);
    if (await exists(join(tools, 'image.tar'))) return files(tools);
  }
  return undefined;
}

async function files(tools: string): Promise<ImageFiles> {
  const [stock, standIn] = [join(tools, 'stock.tar'), join(tools, 'image.tar')];
  return { tools, standIn, archive: (await exists(stock)) ? stock : standIn };
}

/**
 * Saves an image, where this machine's own engine is running and has it. That it has none is no failure. An engine that
 * the learner's context or DOCKER_HOST has elsewhere is not asked (docker(1) calls it even to tell of the context).
 */
async function saveOwn(image: string, archive: string, signal?: AbortSignal): Promise<void> {
  const { file } = await findDocker();
  const host = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  if (file === undefined || !host.startsWith('unix://')) return;
  const bounds = { timeoutMs: 120_000, ...(signal ? { signal } : {}) };
  // Goes before every context.
  const env = { ...toolEnv(), DOCKER_HOST: host };
  const has = await complete({ file, args: ['image', 'inspect', image], env }, { ...bounds, timeoutMs: 5_000 });
  if (has.exitCode !== 0 || has.stdout.includes('bridgework.stand-in')) return;
  const saved = await complete({ file, args: ['save', '-o', `${archive}.part`, image], env }, bounds);
  if (saved.exitCode === 0) {
    await chmod(`${archive}.part`, 0o644);
    await rename(`${archive}.part`, archive);
  }
  await rm(`${archive}.part`, { force: true });
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
