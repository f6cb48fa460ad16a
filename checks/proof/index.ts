/** What the checks are held against: see `bridgework course test`. */

export { drills } from './drills.ts';
export { fakes } from './fakes.ts';
export { injections } from './injections.ts';
export { keeps } from './keeps.ts';
export { commandMutants } from './mutants.ts';
export { observations } from './observations.ts';
export { twins } from './twins/index.ts';
