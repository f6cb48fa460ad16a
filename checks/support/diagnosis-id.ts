import type { WordId } from '../words/text.ts';

type IdOf<M> = M extends `diagnosis.${infer Id}.what` ? Id : never;
/** Ids of the course's own diagnoses: those that have words. */
export type DiagnosisId = IdOf<WordId>;
