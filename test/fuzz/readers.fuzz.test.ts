import { expect, test } from 'vitest';
import { growing, mutated, randomOf } from './mutate.ts';
import { targets } from './targets.ts';

/** A new one each time; `BRIDGEWORK_FUZZ_SEED` repeats one, `BRIDGEWORK_FUZZ_SECONDS` goes on for longer. */
const seed = Number(process.env['BRIDGEWORK_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const seconds = Number(process.env['BRIDGEWORK_FUZZ_SECONDS'] ?? 0);
/** At least so many texts each, also on a slow machine. */
const texts = 150;
const growths = 12;
process.stdout.write(`fuzz: BRIDGEWORK_FUZZ_SEED=${seed}\n`);

const patience = { timeout: 120_000 + targets.length * seconds * 2000 };

test.each(targets)('$name: whatever is said is read or refused, and nothing is thrown', patience, (target) => {
  const random = randomOf(seed);
  const until = performance.now() + seconds * 1000;
  expect(() => target.read(target.seed)).not.toThrow();
  for (let made = 0; made < texts || performance.now() < until; made++) {
    const text = mutated(target.seed, random);
    try {
      target.read(text);
    } catch (error) {
      throw new Error(`BRIDGEWORK_FUZZ_SEED=${seed}, text ${made}: ${JSON.stringify(text.slice(0, 2000))}`, {
        cause: error,
      });
    }
  }
});

/** Milliseconds of this thread’s own work: the least of several tries is what the machine’s other work adds least to. */
function cost(read: () => unknown, tries = 3): number {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < tries; turn++) {
    const before = process.threadCpuUsage();
    try {
      read();
    } catch {
      // Told by the other test.
    }
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Linear: four times as long takes four times the work; quadratic: sixteen. */
const most = 10;
/** Less is the clock’s own noise. */
const leastMs = 20;

test.each(targets)('$name: four times the text costs about four times the work', patience, (target) => {
  const random = randomOf(seed ^ 0x5eed);
  for (let made = 0; made < growths; made++) {
    const pick = Math.floor(random() * 2 ** 31);
    const text = (size: number): string => growing(target.seed, size, randomOf(pick));
    // From where it costs something at all.
    for (let size = 4096; size <= (target.largest ?? 65_536); size *= 4) {
      const [small, large] = [text(size), text(4 * size)];
      const [one, four] = [cost(() => target.read(small)), cost(() => target.read(large), 1)];
      if (four < leastMs || four < most * Math.max(one, 1)) continue;
      // Seen once is chance: it is measured again, with more tries.
      const ratio =
        cost(() => target.read(large), 3) /
        Math.max(
          1,
          cost(() => target.read(small), 7),
        );
      expect(ratio, `BRIDGEWORK_FUZZ_SEED=${seed}, ${size}: ${JSON.stringify(large.slice(0, 300))}`).toBeLessThan(most);
    }
  }
});

test('the measure finds a pattern that backtracks', () => {
  const slow = /^(\S+) \S+ .*?\[[^\]]*\] "/;
  const read = (size: number) => cost(() => slow.exec(`a b ${'['.repeat(size)}`));
  expect(read(16_384) / read(4096)).toBeGreaterThan(most);
});
