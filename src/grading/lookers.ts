import { availableParallelism } from 'node:os';
import type { ResourceLimits, Worker } from 'node:worker_threads';
import type { Check } from '../verify/check.ts';
import { type Job, type Performed, perform, unjudged } from './perform.ts';
import type { Reach } from './reach.ts';
import { type Answer, type Ask, received } from './wire.ts';

/**
 * Looks at targets in threads with limits of their own. Several looks share a thread, since most of a look is waiting; where
 * one ends or hangs its thread, all that were on their way there are made once more, each alone: what happens again then is
 * that target's own doing, and ends nobody else's look.
 */
export interface Lookers {
  perform(job: Job, signal: AbortSignal): Promise<Performed>;
  /** Ends every thread at once. */
  close(): void;
}

export interface LookersOptions {
  /** A thread that does not answer for so many seconds reads something that was not made to be read. */
  readonly patienceSeconds?: number;
  readonly threads?: number;
}

/** Megabytes of a thread's heap. Rules of 32 MB take some 600. */
const heapMb = 2048;
const usualPatience = 30;

type Ended = 'slow' | 'memory' | 'broke';

interface Running {
  readonly job: Job;
  end(how: Performed | Ended): void;
}

/** One thread. */
class Thread {
  readonly running = new Map<number, Running>();
  #worker: Worker;
  #checks: readonly Check[];
  #unanswered = 0;
  #timer: NodeJS.Timeout;
  ended: Ended | undefined;

  constructor(worker: Worker, checks: readonly Check[], patience: number) {
    this.#worker = worker;
    this.#checks = checks;
    worker.on('message', (answer: Answer) => this.#hear(answer));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      this.#end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broke'),
    );
    worker.on('exit', () => this.#end('broke'));
    // Counted, not timed: while this program itself is stopped, nothing is missed.
    this.#timer = setInterval(() => {
      if (this.running.size === 0) return;
      this.#unanswered += 1;
      if (this.#unanswered > patience) this.#end('slow');
      else this.#ask({ type: 'ping' });
    }, 1000);
    this.#timer.unref();
  }

  look(id: number, running: Running, signal: AbortSignal): void {
    if (this.running.size === 0) this.#unanswered = 0;
    this.running.set(id, running);
    this.#worker.ref();
    this.#ask({ type: 'look', id, job: running.job });
    signal.addEventListener('abort', () => this.#ask({ type: 'stop', id }), { once: true });
  }

  close(): void {
    clearInterval(this.#timer);
    void this.#worker.terminate();
  }

  #ask(ask: Ask): void {
    if (!this.ended) this.#worker.postMessage(ask);
  }

  #hear(answer: Answer): void {
    this.#unanswered = 0;
    if (answer.type === 'pong') return;
    const one = this.running.get(answer.id);
    this.running.delete(answer.id);
    // A thread that waits for work keeps no program alive.
    if (this.running.size === 0) this.#worker.unref();
    if (one)
      one.end(
        answer.type === 'looked' ? received(answer.performed, this.#checks) : unjudged(one.job.target, 'much', 0),
      );
  }

  #end(how: Ended): void {
    if (this.ended) return;
    this.ended = how;
    this.close();
    for (const one of this.running.values()) one.end(how);
    this.running.clear();
  }
}

/** Without threads, as tests of other things have it, looks are made where they are asked for. */
export interface Threads {
  thread?(limits: ResourceLimits): Worker;
}

export function createLookers(reach: Reach & Threads, checks: readonly Check[], options: LookersOptions = {}): Lookers {
  const { thread: startThread } = reach;
  if (!startThread) return { perform: (job, signal) => perform(reach, job, signal), close: () => undefined };
  const patience = options.patienceSeconds ?? usualPatience;
  const most = options.threads ?? Math.max(1, availableParallelism() - 1);
  const shared: Thread[] = [];
  const alone = new Set<Thread>();
  let next = 0;

  const start = (): Thread =>
    new Thread(startThread({ maxOldGenerationSizeMb: heapMb, stackSizeMb: 4 }), checks, patience);

  /** The least busy one; a new one where all are busy and there may be more. */
  function free(): Thread {
    const alive = shared.filter(({ ended }) => !ended);
    const least = alive.sort((one, other) => one.running.size - other.running.size)[0];
    if (least && (least.running.size === 0 || alive.length >= most)) return least;
    const fresh = start();
    shared.push(fresh);
    return fresh;
  }

  const lookIn = (thread: Thread, job: Job, signal: AbortSignal): Promise<Performed | Ended> =>
    new Promise((resolve) => {
      thread.look(next++, { job, end: resolve }, signal);
    });

  return {
    async perform(job, signal) {
      const first = await lookIn(free(), job, signal);
      if (typeof first !== 'string') return first;
      if (signal.aborted) return unjudged(job.target, first, patience);
      const own = start();
      alone.add(own);
      try {
        const again = await lookIn(own, job, signal);
        return typeof again === 'string' ? unjudged(job.target, again, patience) : again;
      } finally {
        own.close();
        alone.delete(own);
      }
    },
    close() {
      for (const thread of [...shared, ...alone]) thread.close();
    },
  };
}
