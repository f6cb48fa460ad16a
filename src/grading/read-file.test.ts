import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFileUpTo } from './read-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridgework-read-'));
  await writeFile(join(folder, 'good'), 'words');
  await writeFile(join(folder, 'large'), 'x'.repeat(2048));
  await writeFile(join(folder, 'sparse'), '');
  await truncate(join(folder, 'sparse'), 1_900_000_000);
  await symlink('/dev/zero', join(folder, 'zero'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async (name: string) => {
  const content = await readFileUpTo(join(folder, name), 1024);
  return content.ok ? content.value.toString() : typeof content.error === 'string' ? content.error : content.error.id;
};

test.each([
  ['good', 'words'],
  ['large', 'file.too-large'],
  ['sparse', 'file.too-large'],
  ['zero', 'file.device'],
  // Nobody writes into it, and nobody waits.
  ['pipe', 'file.device'],
  ['.', 'file.folder'],
  ['nowhere', 'ENOENT'],
])('%s: %s', async (name, expected) => {
  expect(await read(name)).toBe(expected);
});

test.each(['/dev/full', '/dev/null', '/dev/tty'])('%s is no file, whatever it would give', async (device) => {
  const content = await readFileUpTo(device, 1024);
  expect(!content.ok && (typeof content.error === 'string' ? content.error : content.error.id)).toMatch(
    /^(file.device|ENXIO|ENOENT)$/,
  );
});

test('a file without a size is read to its end, and no further than allowed', async () => {
  const content = await readFileUpTo('/proc/self/status', 1024 * 1024);
  expect(content.ok && content.value.toString()).toContain('Name:');
});
