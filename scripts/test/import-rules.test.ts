import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'bridgework-imports-'));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const write = (file: string, text: string): void => {
  mkdirSync(join(tree, file, '..'), { recursive: true });
  writeFileSync(join(tree, file), text);
};

/** Names of the rules that are broken in `tree`. */
function broken(): readonly string[] {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, '.dependency-cruiser.cjs');
  const argv = [
    '--require',
    join(root, 'scripts/test/swc-tsx.cjs'),
    depcruise,
    '--config',
    config,
    '--output-type',
    'json',
    'src',
    'lessons',
  ];
  const report: { summary: { violations: { rule: { name: string } }[] } } = JSON.parse(
    execFileSync(process.execPath, argv, { cwd: tree, encoding: 'utf8' }),
  );
  return report.summary.violations.map(({ rule }) => rule.name);
}

test('an import that points up, a cycle, a spawn outside of lab/ and node: in the UI or in a grade are all told', () => {
  write('tsconfig.json', '{}');
  write('lessons/course.ts', "import '../src/facts/a.ts';\n");
  write('src/facts/a.ts', "import './b.ts';\nimport '../learn/run.ts';\n");
  write('src/facts/b.ts', "import './a.ts';\n");
  write('src/learn/run.ts', "import { spawn } from 'node:child_process';\nspawn('true');\n");
  write('src/round/plan.ts', "import '../facts/b.ts';\n");
  write('src/grade/plan.ts', "import { readFile } from 'node:fs/promises';\nexport const read = readFile;\n");
  write(
    'src/tui/app.tsx',
    "import { stat } from 'node:fs';\nimport '../learn/run.ts';\nexport const a = <b c={stat} />;\n",
  );
  expect(new Set(broken())).toEqual(
    new Set([
      ...['down-only ^lessons/', 'down-only ^src/facts/', 'down-only ^src/round/', 'grades-are-pure'],
      ...['no-cycles', 'only-lab-spawns', 'pure-core', 'tui-is-not-node'],
    ]),
  );
});
