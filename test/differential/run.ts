import type { Round } from '../../src/round/index.ts';
import { type Bench, openBench } from './bench.ts';
import { type Comparison, compare } from './compare.ts';
import { generate, type Plan } from './generate.ts';
import { observedIn } from './observe.ts';

/** One random lab, looked at. */
export interface Trial {
  readonly plan: Plan;
  /** Lines that the kernel refused: they changed nothing. */
  readonly refused: readonly number[];
  readonly facts: Round;
  readonly comparisons: readonly Comparison[];
  /** How many of them agree with a second look only, or not even with that. */
  readonly lookedAgain: number;
}

/**
 * Builds the plan's lab in a clean one and compares. A fetch that does not agree is looked at again, alone and with more
 * patience: a busy machine may be late, and fetches side by side teach each other's neighbours; a wrong walk stays wrong.
 */
export async function tryPlan(bench: Pick<Bench, 'build' | 'look'>, plan: Plan): Promise<Trial> {
  const refused = await bench.build(plan.lines);
  let { facts, observed } = await bench.look(plan.flows, 'brief');
  const comparisons: Comparison[] = [];
  let lookedAgain = 0;
  for (const first of compare(facts, plan.flows, observed)) {
    if (first.verdict !== 'disagreed') {
      comparisons.push(first);
      continue;
    }
    lookedAgain += 1;
    ({ facts, observed } = await bench.look([first.flow], 'usual'));
    comparisons.push(...compare(facts, [first.flow], observed));
  }
  return { plan, refused, facts, comparisons, lookedAgain };
}

/** The same by facts alone: what a saved round of the plan's lab says, without a lab. Flows that it did not fetch are left out. */
export function tryAgain(plan: Plan, facts: Round): Trial {
  const fetched = plan.flows.flatMap((flow) => {
    const seen = observedIn(facts, flow);
    return seen ? [{ flow, seen }] : [];
  });
  const flows = fetched.map(({ flow }) => flow);
  const observed = fetched.map(({ seen }) => seen);
  return { plan, refused: [], facts, comparisons: compare(facts, flows, observed), lookedAgain: 0 };
}

export interface RunOptions {
  readonly firstSeed: number;
  readonly labs: number;
  /** Default: random labs of all kinds. */
  readonly plan?: (seed: number) => Plan;
  /** Real labs at the same time: most of the time is spent in fetches that are not answered. */
  readonly sideBySide: number;
  /** Told of every lab as it ends. */
  onTrial(trial: Trial): void | Promise<void>;
  onCrash?(plan: Plan, error: unknown): void;
  /** Aborted: no further lab is begun. */
  readonly signal?: AbortSignal;
}

/** Labs `firstSeed` … `firstSeed + labs - 1`. */
export async function runLabs({
  firstSeed,
  labs,
  plan: planOf = generate,
  sideBySide,
  onTrial,
  onCrash,
  signal,
}: RunOptions): Promise<void> {
  let next = 0;
  const worker = async (index: number): Promise<void> => {
    const bench = await openBench(`diff-${index}`);
    try {
      while (next < labs && !signal?.aborted) {
        const plan = planOf(firstSeed + next);
        next += 1;
        try {
          await onTrial(await tryPlan(bench, plan));
        } catch (error) {
          if (!onCrash) throw error;
          onCrash(plan, error);
        }
      }
    } finally {
      await bench.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, labs) }, (_, index) => worker(index)));
}
