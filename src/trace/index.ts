/** Walks one packet and its answer over the facts of a round. Pure. */
export { type ComparedHop, type Comparison, compare } from './compare.ts';
export { type Grown, grown, rulesetAfter } from './counters.ts';
export { endOf, endWords, type Leg, legsOf, placeOf, tupleWords } from './ending.ts';
export { type EndId, type EndName, endNames, endTextOf } from './ends.ts';
export { trace } from './explore.ts';
export { labFactsOf, nodesIn, traceNeeds } from './needs.ts';
export { type RenderedWalk as SpokenWalk, renderWalk as spokenWalk } from './rendered-walk.ts';
export { type CheckWalk, walkWords } from './request-walk.ts';
export type { Disposition, Expected, Flow, Hop, HopStage, LabFacts, NodeFacts, Trace, Tuple } from './trace.ts';
