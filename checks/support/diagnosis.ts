import type { Diagnosis } from '../../src/verify/check.ts';
import type { WordId } from '../words/text.ts';

type IdOf<M> = M extends `diagnosis.${infer Id}.what` ? Id : never;
/** Ids of the course's own diagnoses: those that have words. */
export type DiagnosisId = IdOf<WordId>;

/**
 * What a diagnosis of a failed request explains (`Diagnosis` in `src/verify/check.ts`): the ends of a walk that it is a nearer
 * cause of, and whose rules it is about. One without `refines` may lie behind any end (a translation that is missing, a
 * container that is not there).
 */
type Explains = Pick<Diagnosis, 'refines' | 'rulesOf'>;

/** The diagnoses of one subject, each with what it explains; returns who makes them from the values that their words need. */
export const diagnosesOf =
  <Id extends DiagnosisId>(explains: { readonly [id in Id]: Explains }) =>
  (id: Id, values: { readonly [name: string]: string | number }): Diagnosis => ({ id, values, ...explains[id] });
