import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import knots from './folder-knots.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'bridgework-imports-'));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const write = (file: string, text: string): void => {
  mkdirSync(join(tree, file, '..'), { recursive: true });
  writeFileSync(join(tree, file), text);
};

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** What is broken in a tree, also what is let through in ours. */
function violations(cwd: string, config: string, folders: readonly string[]): readonly Violation[] {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const swc = join(root, 'scripts/test/swc-tsx.cjs');
  const argv = ['--require', swc, depcruise, '--config', resolve(root, config), '--output-type', 'json', ...folders];
  const report: { summary: { violations: Violation[] } } = JSON.parse(
    execFileSync(process.execPath, argv, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 }),
  );
  return report.summary.violations;
}

/** As scripts/test/stages.ts has them. */
const ours = ['src', 'checks', 'lessons', 'scripts', 'test'];

test('an import that points up, an engine that knows a course, a cycle, a spawn outside of lab/ and node: in the UI or in a grade are all told', () => {
  write('tsconfig.json', '{}');
  write('lessons/course.ts', "import '../src/facts/a.ts';\n");
  write('src/facts/a.ts', "import './b.ts';\nimport '../learn/run.ts';\n");
  write('src/facts/b.ts', "import './a.ts';\n");
  write('src/facts/a.test.ts', "import '../learn/run.ts';\nimport '../../scripts/tool.ts';\n");
  write('src/facts/taught.test.ts', "import '../../lessons/course.ts';\nimport '../../test/helper.ts';\n");
  write('src/facts/small.test.ts', "import '../../test/courses/small/course.ts';\n");
  write('test/courses/small/course.ts', 'export {};\n');
  write('src/facts/testing/c.ts', "import '../../cli/main.ts';\nimport '../a.test.ts';\n");
  write('src/cli/main.ts', "import '../../test/helper.ts';\n");
  write(
    'src/learn/run.ts',
    "import { spawn } from 'node:child_process';\nimport '../../lessons/course.ts';\nspawn('true');\n",
  );
  write('src/round/plan.ts', "import '../facts/b.ts';\n");
  write('src/grade/plan.ts', "import { readFile } from 'node:fs/promises';\nexport const read = readFile;\n");
  write(
    'src/tui/app.tsx',
    "import { stat } from 'node:fs';\nimport '../learn/run.ts';\nexport const a = <b c={stat} />;\n",
  );
  write('scripts/tool.ts', 'export {};\n');
  write('test/helper.ts', 'export {};\n');
  const found = violations(
    tree,
    '.dependency-cruiser.cjs',
    ours.filter((folder) => folder !== 'checks'),
  );
  expect(new Set(found.map(({ rule, from }) => `${rule.name}: ${from}`))).toEqual(
    new Set([
      'down-only ^lessons/: lessons/course.ts',
      'down-only ^src/facts/: src/facts/a.ts',
      'down-only ^src/learn/: src/learn/run.ts',
      'down-only ^src/round/: src/round/plan.ts',
      'down-only, tests of ^src/facts/: src/facts/a.test.ts',
      'down-only, tests of ^src/facts/: src/facts/taught.test.ts',
      'down-only, tests of ^src/facts/: src/facts/testing/c.ts',
      'down-only ^src/cli/: src/cli/main.ts',
      'engine-knows-no-course: src/facts/taught.test.ts',
      'engine-knows-no-course: src/learn/run.ts',
      'grades-are-pure: src/grade/plan.ts',
      'no-cycles: lessons/course.ts',
      'no-cycles: src/facts/a.ts',
      'nobody-imports-a-test: src/facts/testing/c.ts',
      'only-lab-spawns: src/learn/run.ts',
      'pure-core: src/grade/plan.ts',
      'scripts-are-tools: src/facts/a.test.ts',
      'test-is-for-tests: src/cli/main.ts',
      'tests-of-src-have-small-courses: src/facts/taught.test.ts',
      'tui-is-not-node: src/tui/app.tsx',
    ]),
  );
});

test('a room of the UI that imports one to its right, the root, or has no place among the others is told', () => {
  write('src/tui/text/span.ts', "import '../model/state.ts';\n");
  write('src/tui/model/state.ts', 'export {};\n');
  write('src/tui/panes/lesson.ts', "import '../picture/picture.ts';\n");
  write('src/tui/picture/picture.ts', "import '../model/state.ts';\n");
  write('src/tui/frame/frame.ts', "import '../panes/lesson.ts';\nimport '../update/update.ts';\n");
  write('src/tui/update/update.ts', "import '../app.ts';\n");
  write('src/tui/app.ts', "import './frame/frame.ts';\n");
  write('src/tui/novel/room.ts', "import '../text/span.ts';\n");
  const found = violations(tree, '.dependency-cruiser.cjs', ['src/tui']).filter(({ rule }) =>
    /left|place/.test(rule.name),
  );
  expect(new Set(found.map(({ rule, from, to }) => `${rule.name}: ${from} ${to}`))).toEqual(
    new Set([
      'left-only src/tui/text: src/tui/text/span.ts src/tui/model/state.ts',
      'left-only src/tui/panes: src/tui/panes/lesson.ts src/tui/picture/picture.ts',
      'left-only src/tui/frame: src/tui/frame/frame.ts src/tui/update/update.ts',
      'left-only src/tui/update: src/tui/update/update.ts src/tui/app.ts',
      'tui-rooms-have-a-place: src/tui/novel/room.ts src/tui/text/span.ts',
    ]),
  );
});

test('folders that import each other are told, files that do not import each other or not', () => {
  write('src/trace/one/a.ts', "import '../two/b.ts';\n");
  write('src/trace/one/c.ts', 'export {};\n');
  write('src/trace/two/b.ts', 'export {};\n');
  write('src/trace/two/d.ts', "import '../one/c.ts';\n");
  const found = violations(tree, '.dependency-cruiser-folders.cjs', ['src/trace']);
  expect(new Set(found.map(({ from, to }) => `${from} ${to}`))).toEqual(
    new Set(['src/trace/one src/trace/two', 'src/trace/two src/trace/one']),
  );
});

test('what is let through is still there: who fixes it takes it off the list', () => {
  const known: readonly Violation[] = JSON.parse(readFileSync(join(root, '.dependency-cruiser-known.json'), 'utf8'));
  const key = ({ rule, from, to }: Violation): string => `${rule.name}: ${from} -> ${to}`;
  expect(violations(root, '.dependency-cruiser.cjs', ours).map(key).toSorted()).toEqual(known.map(key).toSorted());
  write(
    'folders.cjs',
    `module.exports = { ...require('${root}/.dependency-cruiser-folders.cjs'), forbidden: [
    { name: 'circle', severity: 'error', scope: 'folder', from: {}, to: { circular: true } } ] };`,
  );
  const circles = new Set(violations(root, join(tree, 'folders.cjs'), ours).map(({ from }) => from));
  expect([...circles].toSorted()).toEqual(knots.flat().toSorted());
}, 60_000);
