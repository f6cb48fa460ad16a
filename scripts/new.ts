// npm run new -- diagnosis             prints a form
// npm run new -- diagnosis FORM        makes all that the diagnosis needs, in the folder of its subject
// npm run new -- language TAG LOCALE   makes all files of a language with English in them: language fr fr_FR
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, cwd } from 'node:process';
import { must } from '../test/tools/spawn.ts';
import { diagnosisFiles, type Files } from './new/diagnosis.ts';
import { readForm } from './new/form.ts';
import { languageFiles } from './new/language.ts';

const root = cwd();
const at = (path: string): string => join(root, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const biome = at('node_modules/.bin/biome');

async function write(files: Files): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
  const paths = Object.keys(files);
  await must([biome, 'check', '--write', ...paths.filter((path) => path.endsWith('.ts'))]);
  return paths;
}

async function diagnosis(file: string): Promise<void> {
  const form = readForm(readFileSync(file, 'utf8'));
  if ('length' in form) throw new Error(form.join('\n'));
  const paths = await write(diagnosisFiles(form, read, (folder) => readdirSync(at(folder))));
  await must([process.execPath, 'scripts/diagnoses.ts']);
  console.log([...paths, 'docs/diagnoses.md'].join('\n'));
  console.log(
    `\nNow: npm run check, and in a real lab: node_modules/.bin/vitest run --project injections -t ${form.id}`,
  );
}

async function language(tag: string, locale: string): Promise<void> {
  const folders = ['src/i18n', 'checks', 'lessons', 'vagrant/words'];
  const all = folders.flatMap((folder) =>
    readdirSync(at(folder), { recursive: true }).map((file) => `${folder}/${file}`),
  );
  const paths = await write(languageFiles({ tag, locale }, read, all));
  await must([process.execPath, 'scripts/languages.ts']);
  console.log(paths.join('\n'));
  console.log(
    '\nNow: translate these; npx vitest run -u src/cli/json has the JSON Schemas name it, too; npm run check',
  );
}

const [what, ...more] = argv.slice(2);
try {
  const [one, other] = more;
  if (what === 'diagnosis' && one === undefined)
    console.log(readFileSync(new URL('./new/form.yaml', import.meta.url), 'utf8').trimEnd());
  else if (what === 'diagnosis' && one !== undefined) await diagnosis(one);
  else if (what === 'language' && one !== undefined && other !== undefined) await language(one, other);
  else throw new Error('npm run new -- diagnosis [FORM]\nnpm run new -- language TAG LOCALE');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = what === 'diagnosis' || what === 'language' ? 1 : 2;
}
