import { mkdirSync, symlinkSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ended, must, run } from './spawn.ts';

const root = join(import.meta.dirname, '../..');

/** The packed program as a learner has it: installed below a scratch folder, from nothing but the tarball. */
export interface Installed {
  readonly tarball: string;
  /** Names in the tarball, without its own `package/`. */
  readonly files: readonly string[];
  /** `lib/node_modules/bridgework`. */
  readonly folder: string;
  readonly program: string;
  readonly prefix: string;
}

/** An environment in which nothing of the checkout can be found. */
export function cleanEnv(scratch: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const settings = Object.entries(process.env).filter(([name]) => /^(LANG|CI|BRIDGEWORK_IMAGE_CACHE)$/.test(name));
  return {
    ...Object.fromEntries(settings),
    PATH: systemPath,
    HOME: scratch,
    BRIDGEWORK_HOME: join(scratch, 'home'),
    npm_config_cache: join(scratch, 'npm-cache'),
    npm_config_update_notifier: 'false',
    ...more,
  };
}

const systemPath = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin';

/** `npm pack`, then `npm install --global` of it: without a network, and without install scripts. */
export async function packAndInstall(scratch: string): Promise<Installed> {
  await must(['npm', 'pack', '--pack-destination', scratch], { cwd: root });
  const tarball = (await readdir(scratch)).find((name) => name.endsWith('.tgz')) ?? '';
  const list = await must(['tar', '-tzf', join(scratch, tarball)]);
  const prefix = join(scratch, 'prefix');
  const options = ['--global', '--prefix', prefix, '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  await must(['npm', 'install', ...options, join(scratch, tarball)], { cwd: scratch, env: cleanEnv(scratch) });
  return {
    tarball: join(scratch, tarball),
    files: list
      .trim()
      .split('\n')
      .map((name) => name.replace(/^package\//, '')),
    folder: join(prefix, 'lib/node_modules/bridgework'),
    program: join(prefix, 'bin/bridgework'),
    prefix,
  };
}

/** The oldest Node that package.json allows. */
export const oldestNode = '20.17.0';

/** A folder with nothing in it but a `node` of that major version: this machine's where it has one, else npm's. */
export async function nodeFolder(scratch: string, major: '20' | '24'): Promise<string> {
  const folder = join(scratch, `node-${major}`);
  mkdirSync(folder);
  symlinkSync(
    major === '24' ? process.execPath : ((await ofMachine(20)) ?? (await fetched(scratch))),
    join(folder, 'node'),
  );
  const version = await must([join(folder, 'node'), '--version']);
  if (!version.startsWith(`v${major}.`)) throw new Error(`Node ${major} is wanted, and this is ${version}`);
  return folder;
}

async function ofMachine(major: number): Promise<string | undefined> {
  for (const folder of systemPath.split(':')) {
    const { exitCode, output } = await run([join(folder, 'node'), '--version']);
    const [found = 0, minor = 0] = output.replace(/^v/, '').split('.').map(Number);
    if (exitCode === 0 && found === major && minor >= 17) return join(folder, 'node');
  }
  return undefined;
}

async function fetched(scratch: string): Promise<string> {
  const name = `node-linux-${process.arch}`;
  const options = ['--prefix', join(scratch, 'npm-node'), '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  await must(['npm', 'install', ...options, `${name}@${oldestNode}`], { cwd: scratch });
  return join(scratch, 'npm-node/node_modules', name, 'bin/node');
}

export const bytesOf = async (folder: string): Promise<number> => {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name))));
  return sizes.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
};

/** What it says and how it ends. */
export const ask = (program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
  run([program, ...args], { env });
