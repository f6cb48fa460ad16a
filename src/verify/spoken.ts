import type { Text } from '../i18n/text.ts';
import type { Translate } from '../i18n/translate.ts';
import { unreachable } from '../result.ts';
import { type SpokenWalk, spokenWalk } from '../trace/index.ts';
import { type CheckResult, type Diagnosis, diagnosisText } from './check.ts';

export interface SpokenDiagnosis {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly next: string;
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
        ...(walked ? { walk: spokenWalk(walked, say) } : {}),
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
