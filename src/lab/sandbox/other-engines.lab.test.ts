import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { Lab } from '../lab.ts';
import { prepareImage } from '../shared/image/image.ts';
import { upElsewhere } from '../testing/elsewhere.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';

const isRoot = process.getuid?.() === 0;
const mine = { ...process.env };
let home: string;
/** An engine that somebody's context names: it counts who comes, and answers nobody. */
let elsewhere: Server;
let visitors = 0;
let address: string;

beforeAll(async () => {
  home = await scratchHome();
  Object.assign(mine, { BRIDGEWORK_IMAGE_CACHE: process.env['BRIDGEWORK_IMAGE_CACHE'] });
  elsewhere = createServer((socket) => {
    visitors++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  address = `tcp://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in mine)) delete process.env[name];
  Object.assign(process.env, mine);
});
afterAll(async () => {
  elsewhere.close();
  await discardHome(home);
});

/** What a learner may have set, each of which would send docker(1) to another engine, or stop it. */
const settings: { readonly [what: string]: () => Promise<{ readonly [name: string]: string }> } = {
  'DOCKER_HOST, by TCP': async () => ({ DOCKER_HOST: address }),
  'DOCKER_HOST, rootless': async () => ({ DOCKER_HOST: 'unix:///run/user/1000/docker.sock' }),
  'DOCKER_HOST, by ssh': async () => ({ DOCKER_HOST: 'ssh://nobody@127.0.0.1:1' }),
  'DOCKER_CONTEXT that is not there': async () => ({ DOCKER_CONTEXT: 'desktop-linux' }),
  'TLS variables': async () => ({
    DOCKER_HOST: address,
    DOCKER_TLS_VERIFY: '1',
    DOCKER_TLS: '1',
    DOCKER_CERT_PATH: '/nonexistent',
  }),
  'an API version that nobody speaks': async () => ({
    DOCKER_API_VERSION: '1.1',
    DOCKER_DEFAULT_PLATFORM: 'linux/s390x',
  }),
  '`docker context use` in the configuration': async () => {
    const config = join(home, '.docker');
    // docker(1) keeps a context under the SHA-256 of its name.
    const folder = join(config, 'contexts/meta', createHash('sha256').update('elsewhere').digest('hex'));
    await mkdir(folder, { recursive: true });
    await writeFile(join(config, 'config.json'), JSON.stringify({ currentContext: 'elsewhere' }));
    await writeFile(
      join(folder, 'meta.json'),
      JSON.stringify({ Name: 'elsewhere', Metadata: {}, Endpoints: { docker: { Host: address } } }),
    );
    return { HOME: home, DOCKER_CONFIG: config };
  },
};

describe.each(Object.entries(settings))("a learner's %s", (_what, made) => {
  test('is not known in a lab, and nobody there is asked', async () => {
    Object.assign(process.env, await made());
    visitors = 0;
    const lab: Lab = createSandbox({ name: 'contexts', home });
    const up = await lab.up(() => {});
    expect(up.ok ? up.value.state : up.error).toBe('up');
    const ran = await lab.run(
      "env | grep -c ^DOCKER_; ls -A /root/.docker 2>/dev/null; docker info -f '{{.ID}}' && docker ps -q",
      {
        timeoutMs: 20_000,
      },
    );
    expect(ran.ok && ran.value).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/^0\n\S+\n$/) });
    const entry = await lab.entry('host');
    expect(entry.ok && Object.keys(entry.value.env).filter((name) => /^DOCKER/.test(name))).toEqual([]);
    // Another image than the course's is looked for in this machine's own engine, and only there.
    const image = await prepareImage(home, () => {}, { name: 'nginx:elsewhere' });
    expect(image.ok && image.value.archive).toMatch(/image\.tar$/);
    expect(visitors).toBe(0);
    expect((await lab.down()).ok).toBe(true);
  });
});

/** Puts a script in place of every docker(1) of this machine. */
const instead = (script: string): string => `
  mount -t tmpfs none /mnt; printf '${script}' >/mnt/docker; chmod 755 /mnt/docker
  for at in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin; do [ ! -e $at/docker ] || mount --bind /mnt/docker $at/docker; done`;

test("where docker is podman-docker's script, what is needed beside it is named", async () => {
  const setup = instead('#!/bin/sh\\nexec /usr/bin/podman "$@"\\n');
  const output = await upElsewhere({ name: 'x', home: join(home, 'bare'), setup, as: 'user' });
  expect(output).toMatch(
    /^refused no-docker sudo apt-get install -y --no-install-recommends docker(\.io|-cli|-ce-cli)$/,
  );
});

// Programs can be moved only in a mount namespace of root's; for others this test does not exist (a skipped one fails the run).
(isRoot ? test : () => {})("a lab comes up with programs where Docker's own packages have them", async () => {
  // docker-ce, docker-ce-cli, containerd.io: all in /usr/bin, the init and the proxy's helpers in /usr/libexec/docker.
  const setup = `
    mount -t tmpfs none /mnt; mkdir /mnt/bin /mnt/none /mnt/sbin
    for name in dockerd containerd containerd-shim-runc-v2 runc docker ctr docker-init; do
      file=$(PATH=/usr/sbin:/usr/bin command -v $name) && cp "$file" /mnt/bin/
    done
    cp -a /usr/sbin/. /mnt/sbin/; rm -f /mnt/sbin/dockerd /mnt/sbin/runc /mnt/sbin/docker-proxy
    mount -t overlay -o lowerdir=/mnt/bin:/usr/bin overlay /usr/bin
    mount --bind /mnt/sbin /usr/sbin
    test ! -e /usr/sbin/dockerd; test -x /usr/bin/dockerd`;
  expect(await upElsewhere({ name: 'ce', home, setup, as: 'root' })).toBe('up');
  const lab = createSandbox({ name: 'ce', home });
  const ran = await lab.run(
    'command -v dockerd; docker run -d --net=none --name=c1 nginx:1.13.3-alpine >/dev/null && echo runs',
    { timeoutMs: 20_000 },
  );
  expect(ran.ok && ran.value.stdout).toBe('/usr/bin/dockerd\nruns\n');
  await lab.down();
  await rm(join(home, 'labs', 'ce'), { recursive: true, force: true });
});
