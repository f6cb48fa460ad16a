import { expect, test } from 'vitest';
import { lineThatMatters } from './line-that-matters.ts';

test.each([
  // mount(8) of util-linux 2.38 in a container, for a fresh /proc where parts of its own are covered
  [
    'mount: /tmp/root/proc: permission denied.\n       dmesg(1) may have more information after failed mount system call.\n',
    'mount: /tmp/root/proc: permission denied.',
  ],
  // pivot_root(8) under Docker's default seccomp profile
  [
    "pivot_root: failed to change root from `.' to `.old': Operation not permitted\n",
    "pivot_root: failed to change root from `.' to `.old': Operation not permitted",
  ],
  // what was tried before and did not matter comes first
  [
    "umount: /x: not mounted\nmount: /y: permission denied.\nTry 'mount --help' for more.",
    'mount: /y: permission denied.',
  ],
  ['cp: cannot stat /a\nall done', 'cp: cannot stat /a'],
  ['one\ntwo\n\n', 'two'],
  ['dmesg(1) may have more information after failed mount system call.', ''],
  ['', ''],
])('%j', (words, line) => expect(lineThatMatters(words)).toBe(line));
