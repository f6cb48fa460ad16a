import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDocker } from './programs.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bridgework-dockers-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A folder with a `docker`: a script, or a link. */
function folder(name: string, docker: string | { readonly link: string }): string {
  const dir = join(root, name);
  mkdirSync(dir);
  if (typeof docker === 'string') writeFileSync(join(dir, 'docker'), docker, { mode: 0o755 });
  else symlinkSync(docker.link, join(dir, 'docker'));
  return dir;
}

describe("Docker's own client", () => {
  it("is not podman-docker's script, as Debian, Fedora and Arch have it", async () => {
    const script = `#!/usr/bin/sh
[ -e /etc/containers/nodocker ] || [ -e "\${XDG_CONFIG_HOME-$HOME/.config}/containers/nodocker" ] || \\
echo "Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg." >&2
exec /usr/bin/podman "$@"
`;
    const dir = folder('podman', script);
    expect(await findDocker([dir])).toEqual({ impostor: { file: join(dir, 'docker'), is: 'podman' } });
  });

  it('is not a link to Podman', async () => {
    writeFileSync(join(root, 'podman-remote'), '\x7fELF', { mode: 0o755 });
    const dir = folder('link', { link: '../podman-remote' });
    expect((await findDocker([dir])).impostor?.is).toBe('podman');
  });

  it('is not a snap, neither by its link nor by a script', async () => {
    // /snap/bin/docker -> /usr/bin/snap
    writeFileSync(join(root, 'snap'), '\x7fELF', { mode: 0o755 });
    expect((await findDocker([folder('snap-link', { link: '../snap' })])).impostor?.is).toBe('snap');
    const script = folder('snap-script', '#!/bin/sh\nexec snap run docker "$@"\n');
    expect((await findDocker([script])).impostor?.is).toBe('snap');
  });

  it('is a program, or a wrapper around one', async () => {
    const program = join(root, 'program');
    mkdirSync(program);
    copyFileSync('/bin/true', join(program, 'docker'));
    expect(await findDocker([program])).toEqual({ file: join(program, 'docker') });
    const wrapper = folder('wrapper', '#!/bin/sh\nexec /opt/docker/docker "$@"\n');
    expect(await findDocker([wrapper])).toEqual({ file: join(wrapper, 'docker') });
  });

  it('is found behind what only has its name', async () => {
    const dirs = ['podman', 'snap-link', 'program'].map((name) => join(root, name));
    expect((await findDocker(dirs)).file).toBe(join(root, 'program', 'docker'));
  });

  it('may be missing, and a folder or a file that cannot run is nothing', async () => {
    const dir = join(root, 'nothing');
    mkdirSync(join(dir, 'sub'), { recursive: true });
    writeFileSync(join(dir, 'docker'), '', { mode: 0o644 });
    expect(await findDocker([dir, join(root, 'absent')])).toEqual({});
  });
});
