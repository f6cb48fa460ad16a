/**
 * Works on many things, `jobs` at a time, and hands results on as they come, in no order. Begins nothing new while nobody
 * takes what is done, so memory hangs on `jobs`, not on how many things there are. `work` never rejects but for a bug.
 */
export async function* fanOut<T, R>(
  items: Iterable<T>,
  jobs: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const running = new Map<number, Promise<readonly [number, R]>>();
  const queue = items[Symbol.iterator]();
  let count = 0;
  for (;;) {
    while (running.size < Math.max(1, jobs)) {
      const next = queue.next();
      if (next.done) break;
      const id = count++;
      running.set(
        id,
        work(next.value).then((result) => [id, result] as const),
      );
    }
    if (running.size === 0) return;
    const [id, result] = await Promise.race(running.values());
    running.delete(id);
    yield result;
  }
}
