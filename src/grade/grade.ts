import type { Params } from '../course/params.ts';
import type { Text } from '../i18n/text.ts';
import type { Picture } from '../picture/picture.ts';
import type { CheckWalk } from '../trace/request-walk.ts';
import type { CheckResult, Diagnosis, Verdict } from '../verify/check.ts';

/**
 * Grading as data: a plan, what a look at each target gave, and the grades made of both. `gradeTarget` (grade-target.ts)
 * and `gradeClass` (grade-class.ts) are pure; who looks (a local lab, ssh, an evidence file) hands over `TargetLook`s.
 */

/** Hundredths of a point. Integers, so that every report adds up to the same number. */
export type Points = number;

/** How much a report says: `practice` everything, `class` no hints at what to do next, `exam` verdicts and points only. */
export type Detail = 'practice' | 'class' | 'exam';

/** What counts and how much, resolved against a course. Made by `resolvePlan` or `wholeCourse` (plan.ts). */
export interface Plan {
  /** For people; absent when no plan was given. */
  readonly title?: string;
  /** In the order of the course; every one counts. */
  readonly steps: readonly PlanStep[];
  /** The denominator: the sum of the steps' `max`, the same for every target whatever could be looked at. */
  readonly max: Points;
  /** Whoever has at least this much has passed. */
  readonly passMark: Points;
  readonly late?: LateRule;
  readonly detail: Detail;
  /** Hidden checks are shown like all others from now on. */
  readonly released: boolean;
  /** What a learner may use; compared with what stored progress claims, shown beside the grade, never part of it. */
  readonly allowed: { readonly hints?: number; readonly skips?: number };
}

export interface PlanStep {
  readonly lesson: string;
  readonly step: string;
  readonly max: Points;
  /** `checks`: each check that passes earns its share. `none`: the step counts when all of them pass. */
  readonly partial: 'checks' | 'none';
  readonly checks: readonly PlanCheck[];
  /** The steps that its checks are of: this is no step of the course but what a lesson is for, and called `goalStep`. */
  readonly goalOf?: readonly string[];
}

/** What stands where a step's id does, of a lesson's goal. */
export const goalStep = 'goal';

export interface PlanCheck {
  readonly id: string;
  /** Its share of the step; all shares add up to the step's `max`. */
  readonly max: Points;
  /** Verdict without any detail until the plan is released. */
  readonly hidden: boolean;
}

export interface LateRule {
  /** ISO 8601 with a zone. */
  readonly due: string;
  /** Percent of what was earned that each begun day costs. */
  readonly perDay: number;
  /** The most that lateness costs, in percent. */
  readonly atMost: number;
}

export interface Student {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
}

export interface Target {
  /** Unique within one grading: the student's id where known, else the name of the lab or machine. */
  readonly id: string;
  readonly student?: Student;
  /** How it was looked at, for people: `lab default`, `ssh://vm07:22`, `evidence/alice.json`. Never holds a secret. */
  readonly place: string;
}

/** Why nothing could be seen of a target, e.g. `unreachable`, `timed-out`, `lying`, `tampered`, `restless`. */
export interface LookCause {
  /** Stable, for scripts and the class summary. */
  readonly code: string;
  readonly text: Text;
  /** The exact command that fixes it, where there is one. */
  readonly fix?: string;
}

/** What a look at one target gave: the verdicts of one round, exactly as `check` has them, or why there is none. */
export type TargetLook = {
  readonly target: Target;
  /** ISO 8601: when it was looked at; of an evidence file, when that was recorded. Lateness counts from it. */
  readonly at: string;
} & (
  | {
      readonly looked: true;
      /** Of all checks of the plan's steps and what these come after (`checksOfSteps`); a counted one that is missing counts as not looked at. */
      readonly results: readonly CheckResult[];
      /** With which it was judged; absent: those of the grading. */
      readonly params?: Params;
      readonly picture?: Picture;
      /**
       * What two machines that were built apart never share, by kind, e.g. `{ machine: <machine-id>, state: <hash> }`: targets
       * with an equal value of a kind collide. Only kinds for which that holds belong here.
       */
      readonly marks?: { readonly [kind in MarkKind]?: string };
      /** Whose variant the lab has, where it was recognised. */
      readonly owner?: string;
      readonly evidence?: EvidenceNote;
      readonly claimed?: Claimed;
      /** What whoever reads the grade has to know of how it came about; in every report. */
      readonly notes?: readonly Text[];
    }
  | { readonly looked: false; readonly cause: LookCause; readonly evidence?: EvidenceNote }
);

export type MarkKind = 'machine' | 'state' | 'evidence' | 'key';

/** Where the recorded round of a grade is. */
export interface EvidenceNote {
  readonly file: string;
  /** Hex. */
  readonly sha256: string;
  /** Fingerprint of the key that signed it. */
  readonly key?: string;
}

/** What stored progress says; anybody can write it. */
export interface Claimed {
  readonly done: number;
  readonly skipped: number;
  /** Hints opened, all steps together. */
  readonly hints: number;
}

/**
 * Where the denominator went. `earned + failed + notReached + ungraded = max`, always. `late` is taken off `earned`
 * afterwards: the score is `earned - late`.
 */
export interface Tally {
  readonly max: Points;
  readonly earned: Points;
  /** A check failed. */
  readonly failed: Points;
  /** Blocked by a check that failed. */
  readonly notReached: Points;
  /** Could not be looked at: neither lost nor earned. */
  readonly ungraded: Points;
}

/** A counted check. Its verdict is the round's own, but what only waits for something that could not be looked at is `error`. */
export interface CheckGrade {
  readonly id: string;
  readonly title: string;
  readonly hidden: boolean;
  readonly verdict: Verdict;
  readonly walk?: CheckWalk;
}

/** Earns, costs, is not reached, is not graded. */
export type Outcome = Verdict['verdict'];

export interface StepGrade {
  readonly lesson: string;
  readonly step: string;
  readonly title: string;
  /** The worst of its checks: `fail`, then `blocked`, then `error`; `pass` when all pass. */
  readonly outcome: Outcome;
  readonly tally: Tally;
  readonly checks: readonly CheckGrade[];
  /** What its lesson is for: who reaches whom. Absent: a step. */
  readonly goal?: true;
}

export interface Grade {
  readonly target: Target;
  readonly at: string;
  /** `ungraded`: some of its points could not be looked at, so there is no score, only a range. */
  readonly outcome: 'passed' | 'not-passed' | 'ungraded';
  readonly tally: Tally;
  /** Taken off for lateness: of what was earned. */
  readonly late: { readonly days: number; readonly points: Points };
  /** `earned - late`; absent when ungraded. */
  readonly score?: Points;
  /** The score that the ungraded points allow at least and at most; both are the score where there is one. */
  readonly range: { readonly atLeast: Points; readonly atMost: Points };
  readonly steps: readonly StepGrade[];
  /** Why the whole target could not be looked at. */
  readonly cause?: LookCause;
  readonly picture?: Picture;
  readonly marks?: { readonly [kind in MarkKind]?: string };
  readonly owner?: string;
  readonly evidence?: EvidenceNote;
  readonly claimed?: Claimed;
  readonly notes?: readonly Text[];
}

/** A whole grading: every report is made of this and nothing else. */
export interface ClassGrade {
  readonly plan: Plan;
  /** ISO 8601. */
  readonly at: string;
  /** In the order of the targets. */
  readonly grades: readonly Grade[];
  readonly summary: ClassSummary;
}

export interface ClassSummary {
  readonly passed: number;
  readonly notPassed: number;
  readonly ungraded: number;
  /** Over those that have a score; absent when nobody has. */
  readonly scores?: {
    readonly lowest: Points;
    readonly median: Points;
    readonly mean: Points;
    readonly highest: Points;
  };
  /** Ten classes of a tenth of the denominator each; the last one holds full marks too. */
  readonly distribution: readonly number[];
  /** Steps that somebody did not pass, most first: where people are stuck (`blocked` ones are stuck earlier). Goals follow from them. */
  readonly stuck: readonly {
    readonly lesson: string;
    readonly step: string;
    readonly failed: number;
    readonly notReached: number;
  }[];
  /** Each target counts once for a diagnosis; most first. `example`: the first one's. Never of a hidden check, and none where a plan tells verdicts only. */
  readonly diagnoses: readonly { readonly example: Diagnosis; readonly targets: number }[];
  readonly collisions: readonly Collision[];
  readonly ungradedBecause: readonly { readonly target: string; readonly code: string; readonly text: Text }[];
}

/** Targets that cannot all be what they say: two with one machine, or a lab that has another student's variant. */
export type Collision =
  | { readonly kind: MarkKind; readonly targets: readonly string[] }
  | { readonly kind: 'variant'; readonly target: string; readonly owner: string };
