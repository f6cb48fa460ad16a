import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultParams } from '../../lessons/params/params.ts';
import { createSandbox } from '../../lessons/testing/lab.ts';
import { examine } from '../../src/doctor/examine.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Finding, Lab } from '../../src/lab/lab.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import { byId, examinationOf } from './testing/machine.ts';

/** A sandbox is a machine with a Docker Engine: here it is the one that is examined. */
let home: string;
let lab: Lab;
const translate = translator('en');

beforeAll(async () => {
  home = await scratchHome();
  lab = createSandbox({ name: 'engine', home });
  const up = await lab.up(() => undefined);
  if (!up.ok) throw new Error(JSON.stringify(up.error));
});
afterAll(() => discardHome(home));

async function run(script: string): Promise<string> {
  const ran = await lab.run(script, { timeoutMs: 60_000 });
  if (!ran.ok) throw new Error(ran.error.code);
  return ran.value.stdout;
}

interface Look {
  readonly setup?: string;
  readonly undo?: string;
  /** `$0` is the script of the look. */
  readonly launch?: string;
  readonly image?: string;
}

async function seen({ setup = ':', undo = ':', launch = 'sh $0', image }: Look): Promise<ReadonlyMap<string, Finding>> {
  await run(`{ ${setup}\n} >&2`);
  try {
    const params = image === undefined ? {} : { params: { ...defaultParams, image } };
    const look = async (script: string) => {
      const file = '/tmp/look.sh';
      const stdout = await run(
        `cat >${file} <<'LOOK'\n${script}\nLOOK\nchmod 644 ${file}\n${launch.replaceAll('$0', file)}`,
      );
      return { stdout };
    };
    return byId(await examine(look, examinationOf(params)));
  } finally {
    await run(`{ ${undo}\n} >&2`);
  }
}

const container = 'docker run -d --net=none --name=c1 nginx:1.13.3-alpine';

test('an engine that answers, with the image and without old containers, is in order', async () => {
  const findings = await seen({});
  const ids = [
    ...[
      'engine-down',
      'engine-access',
      'engine-api',
      'engine-nftables',
      'image-missing',
      'image-architecture',
      'engine-elsewhere',
    ],
    ...['proxy', 'container-name', 'container-stopped', 'wiring-lost', 'subnet-docker', 'port-listening'],
  ];
  for (const id of ids) expect(findings.get(id)).toMatchObject({ id, state: 'ok' });
  expect([...findings.values()].filter(({ state }) => state === 'unknown')).toEqual([]);
});

const there: readonly (Look & { readonly id: string; readonly shows: string })[] = [
  { id: 'container-name', setup: container, undo: 'docker rm -f c1', shows: 'c1 runs already (network: none)' },
  {
    id: 'container-stopped',
    setup: `${container}; docker kill c1`,
    undo: 'docker rm -f c1',
    shows: 'a container c1 that does not run',
  },
  {
    id: 'wiring-lost',
    setup: `${container}; ip link add br0 type bridge`,
    undo: 'docker rm -f c1; ip link del br0',
    shows: 'br0 and c1 are there',
  },
  {
    id: 'subnet-docker',
    setup: 'docker network create --subnet 172.18.0.0/16 shop',
    undo: 'docker network rm shop',
    shows: '172.18.0.0/16 on br-',
  },
  // The engine's namespace is another one than that of whoever looks.
  { id: 'engine-elsewhere', launch: 'unshare -n sh $0', shows: 'namespaces: rootless' },
  {
    id: 'engine-access',
    setup: 'chmod 600 /run/docker.sock',
    undo: 'chmod 660 /run/docker.sock',
    launch: 'setpriv --reuid 1000 --regid 1000 --clear-groups sh $0',
    shows: 'permission denied',
  },
  { id: 'engine-api', launch: 'DOCKER_API_VERSION=1.1 sh $0', shows: 'too old' },
  {
    id: 'image-architecture',
    image: 'web:other',
    // An image of one empty layer, in the form that every Docker loads; what `docker save` writes depends on its version.
    setup: String.raw`mkdir /tmp/other; cd /tmp/other; tar c -T /dev/null >layer.tar
      printf '{"architecture":"s390x","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        $(sha256sum layer.tar | cut -c1-64) >config.json
      echo '[{"Config":"config.json","RepoTags":["web:other"],"Layers":["layer.tar"]}]' >manifest.json
      tar c . | docker load; cd /; rm -r /tmp/other`,
    undo: 'docker image rm web:other',
    shows: 'web:other is for s390x',
  },
  {
    id: 'proxy',
    setup:
      'mkdir -p /tmp/home/.docker; echo \'{ "proxies": { "default": { "httpProxy": "http://192.168.1.9:3128" } } }\' >/tmp/home/.docker/config.json',
    undo: 'rm -r /tmp/home',
    launch: 'HOME=/tmp/home sh $0',
    shows: '/tmp/home/.docker/config.json',
  },
  {
    id: 'engine-down',
    setup: 'mv /run/docker.sock /run/docker.sock.away',
    undo: 'mv /run/docker.sock.away /run/docker.sock',
    shows: 'No Docker Engine answers',
  },
];

test.each(there)('$id is seen: $shows', async ({ id, shows, ...look }) => {
  const finding = (await seen(look)).get(id);
  expect(finding && translate(finding.text)).toContain(shows);
  if (finding?.effect) expect(translate(finding.effect)).not.toBe('');
  expect(finding).toMatchObject({ effect: {}, fix: expect.any(String) });
  expect(finding?.state).not.toBe('ok');
});

test('an engine that takes connections and never answers is not called absent: it may only be slow', async () => {
  const findings = await seen({
    setup:
      'perl -MIO::Socket::UNIX -e \'my $s = IO::Socket::UNIX->new(Local => "/run/deaf.sock", Listen => 5) or die; sleep 60\' >/dev/null 2>&1 & echo $! >/run/deaf.pid; until [ -S /run/deaf.sock ]; do :; done',
    undo: 'kill $(cat /run/deaf.pid); rm -f /run/deaf.sock',
    launch: 'DOCKER_HOST=unix:///run/deaf.sock sh $0',
  });
  const engine = [...findings.values()].filter(({ id }) => id.startsWith('engine-'));
  expect(new Set(engine.map(({ state }) => state))).toEqual(new Set(['unknown']));
});

test('an engine of a machine that is slow in all it does, an emulated one, is waited for', async () => {
  const findings = await seen({
    // The look has its own PATH, so the client itself is another one.
    setup: `mkdir /tmp/slow; file=$(readlink -f "$(command -v docker)"); cp "$file" /tmp/slow/real
      printf '#!/bin/sh\\nsleep 1\\n[ "$1" != info ] || sleep 1.5\\nexec /tmp/slow/real "$@"\\n' >/tmp/slow/docker
      chmod 755 /tmp/slow/docker; mount --bind /tmp/slow/docker "$file"`,
    undo: 'umount "$(readlink -f "$(command -v docker)")"; rm -r /tmp/slow',
  });
  expect([...findings.values()].filter(({ state }) => state === 'unknown')).toEqual([]);
});

test('an image that the engine does not have is the lab’s to bring', async () => {
  const finding = (await seen({ image: 'nginx:1.13.3-nowhere' })).get('image-missing');
  expect(finding?.state).toBe('ok');
  expect(finding && translate(finding.text)).toContain('does not have nginx:1.13.3-nowhere. The lab sees to it');
});

test('an engine that sleeps behind a socket of systemd is not woken', async () => {
  // Nobody may connect: whoever does leaves a mark.
  const findings = await seen({
    setup: `mkdir -p /run/systemd/system; mv /run/docker.sock /run/docker.sock.away
      perl -MIO::Socket::UNIX -e 'my $s = IO::Socket::UNIX->new(Local => "/run/docker.sock", Listen => 5) or die; $s->accept; open(my $f, ">", "/run/woken"); sleep 60' >/dev/null 2>&1 &
      echo $! >/run/held.pid; until [ -S /run/docker.sock ]; do :; done`,
    undo: 'kill $(cat /run/held.pid); rm -rf /run/systemd /run/docker.sock; mv /run/docker.sock.away /run/docker.sock',
    // As on a machine where no dockerd runs.
    launch: 'unshare -pmf --mount-proc sh $0',
  });
  expect(findings.get('engine-down')).toMatchObject({ state: 'ok', text: { id: 'doctor.by-lab' } });
  expect(findings.get('container-name')?.state).toBe('unknown');
  expect(await run('[ ! -e /run/woken ] && echo asleep')).toBe('asleep\n');
});
