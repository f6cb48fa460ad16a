/**
 * A request for a round: which steps, asked for when it really begins; `true` when a round with at least these was held. Who
 * does not take the steps has held none.
 */
export type HoldRound = (take: () => readonly string[]) => Promise<boolean>;

export interface Rounds {
  /**
   * Rounds never overlap: while one waits for its turn, later requests join it; while one is held, they are gathered into the
   * next one.
   */
  request(steps: readonly string[]): Promise<boolean>;
  /** Resolves when no round is held and none waits. */
  idle(): Promise<void>;
  readonly busy: boolean;
}

export function createRounds(hold: HoldRound): Rounds {
  let current: Promise<boolean> | undefined;
  /** The steps of the current one, as long as it has not begun. */
  let open: Set<string> | undefined;
  let waiting: { readonly steps: Set<string>; readonly done: Promise<boolean> } | undefined;

  const start = (steps: readonly string[]): Promise<boolean> => {
    const mine = new Set(steps);
    open = mine;
    const take = (): readonly string[] => {
      if (open === mine) open = undefined;
      return [...mine];
    };
    const held = hold(take).finally(() => {
      if (open === mine) open = undefined;
      // With one waiting, nobody may slip in between: it becomes the current one next.
      if (!waiting) current = undefined;
    });
    current = held;
    return held;
  };

  return {
    request(steps) {
      if (!current) return start(steps);
      if (open) {
        for (const step of steps) open.add(step);
        return current;
      }
      if (waiting) {
        for (const step of steps) waiting.steps.add(step);
        return waiting.done;
      }
      const gathered = new Set(steps);
      const after = (): Promise<boolean> => {
        waiting = undefined;
        return start([...gathered]);
      };
      waiting = { steps: gathered, done: current.then(after, after) };
      return waiting.done;
    },
    async idle() {
      while (current) await (waiting?.done ?? current);
    },
    get busy() {
      return current !== undefined;
    },
  };
}
