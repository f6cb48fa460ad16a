import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSandbox } from '../testing/one-host/lab.ts';
import { leavingsIn } from './leavings.ts';
import { identify } from './sandbox/identity.ts';
import { discardHome, scratchHome } from './testing/scratch.ts';

it('ends labs and removes what is ours; evidence, keys and what is not ours stay', async () => {
  const home = await scratchHome();
  const second = await scratchHome();
  onTestFinished(async () => {
    await discardHome(home);
    await discardHome(second);
  });
  const up = await createSandbox({ name: 'default', home }).up(() => undefined);
  expect(up).toMatchObject({ ok: true });
  const other = await createSandbox({ name: 'default', home: second }).up(() => undefined);
  expect(other).toMatchObject({ ok: true });
  for (const name of ['progress', 'evidence', 'keys', 'diary']) {
    await mkdir(join(home, name));
    await writeFile(join(home, name, 'file'), 'x');
  }

  const leavings = await leavingsIn(home);
  expect(leavings.labs).toMatchObject([{ name: 'default', state: 'up' }]);
  expect(leavings.unknown).toEqual([join(home, 'diary')]);
  expect(leavings.elsewhere).toContain(second);
  expect(await leavings.remove({ proofs: false })).toEqual({ ok: true, value: undefined });
  expect((await readdir(home)).sort()).toEqual(['diary', 'evidence', 'keys']);
  expect(up.ok && (await identify(up.value.pid ?? 0))).toBeUndefined();
  expect(await createSandbox({ name: 'default', home: second }).status()).toMatchObject({ state: 'up' });

  const rest = await leavingsIn(home);
  expect(rest).toMatchObject({ labs: [], made: [] });
  expect(await rest.remove({ proofs: true })).toMatchObject({ ok: true });
  expect(await readdir(home)).toEqual(['diary']);
});

it('finds nothing where nothing ever was', async () => {
  const leavings = await leavingsIn('/nonexistent/bridgework');
  expect(leavings).toMatchObject({ labs: [], made: [], proofs: [], unknown: [] });
  expect(await leavings.remove({ proofs: true })).toMatchObject({ ok: true });
});
