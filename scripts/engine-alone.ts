// The engine with no course but the one in test/courses: compiles, and its tests pass, in a copy of this tree without lessons/ and
// checks/. Tests of src/ that take the other course for an example are left out, and counted: there may only be fewer of them.
//   --types   compile only
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesThatReach } from './test/reach.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { types: { type: 'boolean', default: false } } });
const copied = ['src', 'test/courses', 'schemas', 'package.json', 'tsconfig.json', 'CHANGELOG.md', 'bin', 'vagrant'];

const sources = globSync('{src,test/courses,lessons,checks}/**/*.{ts,tsx}', { cwd: root });
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
/** Which course is taught is the composition root's one line; here it is the other one. */
const isCourse = (file: string): boolean => /^(lessons|checks)\//.test(file);
const needing = filesThatReach(sources, read, isCourse).filter(
  (file) => !/^(lessons|checks)\//.test(file) && file !== 'src/main.ts',
);
const production = needing.filter((file) => !/\.test\.tsx?$|\/testing\/|contract\.ts$/.test(file));

const tree = mkdtempSync(join(tmpdir(), 'bridgework-engine-'));
const run = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: tree, stdio: 'inherit' }).status === 0;

try {
  for (const one of copied) cpSync(join(root, one), join(tree, one), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const file of needing) rmSync(join(tree, file));
  mkdirSync(join(tree, 'lessons'), { recursive: true });
  writeFileSync(join(tree, 'lessons/course.ts'), "export { course } from '../test/courses/vxlan/course.ts';\n");
  const unit = { include: ['{src,test}/**/*.test.{ts,tsx}'], exclude: ['**/*.*.test.*', 'node_modules/**'] };
  writeFileSync(
    join(tree, 'vitest.config.ts'),
    `export default ${JSON.stringify({ test: { ...unit, testTimeout: 60_000 } })};\n`,
  );
  console.log(
    `files of src/ that need the course in lessons/: ${needing.length}, of which production: ${production.length}`,
  );
  for (const file of production) console.log(`  ${file}`);
  const good = production.length === 0 && run('tsc', '-p', '.') && (values.types || run('vitest', 'run'));
  process.exitCode = good ? 0 : 1;
} finally {
  rmSync(tree, { recursive: true, force: true });
}
