import { type Text, text } from '../i18n/text.ts';
import type { Finding, LabFailure } from '../lab/lab.ts';

/** What an examination of the machine means for a learner who is about to begin. */
export interface Examined {
  /** What keeps the course from working, in the shape of a lab that could not come up. */
  readonly blocked?: LabFailure;
  /** One sentence for all warnings: `bridgework doctor` has the rest. */
  readonly warning?: Text;
}

export function readFindings(findings: readonly Finding[]): Examined {
  const blocking = findings.find(({ state }) => state === 'blocking');
  const [first, ...more] = findings.filter(({ state }) => state === 'warning');
  return {
    ...(blocking ? { blocked: failureOf(blocking) } : {}),
    ...(first ? { warning: text('learn.doctor-warned', { first: first.text, more: more.length }) } : {}),
  };
}

const failureOf = ({ id, text: seen, effect, fix }: Finding): LabFailure => ({
  code: id,
  text: effect ? text('learn.doctor-blocked', { seen, effect }) : seen,
  ...(fix === undefined ? {} : { fix }),
});
