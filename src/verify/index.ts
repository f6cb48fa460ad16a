/** Rounds and verdicts: what to look at, how to read it, what it means. Pure; the caller runs the script. */

export { drawPicture, pictureNeeds } from './draw-picture.ts';
export { judge, needsOf } from './judge.ts';
export { loadRound, saveRound } from './round/file.ts';
export { planFingerprint, planRound, type RoundPlan } from './round/plan.ts';
export { type Readings, readingsOf } from './round/readings.ts';
export { type Round, readFingerprint, readRound } from './round/round.ts';
