import { type Text, text } from '../i18n/text.ts';
import { unreachable } from '../result.ts';
import { endWords } from './ending.ts';
import type { Trace } from './trace.ts';

/** The walk of the request that a check sent, set beside how that request really ended. */
export interface CheckWalk {
  readonly trace: Trace;
  /**
   * `same`: the walk ends as the request did, so it may be told as what happened. `open`: not enough information. `differs`:
   * it ends otherwise, so nothing may be claimed from it.
   */
  readonly fit: 'same' | 'open' | 'differs';
}

/** One sentence for the learner: where the packet ended and why, or plainly what is known instead. */
export function walkWords({ trace, fit }: CheckWalk): Text {
  switch (fit) {
    case 'same':
      return endWords(trace);
    case 'open':
      return text('trace.end.open', { reason: trace.reason });
    case 'differs':
      return text('trace.end.differs', { disposition: text(`trace.is.${trace.disposition}`) });
    default:
      return unreachable(fit);
  }
}
