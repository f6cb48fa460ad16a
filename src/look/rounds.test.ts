import { describe, expect, it } from 'vitest';
import { createRounds } from './rounds.ts';

/** Rounds that end when the test says so. */
function controlled() {
  const begun: { readonly steps: readonly string[]; readonly end: (ok: boolean) => void }[] = [];
  const rounds = createRounds(
    (take) =>
      new Promise((resolve) => {
        begun.push({ steps: take(), end: resolve });
      }),
  );
  return { begun, rounds };
}

describe('rounds', () => {
  it('that wait for their turn take what is asked for meanwhile with them', async () => {
    const turn = Promise.withResolvers<void>();
    const seen: (readonly string[])[] = [];
    const rounds = createRounds(async (take) => {
      await turn.promise;
      seen.push(take());
      return true;
    });
    const asked = [rounds.request(['a']), rounds.request(['b', 'a']), rounds.request(['c'])];
    turn.resolve();
    expect(await Promise.all(asked)).toEqual([true, true, true]);
    expect(seen).toEqual([['a', 'b', 'c']]);
    expect(rounds.busy).toBe(false);
  });

  it('that are left before their turn hold up nothing', async () => {
    let count = 0;
    const rounds = createRounds(async (take) => {
      count += 1;
      if (count === 1) return false;
      return take().includes('b');
    });
    expect(await rounds.request(['a'])).toBe(false);
    expect(await rounds.request(['b'])).toBe(true);
  });

  it('hold one at a time and gather what comes meanwhile into the next', async () => {
    const { begun, rounds } = controlled();
    const first = rounds.request(['a']);
    const later = [rounds.request(['b']), rounds.request(['c', 'b'])];
    expect(begun.map(({ steps }) => steps)).toEqual([['a']]);
    begun[0]?.end(true);
    expect(await first).toBe(true);
    await expect.poll(() => begun.length).toBe(2);
    expect(begun[1]?.steps).toEqual(['b', 'c']);
    begun[1]?.end(false);
    expect(await Promise.all(later)).toEqual([false, false]);
    expect(rounds.busy).toBe(false);
  });

  it('go on after a round that broke', async () => {
    let count = 0;
    const rounds = createRounds(async (take) => {
      take();
      count += 1;
      if (count === 1) throw new Error('a bug');
      return true;
    });
    const [broken, next] = [rounds.request(['a']), rounds.request(['b'])];
    await expect(broken).rejects.toThrow('a bug');
    expect(await next).toBe(true);
  });

  it('are idle when none is held and none waits', async () => {
    const { begun, rounds } = controlled();
    await rounds.idle();
    void rounds.request(['a']);
    void rounds.request(['b']);
    let idle = false;
    const waiting = rounds.idle().then(() => {
      idle = true;
    });
    begun[0]?.end(true);
    await expect.poll(() => begun.length).toBe(2);
    expect(idle).toBe(false);
    begun[1]?.end(true);
    await waiting;
    expect(rounds.busy).toBe(false);
  });
});
