/** npm run build: the program's own file and the parts that it loads on demand, in dist/. They are made aside and put in place at the end, so that a running program never sees half of it. */
import { chmod, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { licencesOf } from './build/licences.ts';
import { lighter } from './build/lighter.ts';
import { copyNative, nativeBeside } from './build/native.ts';
import { modulesInBoth, onDemand, partsFolder } from './build/on-demand.ts';
import { scriptsAsText } from './build/scripts.ts';

/** Where scripts/build.sh is; this file runs as a bundle that lies elsewhere. */
const root = process.cwd();
const dist = join(root, 'dist');
/** By name; filled while the program's own file is built. */
const parts = new Map<string, string>();
/** Constants and functions that the program's file and its parts may each have for themselves. */
const stateless: readonly string[] = [
  'src/cli/options.ts',
  'src/cli/services.ts',
  'src/i18n/lang.ts',
  'src/lab/kind.ts',
  'src/result.ts',
  'src/text/plain.ts',
];
const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  // Needs no look into a package.json.
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node20.17',
  minifySyntax: true,
  minifyWhitespace: true,
  // Whole licences are in dist/LICENCES.txt.
  legalComments: 'none',
  sourcemap: false,
  metafile: true,
  logLevel: 'warning',
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    __filename: 'import.meta.filename',
  },
  // CommonJS packages ask for Node's own modules with require, and for nothing else: this stand-in is there at once,
  // where createRequire needs a URL of every chunk that only costs time.
  banner: {
    js: 'const require = (id) => process.getBuiltinModule(id);',
  },
} satisfies BuildOptions;

const fresh = await mkdtemp(join(root, '.dist-'));
try {
  const program = await build({
    ...common,
    entryPoints: ['src/main.ts'],
    outdir: fresh,
    plugins: [onDemand(root, parts), scriptsAsText, ...lighter],
  });
  const loaded = await build({
    ...common,
    entryPoints: Object.fromEntries(parts),
    outdir: join(fresh, partsFolder),
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [scriptsAsText, nativeBeside, ...lighter],
  });
  const twice = modulesInBoth(program.metafile, loaded.metafile).filter((module) => !stateless.includes(module));
  if (twice.length > 0) {
    throw new Error(`loaded at every start, and again with a part: ${twice.join(', ')}
Import it on demand, or add it to the list in scripts/build.ts where it keeps nothing.`);
  }
  const licences = await licencesOf(root, [program.metafile, loaded.metafile]);
  await writeFile(join(fresh, 'LICENCES.txt'), licences);
  const machines = await copyNative(root, fresh);
  // Other machines than these have no prebuilt terminal: the program says what it does without.
  if (machines.length === 0)
    console.error('no terminal for this machine in node_modules/@lydell: shells will take the whole screen');
  await chmod(fresh, 0o755);
  const old = `${fresh}-old`;
  await rename(dist, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(fresh, dist);
  await rm(old, { recursive: true, force: true });
  console.log(`dist/ built: ${(await readdir(dist, { recursive: true })).length} files`);
} finally {
  await rm(fresh, { recursive: true, force: true });
}
