import { statfs } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { enoughRoom, roomOn, type Volume } from './room.ts';

const good: Volume = { type: 0xef53, bsize: 4096, bavail: 1_000_000, files: 100_000, ffree: 50_000 };

test.each([
  ['ext4', {}],
  ['btrfs, which counts no files', { type: 0x9123_683e, files: 0, ffree: 0 }],
  ['xfs', { type: 0x5846_5342 }],
  ['tmpfs', { type: 0x0102_1994 }],
  ['overlay, as in a container', { type: 0x794c_7630 }],
])('%s has room', (_, other) => {
  expect(roomOn({ ...good, ...other }, '/x')).toEqual({ ok: true, value: 4_096 });
});

test.each([
  [0x6969, 'NFS'],
  [0x0102_1997, '9p'],
  [0xff53_4d42, 'CIFS'],
  // As a C long of 32 bits has it.
  [0xff53_4d42 - 2 ** 32, 'CIFS'],
  [0xfe53_4d42, 'SMB'],
  [0x4d44, 'FAT'],
])('type %d is %s, and refused with what to do', (type, kind) => {
  expect(roomOn({ ...good, type }, '/x')).toMatchObject({
    ok: false,
    error: {
      code: 'state-folder',
      text: { values: { path: '/x', kind } },
      fix: 'export BRIDGEWORK_HOME="/var/tmp/bridgework-$(id -un)"',
    },
  });
});

test('a disk is full of bytes or of files', () => {
  expect(roomOn({ ...good, bavail: 70_000 }, '/x')).toMatchObject({
    ok: false,
    error: { code: 'disk-full', fix: 'df -h /x' },
  });
  expect(roomOn({ ...good, ffree: 1_999 }, '/x')).toMatchObject({
    ok: false,
    error: { code: 'disk-full', fix: 'df -i /x' },
  });
});

test('this machine’s own is none of them', async () => {
  expect((await statfs('/')).type).toBeGreaterThan(0);
  expect((await enoughRoom('/')).ok).toBe(true);
});
