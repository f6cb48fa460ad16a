import { expect, test } from 'vitest';
import { countsProcesses, limits, processLimit, userLimits } from './limits.ts';
import { firstIds } from './taken.ts';

const machine = new Map([
  ['max_inotify_instances', 128],
  ['max_inotify_watches', 192_536],
  ['max_net_namespaces', 96_364],
  ['max_user_namespaces', 300],
]);

test('root’s labs pay for themselves; those of an ordinary user share one account, of which each gets an eighth', () => {
  expect(userLimits(machine, false)).toEqual([
    ['max_inotify_instances', 128],
    ['max_inotify_watches', 192_536],
    ['max_net_namespaces', 500],
    ['max_user_namespaces', 300],
  ]);
  expect(userLimits(machine, true).slice(0, 2)).toEqual([
    ['max_inotify_instances', 16],
    ['max_inotify_watches', 24_067],
  ]);
});

test('a lab never gets more than the machine gives', () => {
  expect(userLimits(new Map([['max_inotify_instances', 3]]), true)).toEqual([['max_inotify_instances', 3]]);
});

test.each([
  ['4.19.0', false],
  ['5.10.0-28-amd64', false],
  ['5.14.0', true],
  ['6.1.0-13-amd64', true],
  ['7.0', true],
  ['', false],
])('kernel %s counts processes by user namespace: %s', (kernel, counts) => {
  expect(countsProcesses(kernel)).toBe(counts);
});

test('the limit of processes is lowered, never raised', () => {
  const line = (soft: string, hard: string): string =>
    `Limit                     Soft Limit           Hard Limit           Units\nMax processes             ${soft}                ${hard}                processes\n`;
  expect(processLimit(line('96364', '96364'))).toBe(limits.processes);
  expect(processLimit(line('200', '400'))).toBe(400);
  expect(processLimit(line('unlimited', 'unlimited'))).toBe(limits.processes);
  expect(processLimit('')).toBe(limits.processes);
});

test('ids in use are the outer ones', () => {
  expect(firstIds('         0 1879113728      65536\n')).toEqual([1879113728]);
  expect(firstIds('         0       1001          1\n         1     100000      65536\n')).toEqual([1001, 100000]);
  expect(firstIds('')).toEqual([]);
});
