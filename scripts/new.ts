// npm run new -- diagnosis         prints a form
// npm run new -- diagnosis FORM    makes every file that the diagnosis needs, and changes those that list it
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, cwd } from 'node:process';
import { must } from '../test/tools/spawn.ts';
import { diagnosisFiles } from './new/diagnosis.ts';
import { readForm } from './new/form.ts';

const root = cwd();
const [what, file] = argv.slice(2);

async function diagnosis(yaml: string): Promise<void> {
  const form = readForm(yaml);
  if ('length' in form) throw new Error(form.join('\n'));
  const at = (path: string): string => join(root, path);
  const files = diagnosisFiles(
    form,
    (path) => readFileSync(at(path), 'utf8'),
    (folder) => readdirSync(at(folder)),
  );
  for (const [path, text] of Object.entries(files)) writeFileSync(at(path), text);
  const paths = Object.keys(files);
  await must([at('node_modules/.bin/biome'), 'check', '--write', ...paths]);
  await must([process.execPath, 'scripts/diagnoses.ts']);
  console.log([...paths, 'docs/diagnoses.md'].join('\n'));
  console.log(
    `\nNow: npm run check, and in a real lab: node_modules/.bin/vitest run --project injections -t ${form.id}`,
  );
}

if (what !== 'diagnosis') {
  console.error('npm run new -- diagnosis [FORM]');
  process.exitCode = 2;
} else if (file === undefined) console.log(readFileSync(new URL('./new/form.yaml', import.meta.url), 'utf8').trimEnd());
else {
  try {
    await diagnosis(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
