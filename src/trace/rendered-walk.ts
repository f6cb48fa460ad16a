import type { Translate } from '../i18n/translate.ts';
import { endOf, type Leg, placeOf } from './ending.ts';
import { type CheckWalk, walkWords } from './request-walk.ts';
import type { Disposition, Hop } from './trace.ts';

/** Where the request of a check ended, in one language; only when `fit` is `same` may it be told as what happened. */
export interface RenderedWalk {
  readonly said: string;
  readonly fit: CheckWalk['fit'];
  readonly disposition: Disposition;
  readonly leg?: Leg['leg'];
  readonly node?: string;
  readonly at?: string;
  readonly device?: string;
  readonly evidence?: string;
  readonly nearMisses?: NonNullable<Hop['nearMisses']>[number][];
}

export function renderWalk(walked: CheckWalk, translate: Translate): RenderedWalk {
  const { trace, fit } = walked;
  const end = endOf(trace);
  const { nearMisses = [] } = end?.hop ?? {};
  return {
    said: translate(walkWords(walked)),
    fit,
    disposition: trace.disposition,
    ...(end ? { leg: end.leg, node: end.hop.node, at: placeOf(end.hop) } : {}),
    ...(end?.hop.device === undefined ? {} : { device: end.hop.device }),
    ...(end?.hop.evidence === undefined ? {} : { evidence: end.hop.evidence }),
    ...(nearMisses.length > 0 ? { nearMisses: [...nearMisses] } : {}),
  };
}
