/**
 * How a lab is observed at all: what a fact is, and the one script that looks at many of them. Pure; the caller runs the
 * script. Every fact (src/facts) is written in the words that the script's prelude has.
 */

export { createEarlyReader } from './early.ts';
export type { FactRequest, LookFailure, Needs, Observation, Reading, RoundContext, Seen } from './fact.ts';
export { optional } from './fact.ts';
export { loadRound, saveRound } from './file.ts';
export {
  newNonce,
  planFingerprint,
  planGlance,
  planProof,
  planRound,
  planUnwatched,
  type RoundPlan,
  uniqueByKey,
} from './plan.ts';
export { type Readings, readingsOf, readingsOver } from './readings.ts';
export { isUnchanged, type Round, readFingerprint, readRound } from './round.ts';
