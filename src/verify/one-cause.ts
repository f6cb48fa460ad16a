import { text } from '../i18n/text.ts';
import { unreachable } from '../result.ts';
import type { Trace } from '../trace/index.ts';
import type { CheckWalk } from '../trace/request-walk.ts';
import type { Diagnosis, Verdict } from './check.ts';
import { type EndDiagnosisId, endDiagnosisOf, openDiagnosisOf } from './end-diagnosis.ts';

/**
 * The verdict with its one cause: a request failed where its walk ended. The check's own diagnosis stays where it says more
 * of that very end; one of another place gives way to it.
 */
export function withOneCause(verdict: Verdict, walk: CheckWalk): Verdict {
  if (verdict.verdict !== 'fail') return verdict;
  const diagnosis = causeOf(verdict.diagnosis, walk);
  return diagnosis && diagnosis !== verdict.diagnosis ? { ...verdict, diagnosis } : verdict;
}

function causeOf(own: Diagnosis | undefined, { trace, fit }: CheckWalk): Diagnosis | undefined {
  switch (fit) {
    case 'same': {
      const end = endDiagnosisOf(trace);
      return end && !(own && refines(own, end)) ? end : own;
    }
    case 'open':
      return own ?? openDiagnosisOf(trace);
    case 'differs':
      return own ?? differsDiagnosis(trace);
    default:
      return unreachable(fit);
  }
}

const byRules: ReadonlySet<string> = new Set<EndDiagnosisId>([
  'end-rule-drops',
  'end-policy-drops',
  'end-rule-rejects',
]);

const refines = ({ refines: ends, rulesOf }: Diagnosis, { id, values }: Diagnosis): boolean =>
  (rulesOf === undefined || !byRules.has(id) || values?.['node'] === rulesOf) &&
  (ends === undefined || ends.some((name) => `end-${name}` === id));

function differsDiagnosis({ flow, disposition }: Trace): Diagnosis {
  const port = flow.port === undefined || flow.port === 80 ? '' : `:${flow.port}`;
  const command = `bridgework trace --live ${flow.from} http://${flow.to}${port}`;
  const values = { disposition: text(`trace.is.${disposition}`), look: command, command };
  return { id: 'walk-differs', values };
}
