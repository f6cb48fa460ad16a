import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSpool } from './spool.ts';
import { writePieces } from './write-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridgework-spool-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a spool', () => {
  it.each(['on disk', 'in memory where there is no folder'])('%s: in order, as often as one likes', (where) => {
    const spool = createSpool<{ readonly words: string }>(where === 'on disk' ? folder : join(folder, 'nowhere'));
    for (const index of [2, 0, 1]) spool.put(index, { words: `${index} 网桥 ${'x'.repeat(100_000)}` });
    const all = spool.all(({ words }) => words.slice(0, 4));
    expect([all.length, [...all], [...all]]).toEqual([
      3,
      ['0 网桥', '1 网桥', '2 网桥'],
      ['0 网桥', '1 网桥', '2 网桥'],
    ]);
    spool.close();
  });

  it('has no name on disk while it is used', async () => {
    const spool = createSpool<number>(folder);
    spool.put(0, 1);
    expect(await readdir(folder)).toEqual([]);
    spool.close();
  });
});

describe('a report as a file', () => {
  it('is there as a whole, or as it was before', async () => {
    const file = join(folder, 'a/b/report');
    await writePieces(file, ['one ', 'two']);
    const failing = (function* () {
      yield 'three';
      throw new Error('no more');
    })();
    await expect(writePieces(file, failing)).rejects.toThrow('no more');
    expect([await readFile(file, 'utf8'), await readdir(join(folder, 'a/b'))]).toEqual(['one two', ['report']]);
  });

  it('leaves a link a link, and a device a device', async () => {
    await writeFile(join(folder, 'real'), 'old');
    await symlink('real', join(folder, 'link'));
    await symlink('/dev/null', join(folder, 'null'));
    for (const name of ['link', 'null']) await writePieces(join(folder, name), ['new']);
    expect([await readFile(join(folder, 'real'), 'utf8'), await readFile(join(folder, 'null'), 'utf8')]).toEqual([
      'new',
      '',
    ]);
  });
});
