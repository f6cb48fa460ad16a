import { expect, onTestFinished, test, vi } from 'vitest';
import { text } from '../i18n/text.ts';
import type { LabFailure } from '../lab/lab.ts';
import { err, ok } from '../result.ts';
import { type Check, type CheckResult, defineCheck } from '../verify/check.ts';
import { type FollowDeps, type FollowEvent, follow } from './follow.ts';
import type { Looker } from './look.ts';

const check: Check = defineCheck({
  id: 'holds',
  step: 'one',
  after: [],
  kind: 'state',
  needs: () => ({}),
  judge: () => ({ verdict: 'pass' }),
});
const passes: CheckResult = { check, verdict: { verdict: 'pass' }, ms: 1 };
const notUp: LabFailure = { code: 'not-up', text: text('cli.interrupted') };
const quick = { settle: 1, most: 5, slow: 60_000, unsubscribed: 60_000, restart: 60_000 };

/** A lab whose fingerprint and monitor are what a test says, and what is told of it. */
function followed(more: Partial<FollowDeps> = {}) {
  const closing = new AbortController();
  const lab = { up: true, fingerprint: 'a', notify: (_line: string): void => undefined, die: (): void => undefined };
  const looks: (boolean | undefined)[] = [];
  const looker: Looker = {
    look: async (_checks, { ifChanged, onBegin } = {}) => {
      onBegin?.();
      looks.push(ifChanged);
      await Promise.resolve();
      return lab.up ? ok({ results: [passes], picture: undefined, ms: 1, fingerprint: lab.fingerprint }) : err(notUp);
    },
    glance: async () => [passes],
    walk: async () => [passes],
    fingerprint: async () => (lab.up ? ok(lab.fingerprint) : err(notUp)),
  };
  const notified: string[] = [];
  const notify = (event: FollowEvent): void =>
    void notified.push(event.type === 'seen' ? `seen ${event.phase}` : event.type);
  const follower = follow({
    lab: {
      stream: (_script, { onLine, signal }) =>
        new Promise((resolve) => {
          lab.notify = onLine;
          lab.die = () => {
            lab.up = false;
            resolve(err(notUp));
          };
          signal?.addEventListener('abort', lab.die);
          onLine('ready');
        }),
    },
    looker,
    pace: quick,
    checksOf: () => [check],
    current: () => ['one'],
    isQuiet: () => true,
    notify,
    closing: closing.signal,
    ...more,
  });
  onTestFinished(() => {
    closing.abort();
    follower.close();
  });
  return { follower, lab, looker, looks, notified };
}

test('a change is stale at once, then glanced at, then looked at, and only if it was one', async () => {
  const { follower, lab, looks, notified } = followed();
  await follower.look(['one']);
  follower.open();
  lab.notify('nft host');
  expect([follower.isOutdated(), follower.results()]).toEqual([true, []]);
  await vi.waitFor(() => expect(looks).toEqual([false, true]));
  await follower.idle();
  expect([follower.isOutdated(), follower.results()]).toEqual([false, [passes]]);
  expect(notified).toEqual(['looking', 'seen requests', 'stale', 'seen facts', 'looking', 'seen requests']);
});

test('whoever wants whole rounds gets no glance', async () => {
  const { follower, lab, looks, notified } = followed({ wholeOnly: true });
  await follower.look(['one']);
  follower.open();
  lab.notify('nft host');
  await vi.waitFor(() => expect(looks).toHaveLength(2));
  expect(notified).not.toContain('seen facts');
});

test('a walk that a round has overtaken is not told', async () => {
  const { follower, looker, notified } = followed();
  await follower.look(['one']);
  expect(await follower.walk(check)).toBe(false);
  expect(notified.at(-1)).toBe('seen walks');
  notified.length = 0;
  Object.assign(looker, {
    walk: async () => {
      await follower.look(['one']);
      return [passes];
    },
  });
  expect(await follower.walk(check)).toBe(false);
  expect(notified).not.toContain('seen walks');
});

test('what cannot be seen proves nothing, and a lab that is gone is told of', async () => {
  const { follower, lab, notified } = followed();
  await follower.look(['one']);
  follower.open();
  lab.die();
  await vi.waitFor(() => expect(notified).toContain('gone'));
  expect(await follower.look(['one'])).toBe(false);
  expect([notified.at(-1), follower.results()]).toEqual(['not-seen', []]);
});

test('a bug of ours in a look that nobody waits for is told', async () => {
  const { follower, looker, notified } = followed();
  Object.assign(looker, { look: () => Promise.reject(new TypeError('our mistake')) });
  follower.lookAround();
  await vi.waitFor(() => expect(notified).toContain('bug'));
});

test('a look that nobody waits for is left when the lab is about to change; one that somebody waits for is not', async () => {
  const begun: AbortSignal[] = [];
  const end = Promise.withResolvers<void>();
  const looker: Partial<Looker> = {
    look: async (_checks, { signal, onBegin } = {}) => {
      onBegin?.();
      if (signal) begun.push(signal);
      await Promise.race([end.promise, new Promise((resolve) => signal?.addEventListener('abort', resolve))]);
      return signal?.aborted ? err(notUp) : ok({ results: [passes], picture: undefined, ms: 1, fingerprint: 'a' });
    },
  };
  const { follower, notified: told } = followed({ looker: { ...followed().looker, ...looker } });
  follower.lookAround();
  await expect.poll(() => begun.length).toBe(1);
  await follower.clear();
  expect(told).toEqual(['looking', 'left']);

  const asked = follower.look(['one']);
  await expect.poll(() => begun.length).toBe(2);
  const cleared = follower.clear();
  end.resolve();
  await cleared;
  expect(await asked).toBe(true);
  expect(told.slice(2)).toEqual(['looking', 'seen requests']);
});

test('a look waits for its turn, takes with it what is asked for meanwhile, and is left there when nobody waits for it', async () => {
  const turns: { readonly give: () => void; readonly isAwaited: () => boolean }[] = [];
  let released = 0;
  const turn: NonNullable<FollowDeps['lab']['turn']> = ({ isAwaited, signal }) =>
    new Promise((resolve) => {
      const release = (): void => {
        released += 1;
      };
      const give = (): void => resolve({ release });
      turns.push({ give, isAwaited });
      signal?.addEventListener('abort', give);
    });
  const { follower, notified: told, looks } = followed({ lab: { stream: async () => err(notUp), turn } });
  follower.lookAround();
  await expect.poll(() => turns.length).toBe(1);
  expect(turns[0]?.isAwaited()).toBe(false);
  await follower.clear();
  expect([released, looks.length, told]).toEqual([1, 0, []]);

  follower.lookAround();
  await expect.poll(() => turns.length).toBe(2);
  const asked = follower.look(['two']);
  expect(turns[1]?.isAwaited()).toBe(true);
  turns[1]?.give();
  expect(await asked).toBe(true);
  expect(looks).toHaveLength(1);
});

/** Turns that a test gives, one after the other. */
function gated() {
  const turns: { readonly give: () => void; readonly isAwaited: () => boolean }[] = [];
  const turn: NonNullable<FollowDeps['lab']['turn']> = ({ isAwaited, signal }) =>
    new Promise((resolve) => {
      const give = (): void => resolve({ release: () => undefined });
      turns.push({ give, isAwaited });
      signal?.addEventListener('abort', give);
    });
  const give = async (count: number): Promise<void> => {
    await expect.poll(() => turns.length).toBe(count);
    turns[count - 1]?.give();
  };
  return { turns, turn, give };
}

/** One that was looked at, and where something that may mean nothing has just asked for a look, which waits for its turn. */
async function stirred() {
  const { turns, turn, give } = gated();
  let say = (_line: string): void => undefined;
  const stream: FollowDeps['lab']['stream'] = (_script, { onLine, signal }) =>
    new Promise((resolve) => {
      say = onLine;
      signal?.addEventListener('abort', () => resolve(err(notUp)));
      onLine('ready');
    });
  const all = followed({ lab: { stream, turn } });
  const first = all.follower.look(['one']);
  await give(1);
  await first;
  all.follower.open();
  say('nft host');
  await expect.poll(() => turns.length).toBe(2);
  return { ...all, turns, give };
}

test('who asks gets a whole look, though the round they join was to be held only after a change', async () => {
  const { follower, looks, give } = await stirred();
  const asked = follower.look(['one']);
  await give(2);
  expect(await asked).toBe(true);
  expect(looks).toEqual([false, false]);
});

test('a round that was left while it waited for its turn says nothing of how the next one looks', async () => {
  const { follower, looks, give } = await stirred();
  await follower.clear();
  const asked = follower.look(['one']);
  await give(3);
  expect(await asked).toBe(true);
  expect(looks).toEqual([false, false]);
});

test('after commands that nobody looks after, the next look is a whole one, whoever asks for it', async () => {
  const { follower, looks, give } = await stirred();
  follower.forget();
  await give(2);
  await follower.idle();
  expect(looks).toEqual([false, false]);
});

test.each<readonly [string, (follower: ReturnType<typeof follow>) => Promise<unknown>]>([
  ['waits for what it sees', (follower) => follower.wait()],
  ['waits for a walk', (follower) => follower.walk(check)],
])('a round that began by itself is no aside any more once somebody %s', async (_, waits) => {
  const { turns, turn, give } = gated();
  const { follower } = followed({ lab: { stream: async () => err(notUp), turn } });
  follower.lookAround();
  await expect.poll(() => turns.length).toBe(1);
  expect(turns[0]?.isAwaited()).toBe(false);
  const waited = waits(follower);
  expect(turns[0]?.isAwaited()).toBe(true);
  await give(1);
  await waited;

  follower.lookAround();
  await expect.poll(() => turns.length).toBe(2);
  expect(turns[1]?.isAwaited()).toBe(false);
  await give(2);
  await follower.idle();
});
