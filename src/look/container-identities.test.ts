import { expect, it } from 'vitest';
import { type ContainerIdentities, lossesOf, sameIdentities } from './container-identities.ts';

const c1 = { id: 'a', startedAt: '2026-11-28T10:00:00Z' };
const lives = (containers: ContainerIdentities['containers'], boot = 'b1'): ContainerIdentities => ({
  boot,
  containers,
});
const told = (before: ContainerIdentities, now: ContainerIdentities) =>
  lossesOf(before, now).map(({ id }) => id.replace('learn.lost.', ''));

it('tells a restarted container from one that is another, or does not run', () => {
  const before = lives({ c1 });
  expect(told(before, lives({ c1 }))).toEqual([]);
  expect(told(before, lives({ c1: { ...c1, startedAt: '2026-11-28T11:00:00Z' } }))).toEqual(['restarted']);
  expect(told(before, lives({ c1: { id: 'b', startedAt: '2026-11-28T11:00:00Z' } }))).toEqual(['replaced']);
  expect(told(before, lives({}))).toEqual(['stopped']);
});

it('after a reboot speaks of nothing else', () => {
  expect(told(lives({ c1 }), lives({}, 'b2'))).toEqual(['reboot']);
});

it('a container that comes, and a boot that cannot be read, are no loss', () => {
  expect(told(lives({}), lives({ c1 }))).toEqual([]);
  expect(told({ containers: { c1 } }, lives({ c1 }))).toEqual([]);
});

it('knows when nothing has changed', () => {
  expect(sameIdentities(lives({ c1 }), lives({ c1 }))).toBe(true);
  expect(sameIdentities(lives({}), lives({ c1 }))).toBe(false);
});
