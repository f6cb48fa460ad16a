/** What must hold, judged from facts alone. */

export { judge, needsOf } from './judge.ts';
export { type RenderedVerdict as SpokenVerdict, renderVerdict as spokenVerdict } from './rendered.ts';
