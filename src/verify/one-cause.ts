import { text } from '../i18n/text.ts';
import { unreachable } from '../result.ts';
import type { Trace } from '../trace/index.ts';
import type { CheckWalk } from '../trace/request-walk.ts';
import type { Diagnosis, Verdict } from './check.ts';
import { type EndDiagnosisId, endDiagnosisOf, openDiagnosisOf } from './end-diagnosis.ts';

/**
 * The verdict with its one cause: a request failed where its walk ended. The check's own diagnosis stays where it says more
 * of that very end; one of another place gives way to it. `machines`: the nodes that are no containers.
 */
export function withOneCause(verdict: Verdict, walk: CheckWalk, machines: readonly string[]): Verdict {
  if (verdict.verdict !== 'fail') return verdict;
  const diagnosis = causeOf(verdict.diagnosis, walk, machines);
  return diagnosis && diagnosis !== verdict.diagnosis ? { ...verdict, diagnosis } : verdict;
}

function causeOf(
  own: Diagnosis | undefined,
  { trace, fit }: CheckWalk,
  machines: readonly string[],
): Diagnosis | undefined {
  switch (fit) {
    case 'same': {
      const end = endDiagnosisOf(trace, machines);
      return end && !(own && refines(own, end, machines)) ? end : own;
    }
    case 'open':
      return own ?? openDiagnosisOf(trace, machines);
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

function refines(
  { refines: ends, rulesOf }: Diagnosis,
  { id, values }: Diagnosis,
  machines: readonly string[],
): boolean {
  const node = String(values?.['node']);
  if (rulesOf !== undefined && byRules.has(id) && node !== rulesOf) return false;
  const isElsewhere = id === 'end-route-refuses' && node !== 'host' && machines.includes(node);
  const names = isElsewhere ? [id, 'end-refused-elsewhere'] : [id];
  return ends === undefined || ends.some((name) => names.includes(`end-${name}`));
}

function differsDiagnosis({ flow, disposition }: Trace): Diagnosis {
  const port = flow.port === undefined || flow.port === 80 ? '' : `:${flow.port}`;
  const command = `bridgework trace --live ${flow.from} http://${flow.to}${port}`;
  const values = { disposition: text(`trace.is.${disposition}`), look: command, command };
  return { id: 'walk-differs', values };
}
