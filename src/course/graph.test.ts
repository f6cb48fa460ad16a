import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockerOf, checksOfSteps, dependenciesOf, inOrder, withDependencies } from './graph.ts';

const check = (id: string, after: readonly string[] = [], step = '') => ({ id, step, after });
const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);
const checks = [
  check('a', [], 'one'),
  check('b', ['a'], 'two'),
  check('c', ['b', 'x'], 'three'),
  check('d', [], 'three'),
];

test('checks that depend on each other in a circle are a bug, told with their names', () => {
  expect(() => inOrder([check('a', ['c']), check('b', ['a']), check('c', ['b'])])).toThrow('a -> c -> b -> a');
  expect(() => inOrder([check('a', ['a'])])).toThrow('a -> a');
});

test('every check comes after what it depends on, and nothing is lost', () => {
  // Dependencies point to smaller numbers only, so there is no circle; the order given is any.
  const graph = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { maxLength: 15 }).chain((after) =>
    fc.shuffledSubarray(
      after.map((ids, index) => check(`${index}`, ids.filter((id) => id < index).map(String))),
      { minLength: after.length },
    ),
  );
  fc.assert(
    fc.property(graph, (checks) => {
      const order = inOrder(checks).map(({ id }) => id);
      expect([...order].sort()).toEqual(checks.map(({ id }) => id).sort());
      for (const { id, after } of checks) {
        for (const before of after) expect(order.indexOf(before)).toBeLessThan(order.indexOf(id));
      }
    }),
  );
});

describe('what is looked at', () => {
  test('has every check that the others come after, each once', () => {
    expect(ids(checksOfSteps(checks, ['three']))).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(checksOfSteps(checks, ['one']))).toEqual(['a']);
    expect(checksOfSteps(checks, [])).toEqual([]);
    expect(ids(withDependencies(checks, ['c', 'unknown']))).toEqual(['a', 'b', 'c']);
  });

  test('depends on what is far away too, the nearest first', () => {
    expect(ids(dependenciesOf(checks, checks.slice(2, 3)))).toEqual(['b', 'a']);
    expect(dependenciesOf(checks, checks.slice(0, 1))).toEqual([]);
  });
});

describe('what is in the way', () => {
  const verdicts: { readonly [id: string]: { readonly verdict: string; readonly by?: string } } = {
    held: { verdict: 'pass' },
    broken: { verdict: 'fail' },
    waiting: { verdict: 'blocked', by: 'broken' },
  };
  const blocker = (...after: readonly string[]) => blockerOf({ id: 'one', after }, (id) => verdicts[id]);

  test('is the first cause', () => {
    expect(blocker('held', 'broken')).toBe('broken');
    expect(blocker('waiting')).toBe('broken');
  });

  test('is nothing where all holds, or was not looked at', () => {
    expect(blocker('held', 'unknown')).toBeUndefined();
  });
});
