/** A request for a round: which steps; `true` when a round with at least these steps was held. */
export type HoldRound = (steps: readonly string[]) => Promise<boolean>;

export interface Rounds {
  /** Rounds never overlap: while one is held, later requests are gathered into the next one. */
  request(steps: readonly string[]): Promise<boolean>;
  /** Resolves when no round is held and none waits. */
  idle(): Promise<void>;
  readonly busy: boolean;
}

export function createRounds(hold: HoldRound): Rounds {
  let current: Promise<boolean> | undefined;
  let waiting: { readonly steps: Set<string>; readonly done: Promise<boolean> } | undefined;

  const start = (steps: readonly string[]): Promise<boolean> => {
    current = hold(steps).finally(() => {
      // With one waiting, nobody may slip in between: it becomes the current one next.
      if (!waiting) current = undefined;
    });
    return current;
  };

  return {
    request(steps) {
      if (!current) return start(steps);
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
