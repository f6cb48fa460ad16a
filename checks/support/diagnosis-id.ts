import type { MessageId } from '../../src/i18n/catalogue.ts';
import type { WalkDiagnosisId } from '../../src/verify/end-diagnosis.ts';

type IdOf<M> = M extends `diagnosis.${infer Id}.what` ? Id : never;
/** Ids of the course's own diagnoses: those that have words, but for what the engine itself says of a walk. */
export type DiagnosisId = Exclude<IdOf<MessageId>, WalkDiagnosisId>;
