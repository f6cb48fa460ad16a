import { expect, test } from 'vitest';
import { disclose } from '../disclose.ts';
import { gradeClass } from '../grade-class.ts';
import { gradeTarget } from '../grade-target.ts';
import { course, lookOf, planOf, roundOf } from '../testing/examples.ts';
import { wholeReport } from '../testing/whole.ts';

const plan = planOf({ count: [{ step: 'bridge' }] });

function statements(email: string, at: string) {
  const look = {
    ...lookOf(
      roundOf(() => 'pass'),
      's1',
      at,
    ),
    target: { id: 's1', student: { id: 's1', email }, place: 'x' },
  };
  const graded = gradeClass(plan, [gradeTarget(plan, course, look)], at);
  return JSON.parse(wholeReport('xapi', disclose(graded, course, 'en')));
}

test('the same grade has the same ids, another look has others', () => {
  const ids = (at: string) => statements('ada@example.org', at).map(({ id }: { id: string }) => id);
  const [first, again, later] = [ids('2026-11-28T12:00:00Z'), ids('2026-11-28T12:00:00Z'), ids('2026-11-28T12:00:01Z')];
  expect(again).toEqual(first);
  expect(new Set([...first, ...later]).size).toBe(first.length * 2);
  for (const id of first) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('who has no real address is named by an account', () => {
  expect(statements('ada@example.org', '2026-11-28T12:00:00Z')[0].actor).toMatchObject({
    mbox: 'mailto:ada@example.org',
  });
  for (const email of ['ada', 'a b@c.d', 'a@b', 'a@b.c?subject=x', '<a@b.c>'])
    expect(statements(email, '2026-11-28T12:00:00Z')[0].actor).toMatchObject({ account: { name: 's1' } });
});
