import { describe, expect, it } from 'vitest';
import { createRounds } from './rounds.ts';

/** Rounds that end when the test says so. */
function controlled() {
  const begun: { readonly steps: readonly string[]; readonly end: (ok: boolean) => void }[] = [];
  const rounds = createRounds(
    (steps) =>
      new Promise((resolve) => {
        begun.push({ steps, end: resolve });
      }),
  );
  return { begun, rounds };
}

describe('rounds', () => {
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
    const rounds = createRounds(async () => {
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
