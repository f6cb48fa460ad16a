/** Rounds and verdicts: what to look at, how to read it, what it means. Pure; the caller runs the script. */

export { type CheckWalk, walkWords } from './check-walk.ts';
export { judge, needsOf } from './judge.ts';
export { type Change, createMonitorReader } from './monitor/notice.ts';
export { monitorScript } from './monitor/script.ts';
export { touchedBy } from './monitor/touched.ts';
export { type SpokenVerdict, spokenVerdict } from './spoken.ts';
export { failsAtFetch, fetchOf, walkNeeds, withWalks } from './walk.ts';
