/** What the checks are held against: see `bridgework course test`. */
export { fakes } from './fakes.ts';
export { injections } from './injections/index.ts';
export { keeps, leastWrong } from './keeps.ts';
export { commandMutants, drills } from './mutants/index.ts';
export { observations } from './observations.ts';
export { twins } from './twins/index.ts';
