/** Lines that are taken one after the other: none overtakes the work that the one before it asked for. */
export interface LineQueue {
  readonly push: (line: string) => void;
  /** Nothing more comes. */
  readonly end: () => void;
  /** Takes no line until the work is done. */
  readonly during: (work: () => Promise<void>) => Promise<void>;
}

interface Taker {
  readonly take: (line: string) => void;
  /** No line waits, but more may come. */
  readonly idle: () => void;
  /** Every line was taken, and no more come. */
  readonly done: () => void;
}

export function lineQueue({ take, idle, done }: Taker): LineQueue {
  const waiting: string[] = [];
  let pending = 0;
  let ended = false;
  const next = (): void => {
    while (pending === 0) {
      const line = waiting.shift();
      if (line === undefined) {
        if (ended) done();
        else idle();
        return;
      }
      take(line);
    }
  };
  return {
    push(line) {
      waiting.push(line);
      next();
    },
    end() {
      ended = true;
      next();
    },
    async during(work) {
      pending++;
      await work();
      pending--;
      next();
    },
  };
}
