/** What must hold, judged from facts alone. */

export { judge, needsOf } from './judge.ts';
export { type SpokenVerdict, spokenVerdict } from './spoken.ts';
