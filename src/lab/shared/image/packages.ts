import { access, cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../result.ts';
import type { LabFailure } from '../../lab.ts';
import { failures } from '../failure.ts';
import { complete } from '../process.ts';
import { findProgram, toolEnv } from '../programs.ts';
import type { StandInPlan } from './plan.ts';

type Found = Promise<Result<string, LabFailure>>;

/** The web server: this machine's, else unpacked. Older releases keep the program in a flavour of the package. */
export async function findWebServer(plan: StandInPlan): Found {
  return (await installed('nginx')) ?? unpacked(plan, ['nginx', 'nginx-light', 'nginx-core'], 'usr/sbin/nginx');
}

export async function findNameServer(plan: StandInPlan): Found {
  return (await installed('dnsmasq')) ?? unpacked(plan, ['dnsmasq-base'], 'usr/sbin/dnsmasq');
}

/** A busybox that needs no libraries, because containers get it under a hundred names and nothing else. */
export async function findStaticBusybox(plan: StandInPlan): Found {
  const own = await ownStaticBusybox();
  return own ? ok(own) : unpacked(plan, ['busybox-static'], 'bin/busybox');
}

/** Beside Debian's and Fedora's name, openSUSE's and Alpine's. */
async function ownStaticBusybox(): Promise<string | undefined> {
  for (const name of ['busybox', 'busybox-static', 'busybox.static']) {
    const file = await findProgram(name);
    if (!file) continue;
    const { stdout, stderr } = await complete({ file: 'ldd', args: [file], env: toolEnv() }, { timeoutMs: 5_000 });
    // The last words are musl's.
    if (/not a dynamic executable|statically linked|not a valid dynamic program/i.test(stdout + stderr)) return file;
  }
  return undefined;
}

/** Programs of the stand-in that this machine does not have itself. */
export async function lackingPrograms(): Promise<readonly string[]> {
  const [nginx, dnsmasq, busybox] = await Promise.all([
    findProgram('nginx'),
    findProgram('dnsmasq'),
    ownStaticBusybox(),
  ]);
  return Object.entries({ nginx, dnsmasq, busybox }).flatMap(([name, file]) => (file === undefined ? [name] : []));
}

/** Whether Debian packages can be had here: fetched with apt, or put into the cache by somebody. */
export async function canUnpack(prefetched: string): Promise<boolean> {
  if (!(await findProgram('dpkg-deb'))) return false;
  return (await findProgram('apt-get')) !== undefined || (await archives(prefetched)).length > 0;
}

/** Folders with libraries of the packages that have been unpacked so far. */
export async function libraryFolders(scratch: string): Promise<string[]> {
  const folders: string[] = [];
  for (const parent of ['unpacked/usr/lib', 'unpacked/lib']) {
    const entries = await readdir(join(scratch, parent), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) if (entry.isDirectory()) folders.push(join(scratch, parent, entry.name));
  }
  return folders;
}

async function installed(program: string): Promise<Result<string, LabFailure> | undefined> {
  const file = await findProgram(program);
  return file ? ok(file) : undefined;
}

async function unpacked(plan: StandInPlan, packages: readonly string[], file: string): Found {
  let reason = '';
  for (const name of packages) {
    plan.onFetch?.(name);
    const result = await unpack(plan, name);
    if (!result.ok) {
      reason ||= result.error;
      continue;
    }
    const program = join(plan.scratch, 'unpacked', file);
    const merged = join(plan.scratch, 'unpacked/usr', file);
    for (const path of [program, merged]) {
      if (!(await exists(path))) continue;
      await unpackLibraries(plan, result.value);
      return ok(path);
    }
  }
  return err(failures.imagePackage(reason || packages.join(' ')));
}

/** Unpacks the libraries that a package wants and this machine does not have. What is still missing, ldd will tell. */
async function unpackLibraries(plan: StandInPlan, archive: string): Promise<void> {
  const field = await complete(
    { file: 'dpkg-deb', args: ['-f', archive, 'Depends'], env: toolEnv() },
    { timeoutMs: 5_000 },
  );
  const names = field.stdout.split(/[,|]/).map((part) => part.trim().split(/[ (:]/)[0] ?? '');
  for (const name of names.filter((word) => /^lib[a-z0-9.+-]+$/.test(word))) {
    const query = { file: 'dpkg-query', args: ['-W', '-f', '$' + '{db:Status-Status}', name], env: toolEnv() };
    const status = await complete(query, { timeoutMs: 5_000 });
    if (status.stdout !== 'installed') await unpack(plan, name);
  }
}

/** Unpacks one package, prefetched or downloaded with apt; the value is its file, the error apt's own words. */
async function unpack(plan: StandInPlan, name: string): Promise<Result<string, string>> {
  const downloads = join(plan.scratch, 'deb', name);
  await mkdir(downloads, { recursive: true });
  const bounds = { timeoutMs: 120_000, ...(plan.signal ? { signal: plan.signal } : {}) };
  const ready = (await archives(plan.prefetched)).find((file) => file.startsWith(`${name}_`));
  if (ready) await cp(join(plan.prefetched, ready), join(downloads, ready));
  else {
    const fetch = { file: 'apt-get', args: ['-q', 'download', name], env: toolEnv(), cwd: downloads };
    const result = await complete(fetch, bounds);
    if (result.exitCode !== 0) return err(`apt-get download ${name}: ${result.stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  const archive = (await archives(downloads))[0];
  if (!archive) return err(`apt-get download ${name}`);
  const file = join(downloads, archive);
  const extract = { file: 'dpkg-deb', args: ['-x', file, join(plan.scratch, 'unpacked')], env: toolEnv() };
  const result = await complete(extract, bounds);
  return result.exitCode === 0 ? ok(file) : err(result.stderr);
}

const archives = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.deb'));

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
