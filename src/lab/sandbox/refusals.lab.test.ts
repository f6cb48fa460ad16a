import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { LabStatus } from '../lab.ts';
import { upElsewhere, whyNotElsewhere } from '../testing/elsewhere.ts';
import { processesWith } from '../testing/machine.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';
import { identify, isAlive } from './identity.ts';
import { labPaths } from './paths.ts';
import { readState, writeState } from './state.ts';
import { listLabs } from './status.ts';

const isRoot = process.getuid?.() === 0;
const quiet = (): void => {};
let home: string;

beforeAll(async () => {
  home = await scratchHome();
  // Builds the image if this user has none yet: the tests below are about labs.
  await up('first');
});
afterAll(() => discardHome(home));

async function up(name: string): Promise<LabStatus> {
  const result = await createSandbox({ name, home }).up(quiet);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function codeOf(name: string, folder = home): Promise<string> {
  const result = await createSandbox({ name, home: folder }).up(quiet);
  return result.ok ? 'up' : result.error.code;
}

test('a name that could be a path is refused, and nothing is made of it', async () => {
  for (const name of ['../../etc', 'a/b', '.', '', '-x', 'A', 'a b', 'x'.repeat(32), '$(id)']) {
    const lab = createSandbox({ name, home });
    expect(await codeOf(name)).toBe('bad-name');
    expect((await lab.status()).state).toBe('down');
    expect((await lab.down()).ok).toBe(false);
  }
  expect(await readdir(join(home, 'labs'))).toEqual(['first']);
});

test('two ups of one lab at the same time, in one program or in two, make one lab', async () => {
  await createSandbox({ name: 'first', home }).down();
  const [one, two, elsewhere] = await Promise.all([
    up('first'),
    up('first'),
    upElsewhere({ name: 'first', home, setup: ':', as: 'root', launch: isRoot ? '"$@"' : 'true' }),
  ]);
  expect(one.pid).toBe(two.pid);
  if (isRoot) expect(elsewhere).toBe('up');
  expect((await createSandbox({ name: 'first', home }).status()).pid).toBe(one.pid);
});

test('labs live side by side and are listed', async () => {
  await Promise.all([up('one'), up('two')]);
  expect((await listLabs(home)).map(({ name, state }) => `${name} ${state}`)).toEqual(['first up', 'one up', 'two up']);
  await createSandbox({ name: 'one', home }).down();
  expect((await listLabs(home)).map(({ name, state }) => `${name} ${state}`)).toEqual([
    'first up',
    'one down',
    'two up',
  ]);
});

test('a pid file whose pid is somebody else’s by now is forgotten, and nobody is signalled', async () => {
  const lab = createSandbox({ name: 'stale', home });
  await up('stale');
  const paths = labPaths(home, 'stale');
  const state = await readState(paths.state);
  if (!state) throw new Error('no state');
  await lab.down();

  const stranger = spawn('sleep', ['1000']);
  try {
    const identity = await identify(stranger.pid ?? 0);
    if (!identity) throw new Error('no stranger');
    for (const lie of [{ start: '1' }, { boot: 'another-boot', start: identity.start }]) {
      await writeState(paths.state, { ...state, ...identity, ...lie });
      expect((await lab.status()).state).toBe('down');
      expect((await lab.run('true', { timeoutMs: 1_000 })).ok).toBe(false);
      await up('stale');
      expect(await isAlive(identity)).toBe(true);
      expect((await lab.down()).ok).toBe(true);
      await writeState(paths.state, { ...state, ...identity, ...lie });
      expect((await lab.down()).ok).toBe(true);
      expect(await isAlive(identity)).toBe(true);
    }
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('a damaged or lost pid file is no obstacle, and the lab that it told of does not linger', async () => {
  const lab = createSandbox({ name: 'stale', home });
  for (const damage of ['', '{', '{"version":1,"pid":1}', '[]', undefined]) {
    const { pid = 0 } = await up('stale');
    const first = await identify(pid);
    if (!first) throw new Error('no lab');
    const { state } = labPaths(home, 'stale');
    await (damage === undefined ? rm(state) : writeFile(state, damage));
    expect((await lab.status()).state).toBe('down');
    expect((await up('stale')).pid).not.toBe(pid);
    expect(await isAlive(first)).toBe(false);
  }
});

test('a damaged data root is replaced', async () => {
  const lab = createSandbox({ name: 'stale', home });
  await lab.run('docker info >/dev/null; echo { >$(ls -d /var/lib/docker/image/*)/repositories.json', {
    timeoutMs: 10_000,
  });
  await lab.down();
  await up('stale');
});

test('cancelling an up leaves nothing running', async () => {
  const abort = new AbortController();
  const cancelled = await createSandbox({ name: 'cancelled', home }).up((event) => {
    if (event.text.id === 'lab.phase.engine') abort.abort();
  }, abort.signal);
  expect(cancelled.ok ? 'up' : cancelled.error.code).toBe('cancelled');
  await expect.poll(() => processesWith(labPaths(home, 'cancelled').root), { timeout: 10_000 }).toEqual([]);
  expect((await createSandbox({ name: 'cancelled', home }).status()).state).toBe('down');
});

test('a caller that throws while it is told of progress leaves nothing running either', async () => {
  const lab = createSandbox({ name: 'thrown', home });
  const up = lab.up((event) => {
    if (event.text.id === 'lab.phase.network') throw new TypeError('a bug of the screen');
  });
  await expect(up).rejects.toThrow('a bug of the screen');
  await expect.poll(() => processesWith(labPaths(home, 'thrown').root), { timeout: 10_000 }).toEqual([]);
});

test('an image that was given away or replaced is back after the next up', async () => {
  const lab = createSandbox({ name: 'first', home });
  const id = async (script = ':'): Promise<string> => {
    const result = await lab.run(`${script}; docker image inspect -f '{{.Id}}' nginx:1.13.3-alpine`, {
      timeoutMs: 20_000,
    });
    return result.ok ? result.value.stdout : '';
  };
  await up('first');
  const original = await id();
  expect(original).toMatch(/^sha256:/);
  const replace = 'tar -C /etc -cf - hosts | docker import - nginx:1.13.3-alpine >/dev/null';
  for (const [script, now] of [
    [replace, 'another'],
    ['docker rmi -f nginx:1.13.3-alpine >/dev/null', 'none'],
  ] as const) {
    const damaged = await id(script);
    expect(damaged === original ? 'original' : damaged.trim() === '' ? 'none' : 'another').toBe(now);
    await lab.down();
    await up('first');
    expect(await id()).toBe(original);
  }
});

test('a state folder that is no folder, or may not be written, is named', async () => {
  const file = join(home, 'file');
  await writeFile(file, '');
  expect(await codeOf('x', file)).toBe('state-folder');
  if (isRoot) return; // the permission bits do not bind root
  const closed = join(home, 'closed');
  await mkdir(join(closed, 'labs', 'x'), { recursive: true });
  for (const folder of [join(closed, 'labs', 'x'), join(closed, 'labs'), closed]) {
    await chmod(folder, 0o000);
    expect(await codeOf('x', closed)).toBe('state-folder');
    expect((await createSandbox({ name: 'x', home: closed }).status()).state).toBe('down');
    expect(await listLabs(closed)).toBeInstanceOf(Array);
    await chmod(folder, 0o755);
  }
});

test('a nearly full disk is told before anything is made', async () => {
  const full = join(home, 'full');
  await mkdir(full);
  const output = await upElsewhere({
    name: 'x',
    home: full,
    setup: `mount -t tmpfs -o size=20m none ${full}`,
    as: 'user',
  });
  expect(output).toContain('refused disk-full');
});

test('a disk without room for more files is told, too', async () => {
  const full = join(home, 'full');
  const setup = `mount -t tmpfs -o nr_inodes=1000 none ${full}`;
  expect(await upElsewhere({ name: 'x', home: full, setup, as: 'user' })).toBe(
    `refused disk-full df -i ${full}/labs/x`,
  );
});

test('a missing program is named with the package that has it', async () => {
  const setup = 'mount --bind /dev/null "$(command -v brctl || echo /usr/sbin/brctl)"';
  const output = await upElsewhere({ name: 'x', home: join(home, 'bare'), setup, as: 'user' });
  expect(output).toBe('refused missing-programs sudo apt-get install -y --no-install-recommends bridge-utils');
});

test('a missing program is named with the package of the distribution that this is', async () => {
  await writeFile(join(home, 'os-release'), 'ID=alpine\nNAME="Alpine Linux"\n');
  const setup = `mount --bind ${home}/os-release "$(readlink -f /etc/os-release)"
    for p in brctl script; do mount --bind /dev/null "$(command -v $p || echo /usr/sbin/$p)"; done`;
  const output = await upElsewhere({ name: 'x', home: join(home, 'bare'), setup, as: 'user' });
  expect(output).toBe('refused missing-programs doas apk add bridge-utils util-linux-misc');
});

test('a machine without user namespaces is told, with the setting that fixes it', async () => {
  // The limit belongs to the user namespace that it is set in (namespaces(7)), so this machine's own stays.
  const setup = 'echo 0 >/proc/sys/user/max_user_namespaces';
  const output = await upElsewhere({ name: 'x', home: join(home, 'bare'), setup, as: 'user' });
  expect(output).toBe('refused no-userns sudo sysctl -w user.max_user_namespaces=15000');
});

test('a chroot is told', async () => {
  const setup = `
    mount -t tmpfs none /mnt
    mkdir /mnt/inside
    for top in /*; do
      case $top in /mnt | /lost+found) continue ;; esac
      if [ -L $top ]; then cp -P $top /mnt/inside; elif [ -d $top ]; then mkdir -p /mnt/inside$top; mount --rbind $top /mnt/inside$top; fi
    done`;
  const output = await upElsewhere({
    name: 'x',
    home: join(home, 'bare'),
    setup,
    as: 'user',
    // An ordinary user's PATH does not have it.
    launch: '/usr/sbin/chroot /mnt/inside "$@"',
  });
  expect(output).toBe('refused chroot');
});

// These need a machine of their own to break, which only root can make; for others they do not exist (a skipped test
// fails the whole run).
const asRoot: (name: string, body: () => Promise<void>) => void = isRoot ? test : () => {};

asRoot('an engine that does not come up is told', async () => {
  const setup =
    'mount -t tmpfs none /mnt; printf "#!/bin/sh\\necho no such luck; exit 1\\n" >/mnt/dockerd; chmod 755 /mnt/dockerd; mount --bind /mnt/dockerd /usr/sbin/dockerd';
  expect(await upElsewhere({ name: 'lost', home, setup, as: 'root' })).toContain('refused engine');
  expect(await whyNotElsewhere({ name: 'lost', home, setup, as: 'root' })).toBe('no such luck');
  await expect.poll(() => processesWith(labPaths(home, 'lost').root)).toEqual([]);
});

/** A machine that has nginx and dnsmasq itself, and no apt: the programs are those of the stand-in that this user has. */
asRoot('where there are no Debian packages, the image is made of this machine’s own programs', async () => {
  const tools = join(process.env['BRIDGEWORK_IMAGE_CACHE'] ?? '', `stand-in-3-${arch()}`);
  const setup = `
    libraries=$(dirname "$(ldd /bin/sh | sed -n 's/.*libc\\.so\\.6 => \\([^ ]*\\) .*/\\1/p')")
    mount -t tmpfs none /mnt; mkdir -p /mnt/usr/sbin /mnt/usr/lib/$(basename $libraries)
    cp ${tools}/nginx ${tools}/dnsmasq /mnt/usr/sbin; cp -r ${tools}/lib/. /mnt/usr/lib/$(basename $libraries)
    mount -t overlay -o lowerdir=/mnt/usr:/usr overlay /usr
    for p in apt-get dpkg-deb; do mount --bind /dev/null /usr/bin/$p; done
    export BRIDGEWORK_IMAGE_CACHE=${home}/own`;
  expect(await upElsewhere({ name: 'own', home, setup, as: 'root' })).toBe('up');
  expect(await readdir(join(home, 'own'))).toContain(`stand-in-3-${arch()}`);
  const lab = createSandbox({ name: 'own', home });
  const served = await lab.run(
    'docker run -d --name c9 --net=none nginx:1.13.3-alpine && docker exec c9 wget -qO- http://127.0.0.1',
    {
      timeoutMs: 30_000,
    },
  );
  expect(served.ok && served.value.stdout).toContain('Welcome to nginx!');
  await lab.down();
});

asRoot("of a real engine's last words, the line that tells why is shown, whole", async () => {
  // A storage driver that no engine has; what follows the line that says so are only farewells.
  const setup = `
    mount -t tmpfs none /mnt; cp "$(PATH=/usr/sbin:/usr/bin command -v dockerd)" /mnt/dockerd.real
    printf '#!/bin/sh\\nexec /usr/bin/dockerd.real --storage-driver=nonsense "$@"\\n' >/mnt/dockerd; chmod 755 /mnt/dockerd
    mkdir /mnt/bin; mv /mnt/dockerd.real /mnt/bin/; mount -t overlay -o lowerdir=/mnt/bin:/usr/bin overlay /usr/bin
    mount --bind /mnt/dockerd /usr/sbin/dockerd`;
  expect(await whyNotElsewhere({ name: 'nonsense', home, setup, as: 'root' })).toMatch(
    /^failed to start daemon: .*driver not supported/,
  );
});

asRoot('mounts below top-level folders do not keep the file view from being private', async () => {
  const setup = `
    mount -t tmpfs none /srv; mkdir /srv/below /srv/plain; echo plain >/srv/plain/file
    mount -t tmpfs none /srv/below; echo deep >/srv/below/file; ln -s below /srv/link`;
  const launch = `"$@"; echo $(cat /srv/below/file) >${home}/seen`;
  expect(await upElsewhere({ name: 'mounts', home, setup, as: 'root', launch })).toBe('up');
  const lab = createSandbox({ name: 'mounts', home });
  const look = await lab.run(
    'cat /srv/below/file /srv/plain/file /srv/link/file; echo gone 2>/dev/null >/srv/plain/file; rm -rf /srv/below/file 2>/dev/null',
    { timeoutMs: 10_000 },
  );
  expect(look.ok && look.value.stdout).toBe('deep\nplain\ndeep\n');
  await rm(join(home, 'seen'));
  await lab.down();
});
