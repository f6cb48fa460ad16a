import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsIn, readHanded, studentOf } from './rerun.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridgework-rerun-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what a student hands in', () => {
  it.each([
    ['a script as it is', '#!/bin/bash\nip a\nexit 3\n', '#!/bin/bash\nip a\nexit 3\n'],
    ['an end within a branch', 'if true; then\nexit 1\nfi\n', 'if true; then\n:\nfi\n'],
    ['bash with times', '#1764600000\nip a\n#1764600001\nexit\n', '#1764600000\nip a\n#1764600001\n:\n'],
    ['zsh', ': 1764600000:0;ip a\n: 1764600001:12;echo a;b\n', 'ip a\necho a;b\n'],
    ['what `history` prints', '    1  ip a\n   12* echo  2\n', 'ip a\necho  2\n'],
    ['line ends of Windows', 'ip a\r\nip l\r\n', 'ip a\nip l\n'],
    ['a number that is a command’s own', '  1  ip a\n7z x\n', '  1  ip a\n7z x\n'],
  ])('%s', (_, content, commands) => {
    expect(commandsIn(content)).toBe(commands);
  });

  it('of any text no command is made longer, and none is lost but the end of a shell', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), (lines) => {
        const commands = commandsIn(lines.join('\n'));
        expect(commands.length).toBeLessThanOrEqual(lines.join('\n').length);
        expect(commands.split('\n')).toHaveLength(lines.join('\n').replaceAll('\r\n', '\n').split('\n').length);
      }),
    );
  });

  it.each([
    ['/in/ada.sh', 'ada'],
    ['bob.history', 'bob'],
    ['s.1001', 's.1001'],
    ['s.1001.TXT', 's.1001'],
    ['eva', 'eva'],
  ])('%s is of %s', (file, student) => {
    expect(studentOf(file)).toBe(student);
  });
});

describe('a hostile file is refused before it is run, and never waited for', () => {
  const refusalOf = async (file: string) => {
    const read = await readHanded(file);
    return read.ok ? 'read' : [read.error.id, read.error.values?.['reason']];
  };

  it('devices, pipes, folders, holes of a terabyte, nothing', async () => {
    const [pipe, hole, none] = ['pipe', 'hole', 'none'].map((name) => join(folder, name)) as [string, string, string];
    execFileSync('mkfifo', [pipe]);
    await writeFile(hole, '');
    await truncate(hole, 2 ** 40);
    await writeFile(none, '\n\nexit\n');
    expect(await refusalOf('/dev/zero')).toEqual(['grade.rerun.unreadable', { id: 'file.device' }]);
    expect(await refusalOf(pipe)).toEqual(['grade.rerun.unreadable', { id: 'file.device' }]);
    expect(await refusalOf(folder)).toEqual(['grade.rerun.unreadable', { id: 'file.folder' }]);
    expect(await refusalOf(hole)).toMatchObject(['grade.rerun.unreadable', { id: 'file.too-large' }]);
    expect(await refusalOf(join(folder, 'nowhere'))).toEqual(['grade.rerun.unreadable', 'ENOENT']);
    expect(await refusalOf(none)).toEqual(['grade.rerun.empty', undefined]);
  });

  it('what is no text', async () => {
    const file = join(folder, 'binary');
    for (const bytes of [Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), Buffer.from([0xff, 0xfe, 0x41])]) {
      await writeFile(file, bytes);
      expect(await refusalOf(file)).toEqual(['grade.rerun.no-text', undefined]);
    }
  });
});
