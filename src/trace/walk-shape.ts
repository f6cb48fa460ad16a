import * as z from 'zod';
import { disposition } from './disposition.ts';

/** Where a request ended, by the facts of the same round, as JSON documents have it (`SpokenWalk`). */
export const walkShape = {
  /** One sentence: where the packet ended and why; or, when `fit` is not `same`, what is known instead. */
  said: z.string(),
  /** `same`: the walk ends as the real request did. `open`: not enough information. `differs`: nothing may be claimed. */
  fit: z.enum(['same', 'open', 'differs']),
  disposition,
  /** Which packet ended: the request, or its answer. The rest is absent where no hop is known. */
  leg: z.enum(['request', 'reply']).optional(),
  node: z.string().optional(),
  device: z.string().optional(),
  /** `route`, `neighbour`, `cable`, … or a hook: `ip/forward`. */
  at: z.string().optional(),
  /** The rule (with its counters), policy, route or table entry that decided, verbatim. */
  evidence: z.string().optional(),
  nearMisses: z.array(z.strictObject({ rule: z.string(), wants: z.string(), is: z.string() })).optional(),
};
