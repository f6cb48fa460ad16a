import { chmod } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import { type ContainerPlan, inContainer, profile } from '../testing/container.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';

// Only root can make such a container; for others these tests do not exist (a skipped test fails the whole run).
const asRoot: (name: string, body: () => Promise<void>) => void = process.getuid?.() === 0 ? test : () => {};
const builder = fileURLToPath(new URL('../testing/builder.ts', import.meta.url));
const program = fileURLToPath(new URL('../../main.ts', import.meta.url));

let home: string;
beforeAll(async () => {
  home = await scratchHome();
  await chmod(home, 0o755);
  // The image is made where there is a network.
  const lab = createSandbox({ name: 'first', home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await lab.down();
});
afterAll(() => discardHome(home));

const up = (plan: Pick<ContainerPlan, 'filter' | 'add'>, then = ':'): Promise<string> =>
  inContainer({ ...plan, home, script: `"${process.execPath}" ${builder} boxed ${home} --once; ${then}` });

const inLab = (command: string): string =>
  `BRIDGEWORK_HOME=${home} "${process.execPath}" ${program} lab exec --lab boxed -- sh -c '${command}'`;

asRoot(
  'with SYS_ADMIN and the filter of this repository, a lab comes up in a container, and containers in it',
  async () => {
    const look = `docker run --rm --net=none nginx:1.13.3-alpine echo fine; cat /etc/hostname; echo x >>/etc/hosts && echo mine
    ip link add br9 type bridge; ip link add v9 type veth peer name w9; ip link set v9 master br9; brctl hairpin br9 v9 on; cat /sys/class/net/br9/brif/v9/hairpin_mode`;
    const output = await up({ filter: 'ours', add: ['SYS_ADMIN'] }, inLab(look));
    expect(output).toMatch(/^up\nfine\nhost\nmine\n1$/m);
  },
);

test('the filter of this repository is Docker’s own, and allows two calls more', async () => {
  const [ours, docker] = [await profile('ours'), await profile('docker')];
  expect(ours.syscalls.at(-1)).toMatchObject({ names: ['keyctl', 'pivot_root'], action: 'SCMP_ACT_ALLOW' });
  expect(ours.syscalls.at(-1)).not.toHaveProperty('args');
  expect(docker.syscalls.filter(({ names }) => names.includes('pivot_root') || names.includes('keyctl'))).toEqual([]);
  expect(docker).toMatchObject({ defaultAction: 'SCMP_ACT_ERRNO' });
  // mount(2) is for who was given SYS_ADMIN, as in Docker's.
  const mount = docker.syscalls.filter(({ names }) => names.includes('mount'));
  expect(mount.map(({ includes }) => includes)).toEqual([{ caps: ['CAP_SYS_ADMIN'] }]);
});

const fix = 'docker run -it --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined';

asRoot('what a container was not allowed is told, with the command that starts one that is', async () => {
  // Each lacks one of the two: the right to mount, pivot_root(2).
  for (const plan of [{ filter: 'docker' }, { filter: 'ours' }, { filter: 'docker', add: ['SYS_ADMIN'] }] as const) {
    expect({ plan, output: await up(plan) }).toEqual({
      plan,
      output: expect.stringMatching(new RegExp(`^refused container ${fix}`, 'm')),
    });
  }
});
