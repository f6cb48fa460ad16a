import { spawnSync } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from './course-files.ts';

/** A package with nothing in it but the launcher and what it says when it cannot start. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bw launcher '));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'bin'));
  await copyFile(join(packageRoot(), 'bin/bridgework'), join(root, 'bin/bridgework'));
  await cp(join(packageRoot(), 'vagrant/words'), join(root, 'vagrant/words'), { recursive: true });
});

const built = async (): Promise<void> => {
  await mkdir(join(root, 'dist'));
  await writeFile(
    join(root, 'dist/main.mjs'),
    'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;',
  );
};

async function nodeInPath(version: string): Promise<string> {
  const folder = join(root, 'path');
  await mkdir(folder);
  await writeFile(
    join(folder, 'node'),
    `#!/bin/sh\n[ "$1" = --version ] && echo ${version} && exit\nexec '${process.execPath}' "$@"\n`,
  );
  await chmod(join(folder, 'node'), 0o755);
  return folder;
}

function launch(program: string, args: readonly string[], path: string, more: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { PATH: `${path}:/usr/bin:/bin`, BRIDGEWORK_HOME: join(root, 'state'), ...more },
  });
  return { status, stdout, stderr };
}

describe('bin/bridgework', () => {
  it('hands words and exit code through', async () => {
    await built();
    const ran = launch(join(root, 'bin/bridgework'), ['check', 'a b', '$x', ''], await nodeInPath('v20.17.0'));
    expect(ran).toEqual({ status: 7, stdout: '["check","a b","$x",""]\n', stderr: '' });
  });

  it('works through symbolic links', async () => {
    await built();
    const link = join(root, 'path-link');
    await symlink('bin/bridgework', link);
    await symlink(link, join(root, 'second'));
    expect(launch(join(root, 'second'), [], await nodeInPath('v24.0.0')).status).toBe(7);
  });

  it('works from inside the checkout, by a relative name and through a linked folder', async () => {
    await built();
    const path = `${await nodeInPath('v24.0.0')}:/usr/bin:/bin`;
    await symlink(join(root, 'bin'), join(root, 'elsewhere'));
    for (const [cwd, program] of [
      [root, 'bin/bridgework'],
      [join(root, 'bin'), './bridgework'],
      [root, 'elsewhere/bridgework'],
    ] as const)
      expect(spawnSync(program, [], { cwd, env: { PATH: path } }).status).toBe(7);
  });

  it("prefers the checkout's own Node", async () => {
    await built();
    const own = join(root, 'node_modules/node/bin/node');
    await mkdir(dirname(own), { recursive: true });
    await symlink(process.execPath, own);
    expect(launch(join(root, 'bin/bridgework'), [], await nodeInPath('v12.0.0')).status).toBe(7);
  });

  it('prefers the Node that set-up fetched, in a clone and in the state folder', async () => {
    await built();
    const tooOld = await nodeInPath('v12.0.0');
    for (const folder of ['node_modules/.node/bin', 'state/node/bin']) {
      expect(launch(join(root, 'bin/bridgework'), [], tooOld).status).toBe(2);
      await mkdir(join(root, folder), { recursive: true });
      // One of somebody else's is not run: a copy is ours, what a link leads to may be root's.
      await copyFile(process.execPath, join(root, folder, 'node'));
      await chmod(join(root, folder, 'node'), 0o755);
      expect(launch(join(root, 'bin/bridgework'), [], tooOld).status).toBe(7);
      await rm(join(root, folder), { recursive: true });
    }
  });

  it.each(['v20.16.0', 'v18.20.4', 'v9.99.0'])(
    'says how to get a Node that is new enough: %s is not',
    async (version) => {
      await built();
      const path = await nodeInPath(version);
      const ran = launch(join(root, 'bin/bridgework'), ['check'], path);
      expect(ran).toMatchObject({ status: 2, stdout: '' });
      expect(ran.stderr).toContain(
        `${version.slice(1)}. This fetches a newer one: ${join(root, 'bin/bridgework')} setup`,
      );
      expect(launch(join(root, 'bin/bridgework'), [], path, { LC_ALL: 'zh_CN.UTF-8' }).stderr).toContain(
        '需要 Node 20.17',
      );
    },
  );

  it('sets up without any Node', async () => {
    await built();
    await writeFile(join(root, 'vagrant/setup.sh'), 'echo "set up: $*"; exit 3\n');
    const ran = launch(join(root, 'bin/bridgework'), ['setup', '--list'], await nodeInPath('v18.20.4'));
    expect(ran).toMatchObject({ status: 3, stdout: 'set up: --list\n' });
  });

  it('says how to build', async () => {
    const ran = launch(join(root, 'bin/bridgework'), [], await nodeInPath('v24.0.0'));
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('npm run setup');
  });

  it('keeps what Node compiled beside the bundle, and nowhere after a removal', async () => {
    await mkdir(join(root, 'dist'));
    const seen = ['NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE'].map((name) => `process.env.${name} ?? ''`);
    await writeFile(join(root, 'dist/main.mjs'), `console.log([${seen.join(', ')}].join(' '));`);
    const path = await nodeInPath('v24.0.0');
    expect(launch(join(root, 'bin/bridgework'), ['check'], path).stdout).toBe(`${root}/bin/../dist/compiled \n`);
    expect(launch(join(root, 'bin/bridgework'), ['--lang', 'en', 'remove'], path).stdout).toMatch(/ 1\n$/);
  });
});
