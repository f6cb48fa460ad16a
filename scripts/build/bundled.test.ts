import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packagesIn } from './licences.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) =>
  JSON.parse(readFileSync(join(root, file), 'utf8')) as { [key: string]: { [name: string]: string } };

const all = read('package.json')['devDependencies'] ?? {};
const bundled = read('scripts/bundled/package.json')['dependencies'] ?? {};

it('a learner gets the same versions as a developer', () => {
  expect(Object.entries(bundled).filter(([name, version]) => all[name] !== version)).toEqual([]);
  expect(Object.keys(bundled)).toContain('esbuild');
});

it('the versions are exact', () => {
  for (const [name, version] of Object.entries({ ...all, ...bundled }))
    expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
});

it('finds the package of every file in a bundle, also one that is another one’s own', () => {
  const inputs = {
    'src/main.ts': { bytesInOutput: 1 },
    'node_modules/ink/build/index.js': { bytesInOutput: 1 },
    'node_modules/ink/build/render.js': { bytesInOutput: 1 },
    'node_modules/@bomb.sh/tab/dist/index.js': { bytesInOutput: 1 },
    'node_modules/ink/node_modules/chalk/index.js': { bytesInOutput: 1 },
  };
  const output = { bytes: 1, inputs, imports: [], exports: [] };
  expect(packagesIn([{ outputs: { 'main.mjs': output } }, { outputs: { 'part.mjs': output } }])).toEqual([
    'node_modules/@bomb.sh/tab',
    'node_modules/ink',
    'node_modules/ink/node_modules/chalk',
  ]);
});
