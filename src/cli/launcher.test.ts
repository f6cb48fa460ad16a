import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from './course-files.ts';

/** A checkout with nothing in it but the launcher. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bw launcher '));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'bin'));
  await copyFile(join(packageRoot(), 'bin/bridgework'), join(root, 'bin/bridgework'));
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

function launch(program: string, args: readonly string[], path: string) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { PATH: `${path}:/usr/bin:/bin` },
  });
  return { status, stdout, stderr };
}

describe('bin/bridgework', () => {
  it('hands words and exit code through', async () => {
    await built();
    const ran = launch(join(root, 'bin/bridgework'), ['check', 'a b', '$x', ''], await nodeInPath('v22.12.0'));
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

  it.each(['v20.19.2', 'v22.2.0'])('says how to get a Node that is new enough: %s is not', async (version) => {
    await built();
    const ran = launch(join(root, 'bin/bridgework'), [], await nodeInPath(version));
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('npm run setup');
  });

  it('says how to build', async () => {
    const ran = launch(join(root, 'bin/bridgework'), [], await nodeInPath('v24.0.0'));
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('npm run build');
  });
});
