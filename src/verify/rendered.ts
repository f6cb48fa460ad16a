import type { Translate } from '../i18n/translate.ts';
import { unreachable } from '../result.ts';
import { type SpokenWalk, spokenWalk } from '../trace/index.ts';
import { type CheckResult, type Diagnosis, diagnosisText, type Unjudged } from './check.ts';

export interface RenderedDiagnosis {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/** A verdict in one language. */
export type RenderedVerdict =
  | { readonly verdict: 'pass'; readonly observed?: string }
  | {
      readonly verdict: 'fail';
      readonly expected: string;
      readonly observed: string;
      readonly diagnosis?: RenderedDiagnosis;
      readonly walk?: SpokenWalk;
    }
  | { readonly verdict: 'error'; readonly cause: string; readonly unjudged?: Unjudged }
  | { readonly verdict: 'blocked'; readonly blockedBy: string };

export function renderVerdict(
  { verdict: seen, walk: walked }: Pick<CheckResult, 'verdict' | 'walk'>,
  translate: Translate,
): RenderedVerdict {
  switch (seen.verdict) {
    case 'pass':
      return { verdict: 'pass', ...(seen.observed ? { observed: translate(seen.observed) } : {}) };
    case 'fail':
      return {
        verdict: 'fail',
        expected: translate(seen.expected),
        observed: translate(seen.observed),
        ...(seen.diagnosis ? { diagnosis: diagnosisOf(seen.diagnosis, translate) } : {}),
        ...(walked ? { walk: spokenWalk(walked, translate) } : {}),
      };
    case 'error':
      return {
        verdict: 'error',
        cause: translate(seen.cause),
        ...(seen.unjudged ? { unjudged: seen.unjudged } : {}),
      };
    case 'blocked':
      return { verdict: 'blocked', blockedBy: seen.by };
    default:
      return unreachable(seen);
  }
}

function diagnosisOf(diagnosis: Diagnosis, translate: Translate): RenderedDiagnosis {
  const part = (name: 'what' | 'why' | 'next'): string => translate(diagnosisText(diagnosis, name));
  return { id: diagnosis.id, what: part('what'), why: part('why'), next: part('next') };
}
