import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnosisFiles } from './diagnosis.ts';
import { type Form, readForm } from './form.ts';

const root = join(import.meta.dirname, '../..');
const yaml = readFileSync(join(import.meta.dirname, 'form.yaml'), 'utf8');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const list = (folder: string): readonly string[] => readdirSync(join(root, folder));

function formOf(text: string): Form {
  const form = readForm(text);
  if ('length' in form) throw new Error(form.join('\n'));
  return form;
}

describe('a form', () => {
  test('that is not filled in, or that names what is not there, is refused with the place', () => {
    expect(readForm(yaml.replace(/ {4}why: .*/, "    why: ' '"))).toEqual([expect.stringContaining('words.en.why')]);
    expect(readForm(yaml.replace('id: port-no-broadcast', 'id: Port'))).toEqual([expect.stringContaining('id')]);
    expect(readForm(yaml.replace('subject: cable', 'subject: ../wires'))).toEqual([expect.stringContaining('subject')]);
    expect(() => diagnosisFiles(formOf(yaml.replace('in: cableSuspects', 'in: toNowhere')), read, list)).toThrow(
      'toNowhere',
    );
    expect(() => diagnosisFiles(formOf(yaml.replace('id: port-no-broadcast', 'id: veth-down')), read, list)).toThrow(
      'already',
    );
  });

  test('may name a suspect that is asked alone', () => {
    const asked = 'asked:\n  file: checks.ts\n  in: up\n  before: bridgeDevice\n';
    const form = formOf(yaml.replace('subject: cable', 'subject: bridge').replace(/asked:\n( {2}.*\n)+/, asked));
    const file = diagnosisFiles(form, read, list)['checks/bridge/checks.ts'] ?? '';
    expect(file).toContain('first(world, [portNoBroadcast, bridgeDevice])');
    expect(file).toContain("import { portNoBroadcast } from './port-no-broadcast.ts';");
  });
});

test('a diagnosis is the business of one folder', () => {
  const files = Object.keys(diagnosisFiles(formOf(yaml), read, list));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !file.startsWith('checks/cable/'))).toEqual([]);
});

/** Of the project what the checks of a diagnosis look at; made once, changed by the generator. */
describe('the files that it makes', () => {
  const tree = mkdtempSync(join(tmpdir(), 'bridgework-new-'));
  const run = (...argv: readonly [string, ...string[]]) => {
    const [file, ...args] = argv;
    const env = { ...process.env, BRIDGEWORK_TEST_CACHE: join(tree, '.cache'), NO_COLOR: '1' };
    const { status, stdout, stderr } = spawnSync(file, args, { cwd: tree, env, encoding: 'utf8' });
    return { status, output: status === 0 ? '' : `${stdout}${stderr}` };
  };
  const bin = (name: string): string => join(root, 'node_modules/.bin', name);
  const fine = { status: 0, output: '' };

  beforeAll(() => {
    const parts = [
      'biome.json',
      'checks',
      'docs',
      'lessons',
      'package.json',
      'schemas',
      'scripts',
      'src',
      'test',
      'vagrant',
    ];
    for (const part of [...parts, 'tsconfig.json', 'vitest.config.ts', '.gitignore'])
      cpSync(join(root, part), join(tree, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    spawnSync('git', ['init', '-q'], { cwd: tree });
    writeFileSync(join(tree, 'form.yaml'), yaml);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test('pass every check at once, in a language more than the form has', () => {
    expect(run(process.execPath, 'scripts/new.ts', 'language', 'fr', 'fr_FR')).toEqual(fine);
    expect(run(process.execPath, 'scripts/new.ts', 'diagnosis', 'form.yaml')).toEqual(fine);
    expect(run(bin('biome'), 'ci', 'checks')).toEqual(fine);
    expect(run(bin('tsc'), '-p', '.')).toEqual(fine);
    expect(run(process.execPath, 'scripts/diagnoses.ts', '--check')).toEqual(fine);
    expect(run(process.execPath, 'scripts/languages.ts', '--check')).toEqual(fine);
    expect(run(process.execPath, 'src/main.ts', '--lang', 'fr', 'course', 'lint')).toEqual(fine);
    expect(run(bin('vitest'), 'run', '--project', 'unit', 'checks', 'src/i18n')).toEqual(fine);
    // They are not only let through: the new diagnosis is one of those that were looked at.
    expect(readFileSync(join(tree, 'docs/diagnoses.md'), 'utf8')).toContain('### port-no-broadcast');
    expect(run(process.execPath, 'scripts/new.ts', 'diagnosis', 'form.yaml')).toMatchObject({
      status: 1,
      output: expect.stringContaining('already'),
    });
  }, 300_000);
});
