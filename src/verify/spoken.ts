import type { Text } from '../i18n/text.ts';
import type { Translate } from '../i18n/translate.ts';
import { unreachable } from '../result.ts';
import { type Disposition, endOf, type Hop, type Leg, placeOf } from '../trace/index.ts';
import { type CheckWalk, walkWords } from '../trace/request-walk.ts';
import { type CheckResult, type Diagnosis, diagnosisText } from './check.ts';

export interface SpokenDiagnosis {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/** Where the request of a check ended; only when `fit` is `same` may it be told as what happened. */
export interface SpokenWalk {
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

/** A verdict in one language. */
export type SpokenVerdict =
  | { readonly verdict: 'pass'; readonly observed?: string }
  | {
      readonly verdict: 'fail';
      readonly expected: string;
      readonly observed: string;
      readonly diagnosis?: SpokenDiagnosis;
      readonly walk?: SpokenWalk;
    }
  | { readonly verdict: 'error'; readonly cause: string }
  | { readonly verdict: 'blocked'; readonly blockedBy: string };

export function spokenVerdict(
  { verdict: seen, walk: walked }: Pick<CheckResult, 'verdict' | 'walk'>,
  say: Translate,
): SpokenVerdict {
  switch (seen.verdict) {
    case 'pass':
      return { verdict: 'pass', ...(seen.observed ? { observed: say(seen.observed) } : {}) };
    case 'fail':
      return {
        verdict: 'fail',
        expected: say(seen.expected),
        observed: say(seen.observed),
        ...(seen.diagnosis ? { diagnosis: diagnosisOf(seen.diagnosis, say) } : {}),
        ...(walked ? { walk: walkOf(walked, say) } : {}),
      };
    case 'error':
      return { verdict: 'error', cause: say(seen.cause) };
    case 'blocked':
      return { verdict: 'blocked', blockedBy: seen.by };
    default:
      return unreachable(seen);
  }
}

function diagnosisOf(diagnosis: Diagnosis, say: (text: Text) => string): SpokenDiagnosis {
  const part = (name: 'what' | 'why' | 'next'): string => say(diagnosisText(diagnosis, name));
  return { id: diagnosis.id, what: part('what'), why: part('why'), next: part('next') };
}

function walkOf(walked: CheckWalk, say: (text: Text) => string): SpokenWalk {
  const { trace, fit } = walked;
  const end = endOf(trace);
  const { nearMisses = [] } = end?.hop ?? {};
  return {
    said: say(walkWords(walked)),
    fit,
    disposition: trace.disposition,
    ...(end ? { leg: end.leg, node: end.hop.node, at: placeOf(end.hop) } : {}),
    ...(end?.hop.device === undefined ? {} : { device: end.hop.device }),
    ...(end?.hop.evidence === undefined ? {} : { evidence: end.hop.evidence }),
    ...(nearMisses.length > 0 ? { nearMisses: [...nearMisses] } : {}),
  };
}
