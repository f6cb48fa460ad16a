import { expect, it } from 'vitest';
import { type ContainerIdentities, lossesOf, sameIdentities } from './container-identities.ts';

const c1 = { id: 'a', startedAt: '2026-11-28T10:00:00Z' };
const identities = (containers: ContainerIdentities['containers'], boot = 'b1'): ContainerIdentities => ({
  boot,
  containers,
});
const rendered = (before: ContainerIdentities, now: ContainerIdentities) =>
  lossesOf(before, now).map(({ id }) => id.replace('learn.lost.', ''));

it('tells a restarted container from one that is another, or does not run', () => {
  const before = identities({ c1 });
  expect(rendered(before, identities({ c1 }))).toEqual([]);
  expect(rendered(before, identities({ c1: { ...c1, startedAt: '2026-11-28T11:00:00Z' } }))).toEqual(['restarted']);
  expect(rendered(before, identities({ c1: { id: 'b', startedAt: '2026-11-28T11:00:00Z' } }))).toEqual(['replaced']);
  expect(rendered(before, identities({}))).toEqual(['stopped']);
});

it('after a reboot speaks of nothing else', () => {
  expect(rendered(identities({ c1 }), identities({}, 'b2'))).toEqual(['reboot']);
});

it('a container that comes, and a boot that cannot be read, are no loss', () => {
  expect(rendered(identities({}), identities({ c1 }))).toEqual([]);
  expect(rendered({ containers: { c1 } }, identities({ c1 }))).toEqual([]);
});

it('knows when nothing has changed', () => {
  expect(sameIdentities(identities({ c1 }), identities({ c1 }))).toBe(true);
  expect(sameIdentities(identities({}), identities({ c1 }))).toBe(false);
});
