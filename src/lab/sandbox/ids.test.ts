import { describe, expect, test } from 'vitest';
import { hasRange, type IdFiles, largestRange, planIds } from './ids.ts';

const whole = '         0          0 4294967295\n';
const files: IdFiles = {
  subuid: 'learner:100000:65536\nother:165536:65536\n',
  subgid: 'learner:200000:65536\n',
  uidMap: whole,
  gidMap: whole,
};
const learner = { uid: 1001, gid: 1002, name: 'learner', hasHelpers: true };
const root = { uid: 0, gid: 0, name: 'root', hasHelpers: true };

describe('largestRange', () => {
  test.each([
    ['by name', 'learner:100000:65536', { first: 100000, count: 65536 }],
    ['by number', '1001:5:10', { first: 5, count: 10 }],
    ['the largest of several', 'learner:1:2\nlearner:10:20\nlearner:100:5', { first: 10, count: 20 }],
    ['somebody else’s', 'learner2:1:2\n1002:3:4', undefined],
    ['damaged lines', 'learner\nlearner:x:y\nlearner:1\n# learner:1:2\nlearner:7:0', undefined],
    ['an empty file', '', undefined],
  ])('%s', (_title, file, expected) => {
    expect(largestRange(file, 'learner', 1001)).toEqual(expected);
  });
});

describe('planIds', () => {
  test('an ordinary user is the lab’s root and has a range for everybody else', () => {
    expect(planIds(learner, files)).toEqual({
      kind: 'subids',
      by: 'helpers',
      uids: [
        { inside: 0, outside: 1001, count: 1 },
        { inside: 1, outside: 100000, count: 65536 },
      ],
      gids: [
        { inside: 0, outside: 1002, count: 1 },
        { inside: 1, outside: 200000, count: 65536 },
      ],
      owner: { uid: 1001, gid: 1002 },
    });
  });

  test.each([
    ['no range of users', learner, { ...files, subuid: '' }],
    ['no range of groups', learner, { ...files, subgid: '' }],
    ['no newuidmap', { ...learner, hasHelpers: false }, files],
  ])('with %s there is one id', (_title, user, those) => {
    expect(planIds(user, those)).toMatchObject({
      kind: 'single',
      by: 'kernel',
      uids: [{ inside: 0, outside: 1001, count: 1 }],
    });
  });

  test('root’s lab has ids that belong to nobody, never root’s own', () => {
    const plan = planIds(root, files);
    expect(plan).toMatchObject({ kind: 'subids', by: 'kernel', owner: { uid: 1879048192, gid: 1879048192 } });
    expect(plan.uids).toEqual([{ inside: 0, outside: 1879048192, count: 65536 }]);
  });

  test('root’s own ranges are used first, where both are large enough', () => {
    const small = { ...files, subuid: 'root:300000:65536', subgid: 'root:300000:100' };
    expect(planIds(root, small).owner).toEqual({ uid: 1879048192, gid: 1879048192 });
    const own = { ...files, subuid: 'root:300000:131072', subgid: 'root:500000:131072' };
    const owners = [[], [300000], [300000, 365536]].map((taken) => planIds(root, own, { taken: new Set(taken) }).owner);
    expect(owners).toEqual([
      { uid: 300000, gid: 500000 },
      { uid: 365536, gid: 565536 },
      { uid: 1879048192, gid: 1879048192 },
    ]);
  });

  test('each lab of root’s gets a range that no other has: its own of before, if it is still free', () => {
    const taken = new Set([1879048192, 1879113728]);
    expect(planIds(root, files, { taken }).owner.uid).toBe(1879179264);
    expect(planIds(root, files, { taken, before: 1879244800 }).owner.uid).toBe(1879244800);
    expect(planIds(root, files, { taken, before: 1879113728 }).owner.uid).toBe(1879179264);
    // Nobody's: a file may say anything.
    for (const before of [0, 1, 1879048193, 2 ** 40])
      expect(planIds(root, files, { taken, before }).owner.uid).toBe(1879179264);
  });

  test('where all are taken, one is shared, and it is still not root’s own', () => {
    const all = new Set(Array.from({ length: 4096 }, (_, slot) => 1879048192 + slot * 65536));
    expect(planIds(root, files, { taken: all }).owner.uid).toBe(1879048192);
  });

  test('root of a container, without so many ids, gets one id', () => {
    const map = '0 1000 1\n1 100000 65536\n';
    expect(planIds(root, { ...files, uidMap: map, gidMap: map })).toMatchObject({
      kind: 'single',
      owner: { uid: 0, gid: 0 },
    });
  });
});

test('hasRange wants all ids of the range in one line of the map', () => {
  expect(hasRange(whole, { inside: 0, outside: 1879048192, count: 65536 })).toBe(true);
  expect(hasRange('0 1000 1\n1 100000 65536', { inside: 0, outside: 1, count: 65536 })).toBe(true);
  expect(hasRange('0 1000 1\n1 100000 65536', { inside: 0, outside: 2, count: 65536 })).toBe(false);
  expect(hasRange('', { inside: 0, outside: 0, count: 1 })).toBe(false);
});
