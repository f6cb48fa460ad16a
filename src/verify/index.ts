/** Rounds and verdicts: what to look at, how to read it, what it means. Pure; the caller runs the script. */

export { type Change, createMonitorReader } from '../look/monitor/notice.ts';
export { monitorScript } from '../look/monitor/script.ts';
export { touchedBy } from '../look/monitor/touched.ts';
export { failsAtFetch, fetchOf, walkNeeds, withWalks } from '../look/walks.ts';
export { drawPicture, pictureNeeds } from '../picture/draw.ts';
export { loadRound, saveRound } from '../round/file.ts';
export { planFingerprint, planGlance, planProof, planRound, planUnwatched, type RoundPlan } from '../round/plan.ts';
export { type Readings, readingsOf, readingsOver } from '../round/readings.ts';
export { isUnchanged, type Round, readFingerprint, readRound } from '../round/round.ts';
export { type CheckWalk, walkWords } from '../trace/request-walk.ts';
export { judge, needsOf } from './judge.ts';
export { type SpokenVerdict, spokenVerdict } from './spoken.ts';
