import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { partsFolder } from './on-demand.ts';

/** Where the programs that are no JavaScript are, beside the parts: `native/linux-x64/pty.node`. */
const nativeFolder = 'native';
const packages = 'node_modules/@lydell';

/**
 * node-pty looks for its program in the packages of the machine; ours is in dist. Where it does not load (another
 * processor, another C library) that throws, and a shell takes the whole screen instead (src/lab/shared/shells.ts).
 */
export const nativeBeside: Plugin = {
  name: 'native-beside',
  setup({ onLoad }) {
    onLoad({ filter: /\/@lydell\/node-pty\/requireBinary\.js$/ }, () => ({
      contents: `exports.requireBinary = (file) => {
        const loaded = { exports: {} };
        const dist = __filename.slice(0, __filename.lastIndexOf('/${partsFolder}/'));
        process.dlopen(loaded, [dist, '${nativeFolder}', process.platform + '-' + process.arch, file].join('/'));
        return loaded.exports;
      };`,
    }));
  },
};

/** Copies what npm has installed for this machine; says for which ones. None is a mistake of the installation. */
export async function copyNative(root: string, dist: string): Promise<readonly string[]> {
  const found = (await readdir(join(root, packages))).flatMap((name) => /^node-pty-(linux-.*)$/.exec(name)?.[1] ?? []);
  for (const machine of found) {
    await mkdir(join(dist, nativeFolder, machine), { recursive: true });
    await cp(join(root, packages, `node-pty-${machine}`, 'pty.node'), join(dist, nativeFolder, machine, 'pty.node'));
  }
  return found;
}
