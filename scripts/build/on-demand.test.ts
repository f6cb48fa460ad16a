import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { modulesInBoth, onDemand } from './on-demand.ts';

const common = { bundle: true, format: 'esm', write: false, metafile: true, outdir: '/nowhere' } as const;

test('what is imported on demand is a part of its own, and what both have is told', async ({ onTestFinished }) => {
  const root = mkdtempSync(join(tmpdir(), 'bridgework-build-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'src/cli'), { recursive: true });
  const files = {
    'main.ts':
      "import { both } from './both.ts';\nexport const run = () => both && [import('./cli/run.ts'), import('../lessons/course.ts')];\n",
    'both.ts': 'export const both = [new Date()];\nexport type Unused = string;\n',
    'types.ts': 'export type Only = string;\n',
    'cli/run.ts':
      "import { both } from '../both.ts';\nimport type { Only } from '../types.ts';\nexport const ran: Only = String(both);\n",
  };
  mkdirSync(join(root, 'lessons'));
  writeFileSync(join(root, 'lessons/course.ts'), 'export const course = 1;\n');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'src', name), text);

  const parts = new Map<string, string>();
  const program = await build({
    ...common,
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    plugins: [onDemand(root, parts)],
  });
  expect(program.outputFiles[0]?.text).toContain('import("./parts/cli/run.mjs")');
  expect(program.outputFiles[0]?.text).toContain('import("./parts/lessons/course.mjs")');
  expect(parts).toEqual(
    new Map([
      ['cli/run', join(root, 'src/cli/run.ts')],
      ['lessons/course', join(root, 'lessons/course.ts')],
    ]),
  );
  const loaded = await build({ ...common, absWorkingDir: root, entryPoints: Object.fromEntries(parts) });
  expect(modulesInBoth(program.metafile, loaded.metafile)).toEqual(['src/both.ts']);
});
