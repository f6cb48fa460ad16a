/** Random choices that follow from one number: the same seed makes the same lab for ever. */
export interface Random {
  /** 0 … n-1. */
  below(n: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** By weight; weights need not add up to anything. */
  weigh<T>(list: readonly (readonly [weight: number, value: T])[]): T;
}

/** mulberry32: 32 bits of state, good enough to choose by. */
export function randomFrom(seed: number): Random {
  // Neighbouring seeds must not begin alike.
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('nothing to choose from');
    return list[below(list.length)] as T;
  };
  return {
    below,
    chance: (probability) => next() < probability,
    pick,
    weigh(list) {
      let rest = next() * list.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of list) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return pick(list)[1];
    },
  };
}
