import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeArchive } from './archive.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'bridgework-archive-'));
  await mkdir(join(scratch, 'root/etc'), { recursive: true });
  await writeFile(join(scratch, 'root/etc/name'), 'stand-in');
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const write = async (file: string): Promise<Buffer> => {
  const plan = { scratch, prefetched: scratch, image: 'some:image' };
  expect(await writeArchive(join(scratch, 'root'), join(scratch, file), plan)).toEqual({ ok: true, value: undefined });
  return readFile(join(scratch, file));
};

test('the same tree gives the same bytes, so two builders cannot disagree', async () => {
  expect((await write('one.tar')).equals(await write('two.tar'))).toBe(true);
});

test('the archive has the image’s name, its label, and a layer where everything belongs to id 0', async () => {
  await write('image.tar');
  const tar = (...args: string[]): string => execFileSync('tar', args, { cwd: scratch, encoding: 'utf8' });
  const [manifest] = JSON.parse(tar('-xOf', 'image.tar', 'manifest.json'));
  expect(manifest).toMatchObject({ RepoTags: ['some:image'], Layers: ['layer.tar'] });
  const config = JSON.parse(tar('-xOf', 'image.tar', manifest.Config));
  expect(config.config.Labels).toEqual({ 'bridgework.stand-in': 'true' });
  expect(config.config.ExposedPorts).toEqual({ '80/tcp': {} });
  tar('-xf', 'image.tar', 'layer.tar');
  expect(tar('--numeric-owner', '-tvf', 'layer.tar').match(/ 0\/0 /g)).toHaveLength(3);
});
