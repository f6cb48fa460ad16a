import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import { ask, bytesOf, cleanEnv, type Installed, nodeFolder, packAndInstall } from '../tools/installed.ts';
import { must } from '../tools/spawn.ts';
import { firstScreen } from './screen.ts';

const manifestFile = join(import.meta.dirname, '../../package.json');
const { version } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { version: string };

/** All that may be in the package. */
const allowed = [
  /^bin\/bridgework$/,
  /^dist\/(main\.mjs|LICENCES\.txt|parts\/[A-Za-z0-9/_.-]+\.mjs)$/,
  /^lessons\/\d-[a-z-]+\/(en|zh-CN)\.md$/,
  /^lessons\/source-commands\.txt$/,
  /^dist\/native\/[a-z0-9-]+\/pty\.node$/,
  /^schemas\/[a-z-]+\.json$/,
  /^vagrant\/(node|provision|record|remove|setup)\.sh$/,
  /^vagrant\/distros\/(distro\.sh|packages)$/,
  /^vagrant\/words\/(en|say|zh-CN)\.sh$/,
  /^(CHANGELOG|README|README\.zh-CN)\.md$/,
  /^(LICENSE|package\.json)$/,
];

let scratch: string;
let home: string;
let installed: Installed;
const nodes: { [major in '20' | '24']: string } = { 20: '', 24: '' };

beforeAll(async () => {
  home = await scratchHome();
  scratch = mkdtempSync(join(tmpdir(), 'bridgework-package-'));
  installed = await packAndInstall(scratch);
  nodes[20] = await nodeFolder(scratch, '20');
  nodes[24] = await nodeFolder(scratch, '24');
});
afterAll(async () => {
  await discardHome(home);
  rmSync(scratch, { recursive: true, force: true });
});

const withNode = (major: '20' | '24', more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv =>
  cleanEnv(scratch, { BRIDGEWORK_HOME: home, PATH: `${nodes[major]}:/usr/bin:/bin:/usr/sbin:/sbin`, ...more });

describe('the package', () => {
  it('holds what runs the course, and nothing for developers', () => {
    expect(installed.files.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
    for (const pattern of allowed) expect(installed.files.filter((name) => pattern.test(name))).not.toEqual([]);
    expect(installed.files.filter((name) => /\/(en|zh-CN)\.md$/.test(name))).toHaveLength(10);
  });

  it('needs no other package and no install script', async () => {
    const manifest = JSON.parse(await readFile(join(installed.folder, 'package.json'), 'utf8')) as {
      [key: string]: object | undefined;
    };
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
      expect(manifest[kind], kind).toBeUndefined();
    const scripts = Object.keys(manifest['scripts'] ?? {});
    expect(scripts.filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
    expect(await readdir(join(installed.prefix, 'lib/node_modules'))).toEqual(['bridgework']);
  });

  it('tells the licence of every package that a part of is in it', async () => {
    const licences = await readFile(join(installed.folder, 'dist/LICENCES.txt'), 'utf8');
    for (const name of ['ink', 'react', 'commander', 'zod', 'yaml', 'yoga-layout'])
      expect(licences).toMatch(new RegExp(`^${name} \\d\\S* \\([A-Z]`, 'm'));
  });

  it('says what to do where Node is too old, in both languages', async () => {
    const old = join(scratch, 'old');
    await mkdir(old);
    writeFileSync(join(old, 'node'), '#!/bin/sh\necho v20.16.0\n', { mode: 0o755 });
    const env = withNode('24', { PATH: `${old}:/usr/bin:/bin` });
    const english = await ask(installed.program, ['course', 'list'], { ...env, LANG: 'C.UTF-8' });
    expect(english).toMatchObject({ exitCode: 2, output: expect.stringContaining('bridgework setup') });
    const chinese = await ask(installed.program, ['course', 'list'], { ...env, LANG: 'zh_CN.UTF-8' });
    expect(chinese).toMatchObject({ exitCode: 2, output: expect.stringContaining('需要 Node 20.17') });
    const list = await ask(installed.program, ['setup', '--list'], { ...env, LANG: 'C.UTF-8' });
    expect(list).toMatchObject({ exitCode: 1, output: expect.stringContaining('to be fetched through npm: Node 24.') });
  });

  it('runs by npx', async () => {
    const argv = ['npx', '--yes', '--offline', `--package=${installed.tarball}`, 'bridgework', '--version'];
    expect(
      await must(argv, { cwd: scratch, env: withNode('24', { PATH: `${nodes[24]}:${cleanEnv('')['PATH']}` }) }),
    ).toBe(`${version}\n`);
  });
});

describe.each(['20', '24'] as const)('the package on Node %s', (major) => {
  const bridgework = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    ask(installed.program, args, withNode(major, more));

  it('loads every part', async () => {
    const names = installed.files.filter((name) => /^dist\/parts\/.*\.mjs$/.test(name));
    expect(names.length).toBeGreaterThan(50);
    const script = `await Promise.all(process.argv.slice(1).map((part) => import(part)))`;
    const parts = names.map((name) => join(installed.folder, name));
    await must([join(nodes[major], 'node'), '--input-type=module', '-e', script, ...parts], { env: withNode(major) });
  });

  it('tells its version, its help and the course, in both languages', async () => {
    expect(await bridgework(['--version'])).toMatchObject({ exitCode: 0, output: `${version}\n` });
    expect(await bridgework(['--help'])).toMatchObject({ exitCode: 0, output: expect.stringContaining('setup') });
    const chinese = await bridgework(['--lang', 'zh-CN', 'course', 'list']);
    expect(chinese).toMatchObject({ exitCode: 0, output: expect.stringContaining('containers/run-c1') });
    expect(chinese.output).toMatch(/\p{Script=Han}/u);
    expect((await bridgework(['completion', 'bash'])).exitCode).toBe(0);
    expect((await bridgework(['complete', '--', 'remov'])).output).toContain('remove');
  });

  it('finds this machine set up', async () => {
    expect(await bridgework(['setup', '--list'], { LANG: 'C.UTF-8' })).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('nothing is missing'),
    });
    expect((await bridgework(['setup', '--nonsense'])).exitCode).toBe(2);
  });

  it('brings a lab up, runs a step, judges it, and shows it', async () => {
    expect(await bridgework(['reset'])).toMatchObject({ exitCode: 0 });
    expect(await bridgework(['check', 'run-c1'])).toMatchObject({ exitCode: 1 });
    expect(await bridgework(['run', 'run-c1'])).toMatchObject({ exitCode: 0 });
    const checked = await bridgework(['check', 'run-c1', '--json']);
    expect(checked.exitCode).toBe(0);
    expect(JSON.parse(checked.output)).toMatchObject({ summary: { pass: 3, fail: 0 } });
    // It goes on where the first step ended.
    const env = withNode(major, { LANG: 'zh_CN.UTF-8' });
    expect(await firstScreen(installed.program, env, '启动第二个容器')).toContain('Bridgework');
    expect(await bridgework(['lab', 'down'])).toMatchObject({ exitCode: 0 });
  });
});

describe('afterwards', () => {
  it('the package takes at most 15 MB, with what Node compiled of it', async () => {
    expect(await readdir(join(installed.folder, 'dist'))).toContain('compiled');
    expect(await bytesOf(installed.prefix)).toBeLessThan(15_000_000);
  });

  it('npm takes all of it away', async () => {
    const options = ['--global', '--prefix', installed.prefix, '--offline', '--no-audit', '--no-fund'];
    await must(['npm', 'uninstall', ...options, 'bridgework'], { cwd: scratch, env: cleanEnv(scratch) });
    const left = await readdir(installed.prefix, { recursive: true, withFileTypes: true });
    expect(
      left.filter((entry) => !entry.isDirectory() && entry.name !== '.package-lock.json').map(({ name }) => name),
    ).toEqual([]);
  });
});
