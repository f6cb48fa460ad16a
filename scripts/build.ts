/** npm run build: one bundle with lazy parts in dist/. It is made aside and put in place at the end, so that a running program never sees half of one. */
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lighter } from './build/lighter.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const fresh = await mkdtemp(join(root, '.dist-'));
try {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    sourcemap: false,
    logLevel: 'warning',
    chunkNames: 'chunks/[name]-[hash]',
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      __filename: 'import.meta.filename',
    },
    // Ink's development tools: loaded only when DEV is set, never in a build.
    external: ['react-devtools-core'],
    plugins: [...lighter],
    // CommonJS packages ask for Node's own modules with require, and for nothing else: this stand-in is there at once,
    // where createRequire needs a URL of every chunk that only costs time.
    banner: {
      js: 'const require = (id) => process.getBuiltinModule(id);',
    },
  });
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
