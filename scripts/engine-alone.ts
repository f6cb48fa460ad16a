// The engine with no course but the one in test/courses: in a copy of this tree without lessons/ and checks/ it compiles, and
// every test of src/ passes. A test that needs the other course fails there; its place is test/container-network.
//   --types   compile only
//   --labs    the tests on real labs, too
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { types: { type: 'boolean', default: false }, labs: { type: 'boolean', default: false } },
});
const copied = [
  ...['src', 'test/courses', 'schemas', 'bin', 'vagrant', 'docs'],
  ...['package.json', 'tsconfig.json', 'vitest.config.ts', 'CHANGELOG.md'],
];
const projects = ['unit', ...(values.labs ? ['lab', 'ordinary', 'judgement', 'second-course'] : [])];

const tree = mkdtempSync(join(tmpdir(), 'bridgework-engine-'));
const run = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: tree, stdio: 'inherit' }).status === 0;

try {
  for (const one of copied) cpSync(join(root, one), join(tree, one), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  // Which course is taught is the composition root's one line; here it is the other one.
  mkdirSync(join(tree, 'lessons'), { recursive: true });
  writeFileSync(join(tree, 'lessons/course.ts'), "export { course } from '../test/courses/vxlan/course.ts';\n");
  const tests = ['run', ...projects.flatMap((project) => ['--project', project])];
  process.exitCode = run('tsc', '-p', '.') && (values.types || run('vitest', ...tests)) ? 0 : 1;
} finally {
  rmSync(tree, { recursive: true, force: true });
}
