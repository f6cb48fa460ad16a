import type { Lang } from '../i18n/text.ts';
import type { Picture } from '../picture/picture.ts';
import type { SpokenWalk } from '../trace/index.ts';
import type { RenderedDiagnosis } from '../verify/rendered.ts';
import type {
  Claimed,
  ClassSummary,
  Collision,
  Detail,
  EvidenceNote,
  Grade,
  LateRule,
  Outcome,
  Points,
  Student,
  Tally,
} from './grade.ts';

/**
 * A grading in one language, and of it only what its plan lets a reader see. Every format is made of this, so nothing that is
 * hidden can get into one of them, and no text holds a control character. Made by `disclose`.
 */
export interface Report {
  readonly lang: Lang;
  /** Which course was graded. */
  readonly course: string;
  readonly title: string;
  /** ISO 8601. */
  readonly at: string;
  readonly detail: Detail;
  readonly max: Points;
  readonly passMark: Points;
  readonly late?: LateRule;
  readonly targets: TargetList;
  readonly summary: SummaryReport;
}

/** May be gone through more than once; a large class is not in memory, so a format takes one after the other. */
export type TargetList = Iterable<TargetReport> & { readonly length: number };

export interface TargetReport {
  readonly id: string;
  readonly student?: Student;
  readonly place: string;
  readonly at: string;
  readonly outcome: Grade['outcome'];
  readonly tally: Tally;
  readonly late: Grade['late'];
  /** Absent: ungraded. */
  readonly score?: Points;
  readonly range: Grade['range'];
  readonly steps: readonly StepReport[];
  /** Why the whole target could not be looked at. */
  readonly cause?: { readonly code: string; readonly said: string };
  /** What the teacher should know beside the grade: claimed progress, another student's variant. */
  readonly notes: readonly string[];
  readonly claimed?: Claimed;
  readonly picture?: Picture;
  readonly evidence?: EvidenceNote;
}

export interface StepReport {
  readonly lesson: string;
  readonly step: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly tally: Tally;
  readonly checks: readonly CheckReport[];
  /** What its lesson is for; its checks are told in full where their own steps count. */
  readonly goal?: true;
}

export interface CheckReport {
  /** `hidden-1` for a hidden one. */
  readonly check: string;
  readonly title: string;
  readonly verdict: Outcome;
  /** Of a goal: its own step counts too, and says why. */
  readonly told?: true;
  readonly expected?: string;
  readonly observed?: string;
  readonly diagnosis?: Omit<RenderedDiagnosis, 'next'> & { readonly next?: string };
  readonly walk?: SpokenWalk & { readonly hops: readonly HopReport[] };
  readonly cause?: string;
  readonly blockedBy?: string;
}

export interface HopReport {
  readonly leg: 'request' | 'reply';
  readonly node: string;
  readonly device?: string;
  readonly at: string;
  readonly decision: 'pass' | 'rewrite' | 'stop' | 'unknown';
  readonly packet: string;
  readonly said: string;
  readonly evidence?: string;
}

export interface SummaryReport extends Omit<ClassSummary, 'ungradedBecause' | 'stuck' | 'diagnoses' | 'collisions'> {
  readonly stuck: readonly (ClassSummary['stuck'][number] & { readonly title: string })[];
  /** `what`: as the first of them was told. */
  readonly diagnoses: readonly { readonly id: string; readonly what: string; readonly targets: number }[];
  readonly collisions: readonly (Collision & { readonly said: string })[];
  readonly ungradedBecause: readonly { readonly target: string; readonly code: string; readonly said: string }[];
}
